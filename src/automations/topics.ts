import type { AccountDb } from '../app/db.ts';
import type { Topic } from '../app/kernel/domain.ts';
import { publish } from '../app/live.ts';

/** Who watches a map is told at most so often that people move on it; whatever is moved then, they see. */
const TOLD_EVERY_MS = 1_000;
/** When each map was last told of, by its account's clock: kept in memory, because missing one costs nobody more than a moment. */
const lastTold = new Map<string, number>();

/** `automation/ID`: that something moved on a map. It says nothing of whom, so that everybody in the account may hear it. */
export const topics: readonly Topic[] = [
  { prefix: 'automation', mayFollow: async (_db, _viewer, rest) => (/^\d{1,15}$/.test(rest) ? 'that-something-happened' : 'nothing') },
];

/** Tells whoever watches a map that people have moved on it. */
export function tellMoved(db: AccountDb, automationId: number): void {
  const key = `${db.accountId}:${automationId}`;
  const now = db.now.getTime();
  if (Math.abs(now - (lastTold.get(key) ?? 0)) < TOLD_EVERY_MS) return;
  if (lastTold.size > 10_000) lastTold.clear();
  lastTold.set(key, now);
  publish(db, `automation/${automationId}`);
}
