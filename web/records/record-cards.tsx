import { NativeSelect } from '@mantine/core';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { FieldShape } from '../../src/records/schema.ts';
import { type Api } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useGo, useUrlState } from '../app/url.ts';
import { type CardColumn, Cards } from '../ui/cards.tsx';
import tableClasses from '../ui/data-table/data-table.module.css';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showProblem } from '../ui/notice.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { countQuery, type ListedRecord, loadRecords, recordCalls, type Which } from './data.ts';
import { FieldValue } from './field-value.tsx';
import classes from './records.module.css';

const PAGE = 40;
const BLANK = 'blank';

interface RecordCardsProps {
  object: ObjectType;
  which: Which;
  filters: ReactNode;
}

interface LoadedColumn {
  rows: ListedRecord[];
  total: number;
}

/** Records as cards, one column for each option of a drop-down field; moving a card writes the field. */
export function RecordCards({ object, which, filters }: RecordCardsProps) {
  const fields = object.fields.filter((field) => field.type === 'dropdown');
  const [by, setBy] = useUrlState('by', String(fields[0]!.id));
  const field = fields.find(({ id }) => String(id) === by) ?? fields[0]!;
  return (
    <>
      <div className={tableClasses.bar}>
        <div className={tableClasses.filters}>
          {filters}
          <NativeSelect
            size="xs"
            aria-label={t('records.cards.by')}
            data={fields.map(({ id, label }) => ({ value: String(id), label: t('records.cards.byField', { field: label }) }))}
            value={String(field.id)}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
        </div>
      </div>
      <Board key={field.id} object={object} which={which} field={field} />
    </>
  );
}

function Board({ object, which, field }: { object: ObjectType; which: Which; field: FieldShape }) {
  const api = useApi();
  const accountId = useAccountId();
  const queries = useQueryClient();
  const refresh = useRefresh();
  const go = useGo();
  const [pages, setPages] = useState<Record<string, number>>({});
  const shown = cardFields(object, field);
  const keyOf = (id: string): readonly unknown[] => [accountId, 'records', object.id, 'cards', field.id, which, id];
  const ids = [BLANK, ...field.options.filter(({ archived }) => !archived).map(({ id }) => String(id))];
  const loaded = useQueries({
    queries: ids.map((id) => ({
      queryKey: [...keyOf(id), pages[id] ?? 1],
      queryFn: ({ signal }: { signal: AbortSignal }) => {
        const inColumn = { ...which, criteria: JSON.stringify(criteriaOf(field, id)) };
        return loadColumn(api, {
          accountId,
          object,
          which: inColumn,
          columns: shown.map((one) => one.id),
          limit: PAGE * (pages[id] ?? 1),
          signal,
          queries,
        });
      },
      placeholderData: (before: LoadedColumn | undefined) => before,
    })),
  });
  const failed = loaded.find(({ error }) => error);
  if (failed?.error) return <ErrorState error={failed.error} retry={() => void refresh('records', object.id)} />;
  if (loaded.some(({ isPending }) => isPending)) return <Loading />;

  const move = async (card: ListedRecord, columnId: string): Promise<void> => {
    for (const id of ids) {
      queries.setQueriesData<LoadedColumn>({ queryKey: keyOf(id) }, (column) => column && moved(column, card, id === columnId));
    }
    try {
      await recordCalls(api).update(object.id, card.id, { [field.id]: columnId === BLANK ? null : Number(columnId) });
    } catch (error) {
      showProblem(error as Error);
    }
    await refresh('records', object.id);
  };

  const columns = ids
    .map((id, index): CardColumn<ListedRecord> => {
      const option = field.options.find((one) => String(one.id) === id);
      const { rows, total } = loaded[index]!.data!;
      return { id, label: option?.label ?? t('records.cards.blank', { field: field.label }), cards: rows, total };
    })
    .filter(({ id, total }) => id !== BLANK || total > 0);
  return (
    <Cards
      label={object.plural}
      columns={columns}
      cardId={(card) => card.id}
      cardName={(card) => card.name || t('records.unnamed')}
      onOpen={(card) => go(`/records/${object.key}/${card.id}`)}
      onMove={(card, columnId) => void move(card, columnId)}
      onMore={(id) => setPages({ ...pages, [id]: (pages[id] ?? 1) + 1 })}
      render={(card) => <Card card={card} fields={shown} />}
    />
  );
}

function Card({ card, fields }: { card: ListedRecord; fields: readonly FieldShape[] }) {
  return (
    <>
      <div className={classes.cardTitle}>{card.name || t('records.unnamed')}</div>
      {fields.map((field) => {
        const value = card.values[String(field.id)];
        if (value === undefined) return null;
        return (
          <div key={field.id} className={classes.cardText}>
            <FieldValue field={field} value={value} parentName={card.parentName} isPlain />
          </div>
        );
      })}
      <div className={classes.cardText}>
        <RelativeTime time={card.updatedAt} />
      </div>
    </>
  );
}

const ON_CARD = new Set(['email', 'price', 'parent', 'date']);
const FIELDS_ON_CARD = 3;
const cardFields = (object: ObjectType, by: FieldShape): FieldShape[] =>
  object.fields.filter((field) => field.id !== by.id && ON_CARD.has(field.type) && field.key !== 'birthday').slice(0, FIELDS_ON_CARD);

const criteriaOf = (field: FieldShape, column: string) =>
  column === BLANK ? { field: field.id, operator: 'is_blank' } : { field: field.id, operator: 'is', values: [Number(column)] };

interface ColumnRequest {
  accountId: number;
  object: ObjectType;
  which: Which;
  columns: readonly number[];
  limit: number;
  signal: AbortSignal;
  queries: ReturnType<typeof useQueryClient>;
}

async function loadColumn(api: Api, { accountId, object, which, columns, limit, signal, queries }: ColumnRequest): Promise<LoadedColumn> {
  const [page, total] = await Promise.all([
    loadRecords(api, object.id, { which, columns, sort: '-updated', cursor: null, limit: Math.min(200, limit), signal }),
    queries.fetchQuery({ ...countQuery(accountId, object.id, which), staleTime: 0 }),
  ]);
  return { rows: page.rows, total };
}

function moved(column: LoadedColumn, card: ListedRecord, isTarget: boolean): LoadedColumn {
  const without = column.rows.filter(({ id }) => id !== card.id);
  if (isTarget) return { rows: [card, ...without], total: column.total + (without.length === column.rows.length ? 1 : 0) };
  return { rows: without, total: column.total - (column.rows.length - without.length) };
}
