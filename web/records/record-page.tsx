import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useEffect } from 'react';
import { recordSlots } from '../app/list-slots.tsx';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId } from '../app/session.ts';
import { useGo, useParam, useUrlState } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { type FullRecord, recordQuery } from './data.ts';
import { ObjectOfAddress } from './object-of-address.tsx';
import { PeopleHere } from './people-here.tsx';
import { RecordActions } from './record-actions.tsx';
import { RecordActivity } from './record-activity.tsx';
import { RecordFields, RecordOwner } from './record-fields.tsx';
import { RecordMark } from './record-mark.tsx';
import { RecordNotes } from './record-notes.tsx';
import { RecordPermission } from './record-permission.tsx';
import { RecordRelated } from './record-related.tsx';
import { RecordTags } from './record-tags.tsx';
import { RecordTasks } from './record-tasks.tsx';
import { RecordTimeline } from './record-timeline.tsx';
import { RecordTrail } from './record-trail.tsx';
import page from './record.module.css';
import classes from './records.module.css';
import { EditingContext, useLiveRecord } from './use-live-record.ts';

export default function RecordPage() {
  return <ObjectOfAddress>{(object) => <OneRecord object={object} />}</ObjectOfAddress>;
}

function OneRecord({ object }: { object: ObjectType }) {
  const id = Number(useParam('id'));
  const go = useGo();
  const { data: record, error, refetch } = useQuery(recordQuery(useAccountId(), object.id, id));
  // The address of a record that was merged into another leads to that other.
  const survivorId = record && record.id !== id ? record.id : undefined;
  useEffect(() => {
    if (survivorId !== undefined) go(`/records/${object.key}/${survivorId}`);
  }, [go, object.key, survivorId]);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!record || survivorId !== undefined) return <Loading />;
  return <ShownRecord key={id} object={object} record={record} />;
}

/** Who this is and what may be sent to them, what happened, and what belongs to them; further tabs hold the fields put there. */
function ShownRecord({ object, record }: { object: ObjectType; record: FullRecord }) {
  const { people, tellEditing } = useLiveRecord(object, record.id);
  const tabs = object.tabs.filter((tab) =>
    object.sections.some((section) => section.tabId === tab.id && object.fields.some(({ sectionId }) => sectionId === section.id)),
  );
  const [first] = tabs;
  const [chosen, setChosen] = useUrlState('tab', String(first?.id ?? ''));
  const tab = tabs.find(({ id }) => String(id) === chosen) ?? first;
  return (
    <EditingContext value={tellEditing}>
      <PageHeader
        title={record.name || t('records.unnamed')}
        mark={<RecordMark object={object} record={record} />}
        meta={
          <span className={page.meta}>
            <RecordActivity object={object} record={record} />
            <PeopleHere object={object} people={people} />
          </span>
        }
        within={[{ label: object.plural, path: `/records/${object.key}` }]}
        actions={
          <>
            <RecordTrail object={object} id={record.id} />
            <RecordActions object={object} record={record} />
          </>
        }
      >
        {tabs.length > 1 && (
          <nav className={classes.tabs} aria-label={t('records.tabs')}>
            {tabs.map(({ id, name }) => (
              <button
                key={id}
                type="button"
                className={classes.tab}
                aria-current={id === tab?.id ? 'page' : undefined}
                onClick={() => setChosen(String(id))}
              >
                {name}
              </button>
            ))}
          </nav>
        )}
      </PageHeader>
      {tab === first ? (
        <Overview object={object} record={record} tabId={first?.id} />
      ) : (
        <Detail object={object} record={record} tabId={tab!.id} />
      )}
    </EditingContext>
  );
}

interface PartProps {
  object: ObjectType;
  record: FullRecord;
  tabId: number | undefined;
}

/** Without room for three columns, as in record.module.css. */
const NARROW = '(max-width: 60em)';
const PARTS = ['about', 'timeline', 'related'] as const;

/** The first tab: three columns side by side, and one at a time where there is no room. */
function Overview({ object, record, tabId }: PartProps) {
  const [part, setPart] = useUrlState('part', 'about');
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  // Who it is and their fields are painted first; what happened and what belongs to them is drawn while they are read.
  const isPainted = useDeferredValue(true, false);
  const slots = (side: 'left' | 'right') =>
    recordSlots
      .filter((slot) => slot.side === side && (slot.visible?.(object) ?? true))
      .map(({ id: key, Part }) => <Part key={key} object={object} recordId={record.id} />);
  return (
    <>
      {isNarrow && (
        <SegmentedControl
          className={page.parts}
          fullWidth
          aria-label={t('records.tabs')}
          value={part}
          onChange={setPart}
          data={PARTS.map((value) => ({ value, label: t(`records.part.${value}`) }))}
        />
      )}
      <div className={classes.record} data-part={part}>
        <div className={classes.side} data-is="about">
          {object.person && <RecordPermission object={object} record={record} />}
          {slots('left')}
          <RecordTags object={object} record={record} />
          <RecordFields object={object} record={record} tabId={tabId} />
          {isPainted && <RecordOwner object={object} record={record} />}
        </div>
        <div className={page.middle} data-is="timeline">
          {isPainted && <RecordTimeline object={object} record={record} />}
        </div>
        <div className={classes.side} data-is="related">
          {isPainted && (
            <>
              <RecordTasks object={object} record={record} />
              <RecordNotes object={object} record={record} />
              <RecordRelated object={object} record={record} />
              {slots('right')}
            </>
          )}
        </div>
      </div>
    </>
  );
}

/** Another tab: its sections, as many beside each other as there is room. */
function Detail({ object, record, tabId }: PartProps) {
  return (
    <div className={page.detail}>
      <RecordFields object={object} record={record} tabId={tabId} />
    </div>
  );
}
