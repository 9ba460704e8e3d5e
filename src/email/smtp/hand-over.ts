import { redeemPermit, type Permit } from '../../compliance/index.ts';
import type { Letterhead, LooseLetter } from '../compose/compose-letter.ts';
import type { Failure } from '../rules/classify-failure.ts';
import { addressProblem, wireAddress } from './usable-address.ts';
import type { Way } from './post-room.ts';
import { runOnThreads } from './threads.ts';

/** A letter cast and ready to leave, but for whom: only a permit says that. */
export interface CastLetter {
  permit: Permit;
  head: Letterhead;
  /** Names the mould of its version. */
  mould: string;
  letter: Omit<LooseLetter, 'to'>;
}

/**
 * Hands letters to the servers they go by. Every permit is redeemed here, before its address leaves this thread. Gives what became of
 * each, in their order: null where a server took it.
 */
export async function handOver(
  way: Way,
  ourName: string,
  { letters, moulds }: { letters: readonly CastLetter[]; moulds: ReadonlyMap<string, readonly string[]> },
): Promise<(Failure | null)[]> {
  const heads = [...new Set(letters.map(({ head }) => head))];
  const outcomes: (Failure | null)[] = letters.map(() => null);
  const leaving: number[] = [];
  const jobs = letters.flatMap(({ permit, head, mould, letter }, index) => {
    const to = redeemPermit(permit);
    if (addressProblem(to) !== null) {
      outcomes[index] = { outcome: 'failed', reason: 'address_not_usable' };
      return [];
    }
    leaving.push(index);
    return [{ head: heads.indexOf(head), mould, letter: { ...letter, to: wireAddress(to) } }];
  });
  const told = await runOnThreads({ way, ourName, heads, letters: jobs }, moulds);
  for (const [at, index] of leaving.entries()) outcomes[index] = told[at]!;
  return outcomes;
}
