import { expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { viewerOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import {
  addNote,
  changeRecords,
  COMPANY,
  CONTACT,
  CONTACT_FIELDS as F,
  createField,
  createRecord,
  DEAL,
  ensureTag,
  relateRecords,
  tagRecords,
  type Value,
} from '../../records/index.ts';
import { mergeRecords } from './merge-records.ts';
import { undoMerge } from './undo-merge.ts';

const test = testDatabase();
const ROUNDS = process.env.QUAYSIDE_DEEP ? 30 : 4;
const STEPS = 24;
const FIELDS = [F.firstName, F.lastName, F.city] as const;

/** A small interpreter of merging: what the database is compared with. */
interface Person {
  id: number;
  values: Record<number, string>;
  tags: Set<string>;
  notes: Set<number>;
  deals: Set<number>;
  relations: Set<number>;
  inBin: boolean;
}
interface Merge {
  id: number;
  survivor: number;
  merged: number;
  changes: Record<number, [string | undefined, string]>;
  tags: string[];
  notes: number[];
  deals: number[];
  relations: number[];
}

const random = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return seed / 4_294_967_296;
};

async function world(seat: TestSeat, next: () => number) {
  const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
  const person = async () => ({ actor: seat.actor, viewer: await inside((db) => viewerOf(db, seat.userId)), ids: seat.ids });
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
  const contact = DEAL_CONTACT;
  const relation = await inside((db) =>
    createField(db, seat.actor, seat.ids, {
      objectId: CONTACT,
      label: 'Buys from',
      type: 'relation',
      settings: { objectId: COMPANY, otherLabel: 'Buyers' },
    }),
  );
  return { inside, person, pick, contact, relation };
}

/** The parent field of deals that points to a contact. */
let DEAL_CONTACT = 0;

it.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
  'merging and undoing are what a small interpreter says (seed %i)',
  async (seed) => {
    const next = random(seed);
    const seat = await makeAccount(test);
    DEAL_CONTACT = Number(
      (
        await test.owner.query(
          'select id from fields where account_id = $1 and object_id = $2 and parent_object_id = $3 order by id limit 1',
          [seat.accountId, DEAL, CONTACT],
        )
      ).rows[0].id,
    );
    const { inside, person, pick, contact, relation } = await world(seat, next);
    const people: Person[] = [];
    const merges: Merge[] = [];
    const companies: number[] = [];
    for (const name of ['Mill', 'Quay', 'Dock'])
      companies.push(await inside((db) => createRecord(db, seat.actor, seat.ids, { objectId: COMPANY, values: { 1: name } })));
    for (let index = 0; index < 8; index++) {
      test.clock.moveBy(1_000);
      const values = Object.fromEntries(FIELDS.filter(() => next() < 0.6).map((id) => [id, pick(['a', 'b', 'c'])]));
      const id = await inside((db) =>
        createRecord(db, seat.actor, seat.ids, { objectId: CONTACT, values: values as Record<string, Value> }),
      );
      people.push({ id, values, tags: new Set(), notes: new Set(), deals: new Set(), relations: new Set(), inBin: false });
    }

    for (let step = 0; step < STEPS; step++) {
      test.clock.moveBy(1_000);
      const living = people.filter(({ inBin }) => !inBin);
      const one = pick(living);
      const what = pick(['edit', 'tag', 'note', 'deal', 'relate', 'merge', 'merge', 'undo']);
      if (what === 'edit') {
        const [field, value] = [pick(FIELDS), pick(['d', 'e', 'f'])];
        one.values[field] = value;
        await inside((db) =>
          changeRecords(db, seat.actor, { objectId: CONTACT, records: [{ id: one.id, changes: { [field]: value }, ownerId: null }] }),
        );
      } else if (what === 'tag') {
        const tag = pick(['red', 'blue', 'green']);
        one.tags.add(tag);
        await inside(async (db) =>
          tagRecords(db, seat.actor, { objectId: CONTACT, tagId: await ensureTag(db, seat.ids, CONTACT, tag), recordIds: [one.id] }),
        );
      } else if (what === 'note') {
        one.notes.add(await inside((db) => addNote(db, seat.actor, seat.ids, { record: { objectId: CONTACT, id: one.id }, body: 'x' })));
      } else if (what === 'deal') {
        one.deals.add(
          await inside((db) => createRecord(db, seat.actor, seat.ids, { objectId: DEAL, values: { 1: 'Deal', [contact]: one.id } })),
        );
      } else if (what === 'relate') {
        const company = pick(companies);
        one.relations.add(company);
        await inside((db) =>
          relateRecords(db, seat.actor, { objectId: CONTACT, fieldId: relation, recordIds: [one.id], relatedIds: [company] }),
        );
      } else if (what === 'merge' && living.length > 2) {
        const other = pick(living.filter(({ id }) => id !== one.id));
        const asked = { objectId: CONTACT, recordIds: [one.id, other.id], policy: 'fill' as const, picks: {} };
        const who = await person();
        const { survivorId, mergeIds } = await inside((db) => mergeRecords(db, who, asked));
        merges.push(mergeIn(mergeIds[0]!, [one, other].sort((a, b) => a.id - b.id) as [Person, Person]));
        expect(survivorId).toBe(Math.min(one.id, other.id));
      } else if (what === 'undo' && merges.length > 0) {
        const merge = merges.pop()!;
        const who = await person();
        await inside((db) => undoMerge(db, who, merge.id));
        unmergeIn(merge, people);
      }
    }
    expect(await actual(seat, { contact, relation })).toEqual(people.map(plainly));
  },
);

