import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { addressesImported } from '../events.ts';
import { insertSuppressed } from '../queries/suppressions.ts';
import { readSuppressionLines, SUPPRESSED_AT_ONCE, type TakenLines } from '../rules/suppression-schema.ts';

/**
 * Takes a list of addresses that nothing may go to, from elsewhere: as addresses, or as their SHA-256 where a list must not name anybody. Of
 * addresses too only hashes are kept. Refuses with `too_many_lines`.
 */
export async function importSuppressions(db: AccountDb, actor: Actor, lines: string): Promise<TakenLines> {
  const { addresses, digests, unread } = readSuppressionLines(lines);
  if (addresses.length + digests.length > SUPPRESSED_AT_ONCE)
    throw new Problem('too_many_lines', `At most ${SUPPRESSED_AT_ONCE} addresses at once. Send the list in parts.`);
  const taken = (await insertSuppressed(db, addresses, 'address')) + (await insertSuppressed(db, digests, 'digest'));
  await recordEvent(db, actor, { kind: addressesImported, data: { taken, hashed: digests.length } });
  return { taken, known: addresses.length + digests.length - taken, unread: unread.slice(0, 20) };
}
