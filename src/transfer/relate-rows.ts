import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { LINKS_AT_ONCE, relateRecords } from '../records/index.ts';
import type { Merge } from './merge-chunk.ts';
import { keepWaiting, valuesOfRecords } from './queries/parents.ts';
import { othersToCome } from './queries/waiting.ts';
import type { ResolvedParents } from './resolve-parents.ts';

/**
 * Relates the records of a chunk's rows, which stand by now, with those their cells name, and lets what named nothing wait where its
 * record may come with a later row or a later file. Links that are there already stay; none is taken away.
 */
export async function relateRows(
  db: AccountDb,
  actor: Actor,
  { imported, set }: Merge,
  { related, unknown }: ResolvedParents,
): Promise<void> {
  for (const { column, found } of related) {
    const rows = await valuesOfRecords(db, set, column);
    const pairs = rows.flatMap(({ id, value }) => (found.has(value) ? [[id, found.get(value)!] as const] : []));
    await relatePairs(db, actor, { objectId: set.objectId, fieldId: column.field.id, pairs });
  }
  if (unknown.length === 0) return;
  const coming = new Set([set.objectId, ...(await othersToCome(db, imported))]);
  for (const { column, values } of unknown) {
    if (coming.has(column.parentObjectId) && column.by !== 'id') await keepWaiting(db, set, column, values);
  }
}

/** Relates pairs of records, so many at a time as one write of links takes. */
export async function relatePairs(
  db: AccountDb,
  actor: Actor,
  { objectId, fieldId, pairs }: { objectId: number; fieldId: number; pairs: readonly (readonly [number, number])[] },
): Promise<void> {
  for (let at = 0; at < pairs.length; at += LINKS_AT_ONCE) {
    const causeId = actor.causeId ?? null;
    await relateRecords(db, actor, { objectId, fieldId, pairs: pairs.slice(at, at + LINKS_AT_ONCE), causeId });
  }
}
