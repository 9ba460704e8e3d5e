import { composeLetter, type Letterhead, type LooseLetter } from '../compose/compose-letter.ts';
import type { Failure } from '../rules/classify-failure.ts';
import { openDirect, type DirectTerms } from './direct.ts';
import { Outlet } from './outlet.ts';
import { SmtpSession, type SmtpServer } from './session.ts';

/** Which way a letter goes: through a server, or straight to the one that takes its receiver's mail. */
export type Way = { kind: 'smtp'; server: SmtpServer; connections: number } | { kind: 'direct'; terms: DirectTerms };

/** Letters to be sent the same way, with what they share. */
export interface PostRoomJob {
  way: Way;
  /** How we name ourselves to servers. */
  ourName: string;
  heads: readonly Letterhead[];
  /** The pieces of the versions' moulds that were not given before, by key. */
  moulds: readonly (readonly [string, readonly string[]])[];
  letters: readonly JobLetter[];
}

export interface JobLetter {
  head: number;
  mould: string;
  letter: LooseLetter;
}

const MOST_OUTLETS = 200;

/** Where letters are composed and handed to servers; it knows nothing but what a job says. */
export interface PostRoom {
  /** Gives what became of each letter: null where it was taken. */
  run(job: PostRoomJob): Promise<(Failure | null)[]>;
  forget(moulds: readonly string[]): void;
  close(): void;
}

export function postRoom(): PostRoom {
  const outlets = new Map<string, Outlet>();
  const moulds = new Map<string, readonly Uint8Array[]>();
  const outletOf = (way: Way, ourName: string, domain: string): Outlet => {
    const key = way.kind === 'smtp' ? `${ourName} ${JSON.stringify(way.server)}` : `${ourName} ${domain}`;
    let outlet = outlets.get(key);
    if (outlet) outlets.delete(key);
    else outlet = makeOutlet(way, ourName, domain);
    outlets.set(key, outlet);
    const [oldest] = outlets;
    if (outlets.size > MOST_OUTLETS && oldest) {
      oldest[1].close();
      outlets.delete(oldest[0]);
    }
    return outlet;
  };
  return {
    run({ way, ourName, heads, letters, ...job }) {
      for (const [key, pieces] of job.moulds)
        moulds.set(
          key,
          pieces.map((piece) => Buffer.from(piece, 'latin1')),
        );
      if (letters.length === 0) return Promise.resolve([]);
      return new Promise((give) => {
        const outcomes: (Failure | null)[] = letters.map(() => null);
        let left = letters.length;
        const departures = letters.map(({ head, mould, letter }, index) => ({
          compose: () => composeLetter(letter, heads[head]!, moulds.get(mould)!),
          tell: (failure: Failure | null) => {
            outcomes[index] = failure;
            if (--left === 0) give(outcomes);
          },
        }));
        for (const [domain, indexes] of byDomain(way, letters))
          outletOf(way, ourName, domain).add(indexes.map((index) => departures[index]!));
      });
    },
    forget(keys) {
      for (const key of keys) moulds.delete(key);
    },
    close() {
      for (const outlet of outlets.values()) outlet.close();
      outlets.clear();
    },
  };
}

const makeOutlet = (way: Way, ourName: string, domain: string): Outlet =>
  way.kind === 'smtp'
    ? new Outlet(() => SmtpSession.open(way.server, ourName), way.connections)
    : new Outlet(() => openDirect(domain, way.terms, ourName), way.terms.connections);

/** The places of the letters for each server: all of them, or by their receivers' domains. */
function byDomain(way: Way, letters: readonly JobLetter[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [index, { letter }] of letters.entries()) {
    const domain = way.kind === 'smtp' ? '' : letter.to.slice(letter.to.lastIndexOf('@') + 1).toLowerCase();
    const known = places.get(domain);
    if (known) known.push(index);
    else places.set(domain, [index]);
  }
  return places;
}
