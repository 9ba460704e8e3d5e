import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../app/messages/t.ts';
import { objectsQuery, useAccountId } from '../app/session.ts';
import { useGo } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { recordQuery } from './data.ts';
import { PeopleHere } from './people-here.tsx';
import { RecordActivity } from './record-activity.tsx';
import { RecordFields, RecordOwner } from './record-fields.tsx';
import { RecordMark } from './record-mark.tsx';
import { RecordTags } from './record-tags.tsx';
import page from './record.module.css';
import { EditingContext, useLiveRecord } from './use-live-record.ts';
import type { ObjectType } from '../app/session.ts';
import type { FullRecord } from './data.ts';

/** A record at a glance, to be edited in place, under `?open=quick/OBJECT-RECORD`. */
export default function RecordQuick({ id }: { id: string }) {
  const [objectId = 0, recordId = 0] = id.split('-').map(Number);
  const accountId = useAccountId();
  const { data: objects } = useQuery(objectsQuery(accountId));
  const { data: record, error, refetch } = useQuery(recordQuery(accountId, objectId, recordId));
  const object = objects?.find((one) => one.id === objectId);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!record || !object) return <Loading />;
  return <Quick object={object} record={record} />;
}

function Quick({ object, record }: { object: ObjectType; record: FullRecord }) {
  const go = useGo();
  const { people, tellEditing } = useLiveRecord(object, record.id);
  return (
    <EditingContext value={tellEditing}>
      <div className={page.quickHead}>
        <RecordMark object={object} record={record} />
        <h2 className={page.drawerTitle}>{record.name || t('records.unnamed')}</h2>
        <Button variant="default" size="compact-md" onClick={() => go(`/records/${object.key}/${record.id}`)}>
          {t('records.quick.open')}
        </Button>
      </div>
      <div className={page.quickMeta}>
        <RecordActivity object={object} record={record} />
        <PeopleHere object={object} people={people} />
      </div>
      <div className={page.quick}>
        <RecordFields object={object} record={record} />
        <RecordOwner object={object} record={record} />
        <RecordTags object={object} record={record} />
      </div>
    </EditingContext>
  );
}
