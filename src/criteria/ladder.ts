import type { AccountDb, Database } from '../app/db.ts';
import { orderedList } from './ordered-list.ts';
import { limitTime } from './queries/limit-time.ts';
import { guessMatching, rungsOf, type Rung } from './queries/places.ts';
import { cursorText } from './rules/sort.ts';
import type { Which } from './which.ts';

/** A ladder has about so many rungs, none nearer to the next than a page or farther than what is passed over at once. */
const RUNGS = 250;
const NEAREST = 100;
/** Between two rungs at most so many records are walked through to come to an exact place. */
export const FARTHEST = 5_000;
/** A ladder is kept so many times as long as it took to make: at most a twentieth of one core goes into ladders of one list. */
const KEPT = 20;
const MOST_KEPT = 500;

/** Places all along a list: what its scrollbar goes by. */
export interface Ladder {
  total: number;
  sort: string;
  rungs: { place: number; cursor: string; value: string | null }[];
}

interface Kept {
  ladder: Promise<Ladder>;
  until: number;
}
const kept = new WeakMap<Database, Map<string, Kept>>();

/** The ladder of a list, perhaps one made a moment ago for the same eyes. Refuses what criteria and sort refuse. */
export async function ladder(
  { database, inAccount }: { database: Database; inAccount: <T>(work: (db: AccountDb) => Promise<T>) => Promise<T> },
  which: Which,
  sort: string | undefined,
): Promise<Ladder> {
  const list = await inAccount((db) =>
    orderedList(db, which, sort).then(({ sort: { text }, context }) => ({ text, account: context.accountId })),
  );
  const { viewer, ...asked } = which;
  const key = JSON.stringify([list.account, viewer.userId, viewer.teamIds, viewer.on(which.objectId), asked, list.text]);
  const known = ladders(database);
  const found = known.get(key);
  if (found && found.until > performance.now()) return found.ladder;
  const began = performance.now();
  const making: Kept = { ladder: inAccount((db) => makeLadder(db, which, sort)), until: Number.POSITIVE_INFINITY };
  known.set(key, making);
  making.ladder.then(
    () => (making.until = performance.now() + KEPT * (performance.now() - began)),
    () => known.delete(key),
  );
  return making.ladder;
}

/** A ladder of the list as it stands now. */
export async function makeLadder(db: AccountDb, which: Which, sort: string | undefined): Promise<Ladder> {
  const list = await orderedList(db, which, sort);
  await limitTime(db);
  const guess = await guessMatching(db, list.criteria);
  const step = Math.min(FARTHEST, Math.max(NEAREST, Math.ceil(guess / RUNGS)));
  const { total, rungs } = await rungsOf(db, list, step);
  return { total, sort: list.sort.text, rungs: thinned(rungs).map((rung) => told(rung, (place) => cursorText(list.sort, place))) };
}

/** A guess may have been far too low; every second rung is left out until they are few, as far as the way between them allows. */
function thinned(rungs: Rung[]): Rung[] {
  let few = rungs;
  while (few.length > 2 * RUNGS && few[0]!.place * 2 <= FARTHEST) few = few.filter((_, index) => index % 2 === 1);
  return few;
}

const LABEL = 60;
const told = (rung: Rung, cursorOf: (place: Rung) => string): Ladder['rungs'][number] => ({
  place: rung.place,
  cursor: cursorOf(rung),
  value: rung.value?.slice(0, LABEL) ?? null,
});

function ladders(database: Database): Map<string, Kept> {
  const known = kept.get(database) ?? new Map<string, Kept>();
  kept.set(database, known);
  const [oldest] = known.keys();
  if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
  return known;
}
