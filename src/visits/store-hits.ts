import { installationOf } from '../accounts/index.ts';
import type { AccountDb, Database } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import { CONTACT, ownersOfRecords, touchActivity } from '../records/index.ts';
import { readLetterMark, type MarkedPerson } from './letter-mark.ts';
import type { Place } from './place-of.ts';
import { insertViews, recordVisits, type NewView } from './queries/page-views.ts';
import { noteSeen } from './queries/settings.ts';
import { lockedVisitors, saveVisitors, type VisitorChange, type VisitorRow } from './queries/visitors.ts';
import type { CameFrom } from './schema.ts';
import type { Source } from './rules/source-fields.ts';
import { tieVisitors } from './tie-visitors.ts';
import { writeSources } from './write-sources.ts';

/** One page that somebody looked at, as a site told it. */
export interface Hit {
  accountId: number;
  /** Blank where nobody is recognised. */
  keyHash: string;
  host: string;
  path: string;
  address: string;
  from: CameFrom;
  place: Place;
  /** The mark of a letter's link; blank without. */
  mark: string;
}

const NEW_VISIT_MS = 30 * 60_000;

/** What a visitor did in the hits at hand. */
interface Doing extends VisitorChange {
  known: Pick<VisitorRow, 'object_id' | 'record_id'>;
  lastAt: Date | undefined;
  person?: MarkedPerson;
  camesAnew: boolean;
}

/** Writes what an account's sites told, all at once: visitors, views, who they turned out to be, events of those who are known, their source. */
export async function storeHits(database: Database, accountId: number, hits: readonly Hit[]): Promise<void> {
  await database.account(accountId, async (db) => {
    const doings = await doingsOf(db, database, hits);
    const views = hits.map((hit) => viewOf(hit, doings.get(hit.keyHash), db.now));
    const changes = [...doings.values()];
    const ids = changes.length > 0 ? await saveVisitors(db, changes) : new Map<string, number>();
    for (const doing of changes) doing.id = ids.get(doing.keyHash) ?? doing.id;
    await recognise(db, changes);
    const told = views.map(({ doing, ...view }): NewView => ({
      ...view,
      visitorId: doing?.id ?? null,
      objectId: doing?.known.object_id ?? null,
      recordId: doing?.known.record_id ?? null,
    }));
    await insertViews(db, told);
    await recordVisits(db, told);
    await noteKnown(db, changes);
    await noteSeen(db, { address: hits.at(-1)!.address });
  });
}

async function doingsOf(db: AccountDb, database: Database, hits: readonly Hit[]): Promise<Map<string, Doing>> {
  const keys = [...new Set(hits.map(({ keyHash }) => keyHash).filter(Boolean))];
  const standing = new Map((await lockedVisitors(db, keys)).map((row) => [row.key_hash, row]));
  const unknown = keys.filter((key) => !standing.has(key));
  let next = unknown.length > 0 ? await database.nextIds(db.accountId, 'visitor', unknown.length) : 0;
  const { secretKey } = installationOf(database);
  const doings = new Map<string, Doing>();
  for (const hit of hits) {
    if (hit.keyHash === '') continue;
    let doing = doings.get(hit.keyHash);
    if (!doing) doings.set(hit.keyHash, (doing = begun(hit, standing.get(hit.keyHash), () => next++)));
    const person = hit.mark === '' ? undefined : readLetterMark(secretKey, db.accountId, { mark: hit.mark, now: db.now });
    if (person) doing.person = person;
    doing.views++;
  }
  return doings;
}

function begun(hit: Hit, row: VisitorRow | undefined, nextId: () => number): Doing {
  return {
    id: row?.id ?? nextId(),
    keyHash: hit.keyHash,
    visits: 0,
    views: 0,
    first: row?.first ?? hit.from,
    last: row?.last ?? hit.from,
    place: hit.place,
    known: { object_id: row?.object_id ?? null, record_id: row?.record_id ?? null },
    lastAt: row?.last_at,
    camesAnew: false,
  };
}

/** A view, and on the way whether a visit begins with it: after half an hour of nothing, or by another campaign. */
function viewOf(
  hit: Hit,
  doing: Doing | undefined,
  now: Date,
): Omit<NewView, 'visitorId' | 'objectId' | 'recordId'> & { doing: Doing | undefined } {
  const isLater = doing?.lastAt === undefined || now.getTime() - doing.lastAt.getTime() > NEW_VISIT_MS;
  const isOtherwise = doing !== undefined && hit.from.utm !== undefined && JSON.stringify(hit.from.utm) !== JSON.stringify(doing.last.utm);
  const beginsVisit = doing === undefined ? hit.from.referrer !== undefined || hit.from.utm !== undefined : isLater || isOtherwise;
  if (doing) {
    if (beginsVisit) {
      doing.visits++;
      doing.last = hit.from;
      doing.camesAnew = true;
    }
    doing.lastAt = now;
  }
  const { host, path, address, from, place } = hit;
  return {
    doing,
    beginsVisit,
    host,
    path,
    address,
    referrer: from.referrer ?? null,
    utm: from.utm ?? null,
    country: place.country ?? null,
  };
}

/** Ties those who came by a letter of theirs to their records, as far as these are there. */
async function recognise(db: AccountDb, doings: readonly Doing[]): Promise<void> {
  const marked = doings.filter(({ person }) => person !== undefined);
  if (marked.length === 0) return;
  const living = await ownersOfRecords(
    db,
    marked.map(({ person }) => ({ objectId: person!.objectId, id: person!.recordId })),
  );
  const lives = new Set(living.map(({ object_id, id }) => `${object_id}/${id}`));
  const ties = marked.filter(({ person }) => lives.has(`${person!.objectId}/${person!.recordId}`));
  await tieVisitors(
    db,
    system,
    ties.map(({ id, person }) => ({ visitorId: id, ...person! })),
    'letter',
  );
  for (const doing of ties) {
    doing.known = { object_id: doing.person!.objectId, record_id: doing.person!.recordId };
    doing.camesAnew = true;
  }
}

/** Of those who are known: that they were active, and how they came. */
async function noteKnown(db: AccountDb, doings: readonly Doing[]): Promise<void> {
  const known = doings.filter(({ known: { record_id } }) => record_id !== null);
  for (const objectId of new Set(known.map(({ known: { object_id } }) => object_id!))) {
    const recordIds = known.filter(({ known: { object_id } }) => object_id === objectId).map(({ known: { record_id } }) => record_id!);
    await touchActivity(db, objectId, recordIds);
  }
  const came = known.filter(({ known: { object_id }, camesAnew }) => object_id === CONTACT && camesAnew);
  const sources = new Map<number, Source>(came.map(({ known: { record_id }, first, last }) => [record_id!, { first, last }]));
  await writeSources(db, system, sources);
}
