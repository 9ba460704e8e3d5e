import { Anchor, Button, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { FieldShape, Value } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import { objectsQuery, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useDrawer } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { actorWords } from './actor-words.ts';
import { type FullRecord, recordQuery } from './data.ts';
import { type HistoryEntry, putBack, type Side, wholeHistoryQuery } from './history-data.ts';
import classes from './record.module.css';

/** What stood in a field, under `?open=history/OBJECT-RECORD-FIELD`, with a way back to each value. */
export default function HistoryDrawer({ id }: { id: string }) {
  const [objectId = 0, recordId = 0, fieldId = 0] = id.split('-').map(Number);
  const accountId = useAccountId();
  const { data: objects } = useQuery(objectsQuery(accountId));
  const { data: record } = useQuery(recordQuery(accountId, objectId, recordId));
  const history = useInfiniteQuery(wholeHistoryQuery(accountId, { objectId, recordId, fieldId }));
  const field = objects?.find((one) => one.id === objectId)?.fields.find((one) => one.id === fieldId);
  if (history.error) return <ErrorState error={history.error} retry={() => void history.refetch()} />;
  if (!history.data || !record || !field) return <Loading />;
  const entries = history.data.pages.flatMap((page) => page.entries);
  const first = entries.at(-1);
  const isComputed = field.isReadOnly;
  return (
    <>
      <h2 className={classes.drawerTitle}>{field.label}</h2>
      <Text size="sm" c="dimmed" mb="sm">
        {t(isComputed ? 'records.history.computed' : 'records.history.sentence')}
      </Text>
      {entries.length === 0 && <Text c="dimmed">{t('records.history.none')}</Text>}
      <ol className={classes.history}>
        {entries.map((entry) => (
          <Entry key={entry.eventId} record={record} field={field} entry={entry} side="after" isNewest={entry === entries[0]} />
        ))}
        {first && !first.isBeginning && !history.hasNextPage && (
          <Entry record={record} field={field} entry={first} side="before" isNewest={false} />
        )}
      </ol>
      {history.hasNextPage && (
        <Button variant="default" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {t('records.history.more')}
        </Button>
      )}
    </>
  );
}

interface EntryProps {
  record: FullRecord;
  field: FieldShape;
  entry: HistoryEntry;
  /** What stood after the event; of the first that is known, also what stood before. */
  side: Side;
  isNewest: boolean;
}

function Entry({ record, field, entry, side, isNewest }: EntryProps) {
  const api = useApi();
  const refresh = useRefresh();
  const drawer = useDrawer();
  const value = side === 'after' ? entry.value : entry.before;
  const text = side === 'after' ? entry.text : entry.beforeText;
  const stands = isSame(value, record.values[String(field.id)] ?? null);
  const back = async (): Promise<void> => {
    try {
      const chosen = { event: entry.eventId, side, fields: [field.id], version: record.version };
      await putBack(api, { objectId: record.objectId, id: record.id }, chosen);
      showDone(t('records.history.putBack.done', { field: field.label }));
    } catch (error) {
      showProblem(error as Error);
    }
    await refresh('records', record.objectId);
  };
  const words = !entry.isKept ? t('records.history.lost') : text || (value === true ? t('ui.yes') : t('records.history.blank'));
  const canPutBack = entry.isKept && !stands && record.may.edit && !field.isReadOnly;
  return (
    <li className={classes.historyEntry}>
      <p className={classes.historyValue} data-lost={!entry.isKept || !text || undefined}>
        {words}
      </p>
      <p className={classes.historyBy}>
        {side === 'before' ? (
          t('records.history.before')
        ) : (
          <>
            {actorWords(entry.actor)} · <RelativeTime time={entry.at} />
            {entry.isBeginning && <> · {t('records.history.beginning')}</>}
            {entry.causeId !== null && <> · {t('records.history.because')}</>}
          </>
        )}
      </p>
      <div className={classes.historyActions}>
        {isNewest && stands && <span className={classes.hereWords}>{t('records.history.now')}</span>}
        {canPutBack && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('records.history.putBack.value', { value: words })}
            onClick={() => void back()}
          >
            {t('records.history.putBack')}
          </Button>
        )}
        {side === 'after' && !isNewest && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => drawer.open(`former/${record.objectId}-${record.id}-${entry.eventId}`)}
          >
            {t('records.former.open')}
          </Anchor>
        )}
      </div>
    </li>
  );
}

const isSame = (one: Value, other: Value): boolean => JSON.stringify(one) === JSON.stringify(other);
