import type { Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { invalid, notFound, Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { abuseConfirmed } from '../events.ts';
import { caseRow, decideCaseRow, strikesOf } from '../queries/abuse.ts';
import { STRIKES, type CaseDecision, type Stoppable } from '../rules/abuse-schema.ts';
import { stopByOperator } from '../stop-by-operator.ts';

/**
 * Confirms or dismisses a report. A confirmed one is a strike unless it shall be none; with as many as the terms bear the account's mail stops
 * at once, and whatever else is named with it. Refuses with `not_found`, `already_decided`, and `no_account` where nobody knows whose it is.
 */
export async function decideCase(
  database: Database,
  { by, id, decision }: { by: string; id: number; decision: CaseDecision },
): Promise<void> {
  const standing = await database.system((db) => caseRow(db, id));
  if (!standing) throw notFound('case');
  if (standing.state !== 'open') throw new Problem('already_decided', 'This report has been decided already.');
  const accountId = decision.accountId === undefined ? standing.account_id : decision.accountId;
  const isConfirmed = decision.decision === 'confirmed';
  if (isConfirmed && accountId === null) throw invalid('accountId', 'Say whose letters these were.', 'no_account');
  const actor: Actor = { type: 'system', id: null };
  const decided = { state: decision.decision, accountId, by, note: decision.note, isStrike: isConfirmed && decision.strike };
  if (!isConfirmed) return database.system((db) => decideCaseRow(db, id, { ...decided, at: database.clock.now() }));

  await database.account(accountId!, async (db) => {
    await decideCaseRow(db, id, { ...decided, at: database.clock.now() });
    await recordEvent(db, actor, { kind: abuseConfirmed, data: { case: id, strike: decided.isStrike } });
    const strikes = await strikesOf(db, accountId!);
    const stops = new Set<Stoppable>(decision.stop);
    if (decided.isStrike && strikes >= STRIKES && !stops.has('all')) stops.add('email');
    for (const channel of stops) await stopByOperator(db, actor, { channel, reason: decision.note, cause: 'abuse' });
  });
}
