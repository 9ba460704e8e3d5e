import type { AccountDb } from '../../app/db.ts';
import { invalid } from '../../app/kernel/problem.ts';
import { allSavedBlocks } from '../queries/saved-blocks.ts';
import { savedIdsIn, type AnyBlock } from '../rules/tree.ts';

/** Refuses blocks that would hold the saved block they are to become, through others too. */
export async function refuseCircle(db: AccountDb, id: number, blocks: readonly AnyBlock[]): Promise<void> {
  const known = new Map((await allSavedBlocks(db)).map((saved) => [saved.id, saved.blocks]));
  const seen = new Set<number>();
  const waiting = [...savedIdsIn(blocks)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === id) throw invalid('blocks', 'These blocks hold the saved block they are part of. Take it out of them.', 'holds_itself');
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...savedIdsIn(known.get(next) ?? []));
  }
}
