import { createHash } from 'node:crypto';
import type { Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { insertForAll, releaseForAll, suppressedForAll } from '../queries/operator-suppressions.ts';
import { readSuppressionLines, SUPPRESSED_AT_ONCE, type TakenLines } from '../rules/suppression-schema.ts';

const sha256 = (address: string): string => createHash('sha256').update(address).digest('hex');

/** Bars addresses, or the SHA-256 of addresses, for every account of the installation, or takes them off the list. Refuses with `too_many_lines`. */
export async function suppressForAll(
  database: Database,
  { lines, reason, release }: { lines: string; reason: string; release: boolean },
): Promise<TakenLines> {
  const { addresses, digests, unread } = readSuppressionLines(lines);
  const all = [...new Set([...addresses.map(sha256), ...digests])];
  if (all.length > SUPPRESSED_AT_ONCE)
    throw new Problem('too_many_lines', `At most ${SUPPRESSED_AT_ONCE} addresses at once. Send the list in parts.`);
  const taken = await database.system((db) =>
    release ? releaseForAll(db, all) : insertForAll(db, { digests: all, reason, at: database.clock.now() }),
  );
  return { taken, known: all.length - taken, unread: unread.slice(0, 20) };
}

export const operatorSuppressions = (database: Database) => database.system(suppressedForAll);
