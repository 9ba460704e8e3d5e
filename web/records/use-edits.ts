import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import type { ObjectShape, Value } from '../../src/records/schema.ts';
import { type ApiProblem } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi } from '../app/session.ts';
import { showUndo } from '../ui/notice.ts';
import { type FullRecord, recordCalls } from './data.ts';
import type { ListedRecord, Refused } from './list-data.ts';

/** One entry into a cell, with what stood there. */
export interface Edit {
  row: ListedRecord;
  fieldId: number;
  value: Value;
}

export interface Edits {
  /** Shows what was entered at once and sends it; what is refused stays in its cell with the reason. */
  save: (edits: readonly Edit[]) => void;
  undo: () => void;
}

type Pages = InfiniteData<{ rows: ListedRecord[] }>;
type Change = { id: number; values: Record<string, Value>; before: Record<string, Value> };

/** Entries into the cells of a list: seen at once, taken back by one step each. */
export function useEdits(object: ObjectShape): Edits {
  const api = useApi();
  const queries = useQueryClient();
  const accountId = useAccountId();
  const done = useRef<Change[][]>([]);
  return useMemo(() => {
    const list = [accountId, 'records', object.id, 'list'];
    const show = (id: number, change: (row: ListedRecord) => ListedRecord): void => {
      queries.setQueriesData<Pages>({ queryKey: list }, (data) => {
        if (!data?.pages?.some(({ rows }) => rows.some((row) => row.id === id))) return data;
        return {
          ...data,
          pages: data.pages.map((page) => ({ ...page, rows: page.rows.map((row) => (row.id === id ? change(row) : row)) })),
        };
      });
    };
    const put = (row: ListedRecord, values: Record<string, Value>): ListedRecord => {
      const refused = Object.fromEntries(Object.entries(row.refused ?? {}).filter(([id]) => !(id in values)));
      return { ...row, values: { ...row.values, ...values }, refused };
    };
    const refuse = (change: Change, problem: ApiProblem): void => {
      const entries = Object.entries(change.values).map(([id, value]): [string, Refused] => [
        id,
        { value, message: problem.fields?.[`values.${id}`] ?? problem.fields?.[id] ?? problem.message },
      ]);
      show(change.id, (row) => ({ ...put(row, change.before), refused: { ...row.refused, ...Object.fromEntries(entries) } }));
    };
    const send = async (changes: readonly Change[]): Promise<Change[]> => {
      const kept: Change[] = [];
      for (const change of changes) {
        show(change.id, (row) => put(row, change.values));
        try {
          const record = await recordCalls(api).update(object.id, change.id, change.values);
          show(change.id, (row) => written(row, record));
          kept.push(change);
        } catch (error) {
          refuse(change, error as ApiProblem);
        }
      }
      void queries.invalidateQueries({ queryKey: [accountId, 'records', object.id, 'foot'] });
      return kept;
    };
    const takeBack = async (changes: readonly Change[]): Promise<void> => {
      done.current = done.current.filter((one) => one !== changes);
      await send(changes.map(({ id, values, before }) => ({ id, values: before, before: values })));
    };
    return {
      save(edits) {
        const changes = changesOf(edits);
        if (changes.length === 0) return;
        void send(changes).then((kept) => {
          if (kept.length === 0) return;
          done.current = [...done.current.slice(-49), kept];
          const cells = kept.reduce((count, { values }) => count + Object.keys(values).length, 0);
          showUndo(t('lists.edited', { count: cells }), () => takeBack(kept));
        });
      },
      undo() {
        const last = done.current.at(-1);
        if (last) void takeBack(last);
      },
    };
  }, [api, queries, accountId, object.id]);
}

/** The row as the server has it now: what rests upon the change, and the names of the records it points to. */
function written(row: ListedRecord, record: FullRecord | undefined): ListedRecord {
  if (!record?.values) return row;
  const names = new Map(record.parents.map(({ objectId, id, name }) => [`${objectId}/${id}`, name]));
  const shown = Object.fromEntries(Object.keys({ ...row.values, ...record.values }).map((id) => [id, record.values[id] ?? null]));
  return {
    ...row,
    name: record.name,
    updatedAt: record.updatedAt,
    values: shown,
    parentName: (objectId, id) => names.get(`${objectId}/${id}`) ?? row.parentName(objectId, id),
  };
}

function changesOf(edits: readonly Edit[]): Change[] {
  const changes = new Map<number, Change>();
  for (const { row, fieldId, value } of edits) {
    const before = row.values[String(fieldId)] ?? null;
    if (JSON.stringify(before) === JSON.stringify(value) && !row.refused?.[String(fieldId)]) continue;
    const change = changes.get(row.id) ?? { id: row.id, values: {}, before: {} };
    change.values[fieldId] = value;
    change.before[fieldId] = before;
    changes.set(row.id, change);
  }
  return [...changes.values()];
}
