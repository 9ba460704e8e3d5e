import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordKnown, tieRows, type Tie } from './queries/visitors.ts';

/** Notes who visitors turned out to be. Who is known as these already is left alone. */
export async function tieVisitors(db: AccountDb, actor: Actor, ties: readonly Tie[], how: 'form' | 'letter'): Promise<void> {
  if (ties.length === 0) return;
  const newly = new Set(await tieRows(db, ties));
  await recordKnown(
    db,
    actor,
    ties.filter(({ visitorId }) => newly.has(visitorId)),
    how,
  );
}
