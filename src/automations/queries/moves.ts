import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { DueAutomation } from './automations.ts';
import type { ClaimedPosition } from './positions.ts';

/** One line of the ledger about one record's move. */
export interface Move {
  position: ClaimedPosition;
  data: Record<string, unknown>;
  personal: Record<string, unknown> | null;
}

/** Moves as rows for the ledger, each under the id that was taken for it when its position was claimed. */
export function rowsOfMoves(automation: DueAutomation, moves: readonly Move[]): Sql {
  const of = <T>(read: (move: Move) => T): T[] => moves.map(read);
  return sql`select m.id, ${automation.object_id}::integer as object_id, m.record_id, ${automation.id}::bigint as subject_id, m.cause_id,
      m.data, m.personal
    from unnest(${of(({ position }) => position.event_id)}::bigint[], ${of(({ position }) => position.record_id)}::bigint[],
      ${of(({ position }) => position.cause_id)}::bigint[], ${of(({ data }) => JSON.stringify(data))}::jsonb[],
      ${of(({ personal }) => personal && JSON.stringify(personal))}::jsonb[])
      as m (id, record_id, cause_id, data, personal)`;
}

/** Which of these ids a selection of records holds. Across the wall, because compiled criteria are; the selection states its account. */
export async function idsAmong(db: AccountDb, selection: Sql, ids: readonly number[]): Promise<number[]> {
  const rows = await db.scan.many<{ id: number }>(sql`select m.id from (${selection}) m where m.id = any(${ids}::bigint[])`);
  return rows.map(({ id }) => id);
}

/** The place of the first of several criteria that each record matches, from a statement of theirs. Across the wall, as `idsAmong`. */
export async function placesIn(db: AccountDb, statement: Sql): Promise<Map<number, number>> {
  const rows = await db.scan.many<{ id: number; place: number }>(statement);
  return new Map(rows.map(({ id, place }) => [id, place]));
}
