import type { AccountDb } from '../../app/db.ts';
import { kindsOfBatch } from '../../ledger/index.ts';
import { batchEventsOf, earnByEvents } from '../queries/earned.ts';
import { sweepBy, type ScoreRow } from '../queries/scores.ts';
import { beginOf, nextDecay } from '../rules/score.ts';
import { isEventLine } from '../rules/score-settings.ts';
import type { ScoreTerms } from './score-terms.ts';

/** Writes down what the events of a batch earn, line by line, and has the next sweep come in time for the first of it to decay. */
export async function countBatch(
  db: AccountDb,
  score: ScoreRow,
  terms: ScoreTerms,
  batch: { id: number; kinds: readonly string[] },
): Promise<void> {
  const days = new Set<string>();
  for (const line of score.settings.lines.filter(isEventLine)) {
    if (!batch.kinds.includes(line.event)) continue;
    const events = batchEventsOf(kindsOfBatch(db, batch.id, [line.event]), score.object_id, line.subject);
    for (const { day } of await earnByEvents(db, score.id, line, { events, timeZone: terms.timeZone })) days.add(day);
  }
  await sweepWhenDecayed(db, score, terms, [...days]);
}

/** Has the next sweep begin at the latest when points earned on these days next lose some. */
export async function sweepWhenDecayed(db: AccountDb, score: ScoreRow, terms: ScoreTerms, days: readonly string[]): Promise<void> {
  const next = nextDecay(days, terms.today, score.settings.decay);
  if (next !== undefined) await sweepBy(db, score.id, beginOf(next, terms.timeZone));
}
