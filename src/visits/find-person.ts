import type { AccountDb, Database } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { CONTACT } from '../records/index.ts';
import { lockedVisitors, saveVisitors } from './queries/visitors.ts';
import type { CameFrom } from './schema.ts';
import { keyHash } from './site-key.ts';
import { tieVisitors } from './tie-visitors.ts';
import { writeSources } from './write-sources.ts';
import type { Place } from './place-of.ts';
import type { Source } from './rules/source-fields.ts';

export interface FoundPerson {
  /** The cookie of the tracking script; undefined where there is none. */
  visitor: string | undefined;
  objectId: number;
  recordId: number;
  /** How they came to the page on which they said who they are. */
  from: CameFrom;
  place: Place;
}

/**
 * A visitor has said who they are: what they looked at is this record's from now on, and how they first and last came is kept on it. Gives that
 * source; without a cookie it is the page's own.
 */
export async function findPerson(db: AccountDb, database: Database, actor: Actor, person: FoundPerson): Promise<Source> {
  const source = await sourceOf(db, database, actor, person);
  if (person.objectId === CONTACT) await writeSources(db, actor, new Map([[person.recordId, source]]));
  return source;
}

async function sourceOf(
  db: AccountDb,
  database: Database,
  actor: Actor,
  { visitor, objectId, recordId, from, place }: FoundPerson,
): Promise<Source> {
  if (visitor === undefined || !/^[a-z0-9]{20,40}$/.test(visitor)) return { first: from, last: from };
  const hash = keyHash(db.accountId, visitor);
  const [known] = await lockedVisitors(db, [hash]);
  const source: Source = { first: known?.first ?? from, last: from.utm || !known ? from : known.last };
  let id = known?.id;
  if (id === undefined) {
    const own = await database.nextIds(db.accountId, 'visitor', 1);
    id = (await saveVisitors(db, [{ id: own, keyHash: hash, visits: 1, views: 0, ...source, place }])).get(hash)!;
  }
  await tieVisitors(db, actor, [{ visitorId: id, objectId, recordId }], 'form');
  return source;
}
