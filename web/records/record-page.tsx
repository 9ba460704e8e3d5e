import { Button, Menu } from '@mantine/core';
import { IconDots, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { recordSlots } from '../app/list-slots.tsx';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useGo, useParam } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showProblem, showUndo } from '../ui/notice.ts';
import { ObjectIcon } from '../ui/object-icon.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { type FullRecord, recordCalls, recordQuery } from './data.ts';
import { ObjectOfAddress } from './object-of-address.tsx';
import { RecordFields } from './record-fields.tsx';
import { RecordNotes } from './record-notes.tsx';
import { RecordPermission } from './record-permission.tsx';
import { RecordRelated } from './record-related.tsx';
import { RecordTags } from './record-tags.tsx';
import { RecordTasks } from './record-tasks.tsx';
import { RecordTimeline } from './record-timeline.tsx';
import classes from './records.module.css';

export default function RecordPage() {
  return <ObjectOfAddress>{(object) => <OneRecord object={object} />}</ObjectOfAddress>;
}

/** Who this is and what may be sent to them, what happened, and what belongs to them. */
function OneRecord({ object }: { object: ObjectType }) {
  const id = Number(useParam('id'));
  const { data: record, error, refetch } = useQuery(recordQuery(useAccountId(), object.id, id));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!record) return <Loading />;
  const slots = (side: 'left' | 'right') =>
    recordSlots
      .filter((slot) => slot.side === side && (slot.visible?.(object) ?? true))
      .map(({ id: key, Part }) => <Part key={key} object={object} recordId={id} />);
  return (
    <>
      <PageHeader
        title={record.name || t('records.unnamed')}
        mark={<ObjectIcon name={object.icon} size={22} />}
        within={[{ label: object.plural, path: `/records/${object.key}` }]}
        actions={<RecordMenu object={object} record={record} />}
      />
      <div className={classes.record}>
        <div className={classes.side}>
          {object.person && <RecordPermission object={object} record={record} />}
          {slots('left')}
          <RecordTags object={object} record={record} />
          <RecordFields object={object} record={record} />
        </div>
        <RecordTimeline object={object} record={record} />
        <div className={classes.side}>
          <RecordTasks object={object} record={record} />
          <RecordNotes object={object} record={record} />
          <RecordRelated object={object} record={record} />
          {slots('right')}
        </div>
      </div>
    </>
  );
}

function RecordMenu({ object, record }: { object: ObjectType; record: FullRecord }) {
  const api = useApi();
  const refresh = useRefresh();
  const go = useGo();
  const calls = recordCalls(api);
  const singular = object.singular.toLocaleLowerCase();
  const remove = async (): Promise<void> => {
    try {
      await calls.remove(object.id, record.id);
      go(`/records/${object.key}`);
      await refresh('records', object.id);
      showUndo(t('records.deleted', { name: record.name || t('records.unnamed') }), async () => {
        await calls.restore(object.id, record.id);
        await refresh('records', object.id);
      });
    } catch (error) {
      showProblem(error as Error);
    }
  };
  if (!record.may.delete) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDots size={16} />}>
          {t('records.actions')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="bad" leftSection={<IconTrash size={16} />} onClick={() => void remove()}>
          {t('records.delete', { object: singular })}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
