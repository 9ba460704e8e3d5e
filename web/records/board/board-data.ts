import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { CardSettings, FieldShape } from '../../../src/records/schema.ts';
import { client } from '../../app/api.ts';
import type { ObjectType } from '../../app/session.ts';
import { type ListedRecord, loadRecords, type Which } from '../data.ts';

/** The column of records in which the field is blank. */
export const BLANK = 0;

export interface ColumnTotal {
  optionId: number;
  count: number;
  /** Prices in minor units; null where nothing is summed. */
  sum: number | null;
}

/** What makes a board: which records, by which field, with what on the cards. */
export interface BoardOf {
  accountId: number;
  object: ObjectType;
  which: Which;
  field: FieldShape;
  settings: CardSettings;
}

export interface CardPage {
  rows: ListedRecord[];
  next: string | null;
}
export type Cards = InfiniteData<CardPage, string | null>;

const PAGE = 50;

export const boardKey = ({ accountId, object, which, field }: BoardOf) =>
  [accountId, 'records', object.id, 'board', field.id, which] as const;

/** How many cards each column holds, and what they come to. */
export const totalsQuery = (board: BoardOf) =>
  queryOptions({
    queryKey: [...boardKey(board), board.settings.sumFieldId ?? null],
    queryFn: async ({ signal }) => {
      const { object, which, field, settings } = board;
      const asked = { ...which, field: field.id, sum: settings.sumFieldId };
      return (await client(board.accountId).get(`/api/records/${object.id}/board`, asked, signal)).columns;
    },
    placeholderData: (before) => before,
  });

const columnsOf = ({ object, which, field, accountId }: BoardOf) => [accountId, 'records', object.id, 'cards', field.id, which] as const;

/** The cards of one column, those changed last first, page by page. */
export function cardsQuery(board: BoardOf, optionId: number) {
  const shown = fieldsOnCard(board);
  return infiniteQueryOptions({
    queryKey: [...columnsOf(board), optionId, shown],
    queryFn: ({ pageParam, signal }) =>
      loadRecords(client(board.accountId), board.object.id, {
        which: inColumn(board, optionId),
        columns: shown,
        sort: '-updated',
        cursor: pageParam,
        limit: PAGE,
        signal,
      }) as Promise<CardPage>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** The ids of the fields whose values cards show, or are coloured by. */
function fieldsOnCard({ settings, field }: BoardOf): number[] {
  const colored = typeof settings.colorBy === 'number' ? [settings.colorBy] : [];
  return [...new Set([...settings.fields, ...colored, ...(settings.sumFieldId ? [settings.sumFieldId] : []), field.id])];
}

/** What the list already asks, and that the field has this option. */
export function inColumn({ which, field }: Pick<BoardOf, 'which' | 'field'>, optionId: number): Which {
  const own = optionId === BLANK ? { field: field.id, operator: 'is_blank' } : { field: field.id, operator: 'is', values: [optionId] };
  return { ...which, criteria: JSON.stringify(which.criteria ? { all: [JSON.parse(which.criteria), own] } : own) };
}

export interface Move {
  card: ListedRecord;
  from: number;
  to: number;
}

/** Shows a card where it is moved to before the server has said so. */
export function showMoved(queries: QueryClient, board: BoardOf, move: Move): void {
  for (const optionId of [move.from, move.to]) {
    queries.setQueryData<Cards>(cardsQuery(board, optionId).queryKey, (cards) => cards && withMoved(cards, move, optionId === move.to));
  }
  queries.setQueryData<ColumnTotal[]>(totalsQuery(board).queryKey, (totals) => totals && totalsAfter(totals, move, board));
}

/** A column's cards without the one moved, which stands first in the column it is moved to. */
export function withMoved(cards: Cards, { card }: Move, isTarget: boolean): Cards {
  const pages = cards.pages.map((page) => ({ ...page, rows: page.rows.filter(({ id }) => id !== card.id) }));
  const [first, ...others] = pages;
  if (!isTarget || !first) return { ...cards, pages };
  return { ...cards, pages: [{ ...first, rows: [card, ...first.rows] }, ...others] };
}

/** The totals of the columns once a card has gone from one to another. */
export function totalsAfter(
  totals: readonly ColumnTotal[],
  { card, from, to }: Move,
  { settings }: Pick<BoardOf, 'settings'>,
): ColumnTotal[] {
  const worth = settings.sumFieldId === undefined ? null : Number(card.values[String(settings.sumFieldId)] ?? 0);
  const by = (optionId: number): number => (optionId === to ? 1 : 0) - (optionId === from ? 1 : 0);
  const known = totals.some(({ optionId }) => optionId === to)
    ? totals
    : [...totals, { optionId: to, count: 0, sum: worth === null ? null : 0 }];
  return known.map((total) => ({
    ...total,
    count: total.count + by(total.optionId),
    sum: worth === null ? null : (total.sum ?? 0) + by(total.optionId) * worth,
  }));
}