function mergeIn(id: number, [survivor, merged]: [Person, Person]): Merge {
  const changes: Merge['changes'] = {};
  for (const field of FIELDS) {
    const value = merged.values[field];
    if (survivor.values[field] !== undefined || value === undefined) continue;
    changes[field] = [undefined, value];
    survivor.values[field] = value;
  }
  const missing = <T>(own: Set<T>, theirs: Set<T>): T[] => [...theirs].filter((each) => !own.has(each));
  const merge: Merge = {
    id,
    survivor: survivor.id,
    merged: merged.id,
    changes,
    tags: missing(survivor.tags, merged.tags),
    notes: [...merged.notes],
    deals: [...merged.deals],
    relations: missing(survivor.relations, merged.relations),
  };
  for (const tag of merge.tags) survivor.tags.add(tag);
  for (const company of merge.relations) survivor.relations.add(company);
  for (const what of ['notes', 'deals'] as const) {
    for (const each of merged[what]) survivor[what].add(each);
    merged[what].clear();
  }
  merged.inBin = true;
  return merge;
}

function unmergeIn(merge: Merge, people: readonly Person[]): void {
  const [survivor, merged] = [merge.survivor, merge.merged].map((id) => people.find((person) => person.id === id)!) as [Person, Person];
  merged.inBin = false;
  for (const [field, [, after]] of Object.entries(merge.changes))
    if (survivor.values[Number(field)] === after) delete survivor.values[Number(field)];
  for (const tag of merge.tags) survivor.tags.delete(tag);
  for (const company of merge.relations) survivor.relations.delete(company);
  for (const what of ['notes', 'deals'] as const) {
    for (const each of merge[what]) {
      survivor[what].delete(each);
      merged[what].add(each);
    }
  }
}

const plainly = ({ id, values, tags, notes, deals, relations, inBin }: Person) => ({
  id,
  inBin,
  values: Object.fromEntries(FIELDS.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]]))),
  tags: [...tags].sort(),
  notes: [...notes].sort((a, b) => a - b),
  deals: [...deals].sort((a, b) => a - b),
  relations: [...relations].sort((a, b) => a - b),
});

async function actual(seat: TestSeat, { contact, relation }: { contact: number; relation: number }) {
  const { rows } = await test.owner.query(
    `select r.id::int, r.deleted_at is not null as "inBin", r.values,
       array(select t.name from record_tags x join tags t on t.account_id = $1 and t.object_id = 0 and t.id = x.tag_id
             where x.account_id = $1 and x.object_id = 0 and x.record_id = r.id order by t.name) as tags,
       array(select n.id::int from notes n where n.account_id = $1 and n.object_id = 0 and n.record_id = r.id order by 1) as notes,
       array(select d.id::int from records d where d.account_id = $1 and d.object_id = $2 and (d.values->>$3)::bigint = r.id order by 1) as deals,
       array(select l.related_id::int from record_links l where l.account_id = $1 and l.object_id = 0 and l.field_id = $4 and l.record_id = r.id
             order by 1) as relations
     from records r where r.account_id = $1 and r.object_id = 0 order by r.id`,
    [seat.accountId, DEAL, String(contact), relation],
  );
  return rows.map(({ values, ...row }) => ({
    ...row,
    values: Object.fromEntries(FIELDS.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]]))),
  }));
}
