import type { AccountDb } from '../../app/db.ts';
import { leaveAlone, restingDomains, strikesOf } from '../queries/receiver-paces.ts';
import { asksToSlowDown, restUntil } from '../rules/pace.ts';
import type { Failure } from '../rules/classify-failure.ts';

/**
 * Leaves domains alone for a while whose servers put off most of these letters, each time longer; one that takes letters again starts anew. What
 * becomes of letters that were under way when a domain's rest began tells of the time before it, and changes nothing.
 */
export async function noteReceivers(
  db: AccountDb,
  transportId: number,
  handed: readonly { domain: string; failure: Failure | null }[],
): Promise<void> {
  const counts = new Map<string, { deferred: number; letters: number }>();
  for (const { domain, failure } of handed) {
    const known = counts.get(domain) ?? { deferred: 0, letters: 0 };
    counts.set(domain, known);
    known.letters++;
    if (failure?.outcome === 'retry' && failure.reason.startsWith('server_said_4')) known.deferred++;
  }
  // Their rows are locked before it is asked who rests: slices of a batch are noted at the same time, and are one request to go slower.
  const strikes = await strikesOf(db, transportId, [...counts.keys()]);
  for (const domain of (await restingDomains(db, transportId)).keys()) counts.delete(domain);
  const slower = [...counts].filter(([, count]) => asksToSlowDown(count)).map(([domain]) => domain);
  const well = [...strikes.keys()].filter((domain) => counts.get(domain)?.deferred === 0);
  await leaveAlone(db, transportId, [
    ...slower.map((domain) => {
      const strike = (strikes.get(domain) ?? 0) + 1;
      return { domain, strikes: strike, resumeAt: restUntil(strike, db.now) };
    }),
    ...well.map((domain) => ({ domain, strikes: 0, resumeAt: null })),
  ]);
}
