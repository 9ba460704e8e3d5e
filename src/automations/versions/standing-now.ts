import type { AccountDb } from '../../app/db.ts';
import { kindsOfSteps, standingOn, transfersOf } from '../queries/versions.ts';
import type { Standing } from '../rules/effect.ts';
import { placeAfter, type KindOf } from '../rules/transfers.ts';

const NEVER = new Date(8.64e15);

/**
 * How many stand on each step by each version, where they will stand once every choice of earlier publishings has been obeyed; of everybody, or of those on
 * the named steps now.
 */
export async function standingNow(
  db: AccountDb,
  automationId: number,
  stepIds?: readonly number[],
): Promise<{ standing: Standing[]; kindOf: KindOf }> {
  const later = await transfersOf(db, automationId, { above: 0, upTo: 2_147_483_647 });
  const between = later.map(({ publishedAt }) => publishedAt);
  const groups = await standingOn(db, automationId, stepIds ? { between, stepIds } : { between });
  const destinations = later.flatMap(({ transfers }) => Object.values(transfers).map((choice) => (choice.do === 'move' ? choice.to : 0)));
  const kindOf = await kindsBy(db, automationId, [...new Set([...groups.map(({ stepId }) => stepId), ...destinations])]);
  const sums = new Map<string, Standing>();
  for (const { stretch, stepId, version, ...counts } of groups) {
    const place = placeAfter({ stepId, version, arrivedAt: between[stretch] ?? NEVER }, later, kindOf);
    if (place !== 'ended') add(sums, { ...counts, stepId: place.stepId, version: place.version }, place.stepId !== stepId);
  }
  return { standing: [...sums.values()], kindOf };
}

/** Who has been transferred stands ready, whatever they did before. */
function add(sums: Map<string, Standing>, { stepId, version, now, failed, resting, paused }: Standing, isTransferred: boolean): void {
  const key = `${stepId}:${version}`;
  const sum = sums.get(key) ?? { stepId, version, now: 0, failed: 0, resting: 0, paused: 0 };
  sum.now += isTransferred ? now + failed + resting : now;
  sum.failed += isTransferred ? 0 : failed;
  sum.resting += isTransferred ? 0 : resting;
  sum.paused += paused;
  sums.set(key, sum);
}

async function kindsBy(db: AccountDb, automationId: number, stepIds: readonly number[]): Promise<KindOf> {
  const kinds = new Map<string, string>();
  for (const { step_id, kind, versions } of await kindsOfSteps(db, automationId, stepIds)) {
    for (const version of versions) kinds.set(`${version}:${step_id}`, kind);
  }
  return (version, stepId) => kinds.get(`${version}:${stepId}`);
}
