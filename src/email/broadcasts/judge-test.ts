import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { splitResult } from '../../app/kernel/split-result.ts';
import { recordEvent } from '../../ledger/index.ts';
import { broadcastWinnerChosen } from '../events.ts';
import { writeWinner, type BroadcastRow } from '../queries/broadcasts.ts';
import { armCounts } from '../queries/report-counts.ts';

/** Lets the measure of a test choose the variant that all others get: whichever did best, with how sure that is on record. */
export async function judgeTest(db: AccountDb, broadcast: BroadcastRow): Promise<void> {
  const arms = await armCounts(db, broadcast);
  const measure = broadcast.test!.by === 'clicks' ? 'clicked' : 'opened';
  const { leader, confidence, isEarly } = splitResult(arms.map((arm) => ({ decided: arm.delivered, won: arm[measure] })));
  const certainty = isEarly ? null : Math.floor(confidence * 10_000);
  await settleWinner(db, { type: 'system', id: null }, broadcast, { variant: leader, by: 'measure', confidence: certainty });
}

export async function settleWinner(
  db: AccountDb,
  actor: Actor,
  { id, event_id: startedBy }: BroadcastRow,
  winner: { variant: number; by: 'hand' | 'measure'; confidence: number | null },
): Promise<void> {
  await writeWinner(db, id, winner);
  await recordEvent(db, startedBy === null ? actor : { ...actor, causeId: startedBy }, {
    kind: broadcastWinnerChosen,
    subject: { type: 'broadcast', id },
    data: { ...winner },
  });
}
