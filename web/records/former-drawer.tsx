import { Button, Checkbox, Group, SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldShape, Value } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import { objectsQuery, type ObjectType, useAccount, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useDrawer } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { formatExact } from '../ui/time.ts';
import { type FullRecord, recordQuery } from './data.ts';
import { FieldValue } from './field-value.tsx';
import { type FormerRecord, formerRecordQuery, putBack, type Side } from './history-data.ts';
import classes from './record.module.css';
import records from './records.module.css';

/** A record as it stood beside an event, under `?open=former/OBJECT-RECORD-EVENT`: what differs from now can be put back. */
export default function FormerDrawer({ id }: { id: string }) {
  const [objectId = 0, recordId = 0, event = 0] = id.split('-').map(Number);
  const accountId = useAccountId();
  const account = useAccount();
  const [side, setSide] = useState<Side>('after');
  const { data: objects } = useQuery(objectsQuery(accountId));
  const { data: record } = useQuery(recordQuery(accountId, objectId, recordId));
  const former = useQuery(formerRecordQuery(accountId, { objectId, id: recordId }, { event, side }));
  const object = objects?.find((one) => one.id === objectId);
  if (former.error) return <ErrorState error={former.error} retry={() => void former.refetch()} />;
  if (!former.data || !record || !object) return <Loading />;
  return (
    <>
      <h2 className={classes.drawerTitle}>{record.name || t('records.unnamed')}</h2>
      <Group justify="space-between" gap="xs" mb="md">
        <Text size="sm" c="dimmed">
          {t(`records.former.${side}`, { when: formatExact(former.data.at, account.timeZone) })}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t('records.former.side')}
          value={side}
          onChange={(next) => setSide(next as Side)}
          data={[
            { value: 'before', label: t('records.former.sideBefore') },
            { value: 'after', label: t('records.former.sideAfter') },
          ]}
        />
      </Group>
      <Differences key={side} object={object} record={record} former={former.data} moment={{ event, side }} />
    </>
  );
}

interface DifferencesProps {
  object: ObjectType;
  record: FullRecord;
  former: FormerRecord;
  moment: { event: number; side: Side };
}

function Differences({ object, record, former, moment }: DifferencesProps) {
  const api = useApi();
  const refresh = useRefresh();
  const { close } = useDrawer();
  const differing = object.fields.filter((field) => differs(field, record, former));
  const canPutBack = (field: FieldShape): boolean => record.may.edit && !field.isReadOnly && !former.unknown.includes(field.id);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const shown = Object.keys({ ...record.values, ...former.values }).length;
  const back = async (): Promise<void> => {
    try {
      await putBack(api, { objectId: object.id, id: record.id }, { ...moment, fields: chosen, version: record.version });
      showDone(t('records.former.done', { count: chosen.length }));
      close();
    } catch (error) {
      showProblem(error as Error);
    }
    await refresh('records', object.id);
  };
  return (
    <>
      {differing.length === 0 && <Text>{t('records.former.same')}</Text>}
      <ul className={classes.differences}>
        {differing.map((field) => (
          <li key={field.id} className={classes.difference}>
            {canPutBack(field) ? (
              <Checkbox
                label={field.label}
                checked={chosen.includes(field.id)}
                onChange={({ currentTarget }) =>
                  setChosen(currentTarget.checked ? [...chosen, field.id] : chosen.filter((one) => one !== field.id))
                }
              />
            ) : (
              <span className={records.label}>{field.label}</span>
            )}
            <dl className={classes.both}>
              <dt>{t('records.former.then')}</dt>
              <dd>{former.unknown.includes(field.id) ? t('records.history.lost') : <Stood field={field} from={former} />}</dd>
              <dt>{t('records.former.now')}</dt>
              <dd>
                <Stood field={field} from={record} />
              </dd>
            </dl>
          </li>
        ))}
      </ul>
      {shown > differing.length && (
        <Text size="sm" c="dimmed" mb="md">
          {t('records.former.unchanged', { count: shown - differing.length })}
        </Text>
      )}
      {chosen.length > 0 && <Button onClick={() => void back()}>{t('records.former.putBack', { count: chosen.length })}</Button>}
    </>
  );
}

function Stood({ field, from }: { field: FieldShape; from: Pick<FormerRecord, 'values' | 'parents'> }) {
  const value: Value = from.values[String(field.id)] ?? null;
  const parentName = (objectId: number, id: number) => from.parents.find((one) => one.objectId === objectId && one.id === id)?.name;
  if (value === null) return <span className={records.blank}>{t('records.history.blank')}</span>;
  return <FieldValue field={field} value={value} parentName={parentName} isPlain />;
}

const differs = (field: FieldShape, record: FullRecord, former: FormerRecord): boolean =>
  former.unknown.includes(field.id) ||
  JSON.stringify(record.values[String(field.id)] ?? null) !== JSON.stringify(former.values[String(field.id)] ?? null);
