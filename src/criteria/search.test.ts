import type { FastifyInstance } from 'fastify';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { luckFrom, pick, type Luck } from '../../test/random-input.ts';
import { identify } from '../accounts/index.ts';
import { sql } from '../app/db.ts';
import { buildServer } from '../app/server.ts';
import { deleteRecords, eraseRecords, restoreRecords, writeRecords } from '../records/index.ts';

const on = testDatabase();
const CONTACT = 0;
const SEED = Number(process.env.SEED ?? 20261122);
let app: FastifyInstance;
let owner: TestSeat;
let sales: TestSeat;
let stranger: TestSeat;

interface Person {
  first: string;
  last: string;
  email?: string;
  sms?: string;
  owner?: number;
}

beforeAll(async () => {
  app = await buildServer({ database: on.database, identify, baseUrl: 'http://localhost', port: 0 });
  owner = await makeAccount(on);
  sales = await makeUser(on, owner, { role: 'Sales' });
  stranger = await makeAccount(on);
});

async function makePeople(seat: TestSeat, people: readonly Person[]): Promise<number> {
  const first = await seat.ids('record:0', people.length);
  const rows = people.map(({ owner: ownerId, ...person }) => ({
    owner: ownerId ?? seat.userId,
    changes: { 1: person.first, 2: person.last, 3: person.email ?? null, 4: person.sms ?? null },
  }));
  await on.database.account(seat.accountId, (db) =>
    writeRecords(db, seat.actor, {
      objectId: CONTACT,
      columns: ['owner_id'],
      source: sql`select ${first}::bigint + p.ordinality - 1 as id, true as is_new, p.value -> 'changes' as changes, (p.value ->> 'owner')::bigint as owner_id
        from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality p`,
    }),
  );
  await on.settle(seat.accountId);
  return first;
}

async function ask(seat: TestSeat, url: string, method = 'GET', payload?: object) {
  const response = await app.inject({ method: method as 'GET', url, headers: await signedIn(on, seat), ...(payload && { payload }) });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}

const search = async (seat: TestSeat, q: string) => (await ask(seat, `/api/search?q=${encodeURIComponent(q)}&limit=50`)).body;
const found = async (seat: TestSeat, q: string): Promise<string[]> =>
  (await search(seat, q)).found.map(({ name }: { name: string }) => name);
const listed = async (seat: TestSeat, q: string): Promise<string[]> =>
  (await ask(seat, `/api/records/0?search=${encodeURIComponent(q)}`)).body.records.map(({ name }: { name: string }) => name);

const words = async (seat: TestSeat): Promise<string[]> =>
  (await on.owner.query<{ word: string }>('select word from search_words where account_id = $1', [seat.accountId])).rows.map(
    ({ word }) => word,
  );

describe('what is found', () => {
  beforeAll(async () => {
    await makePeople(owner, [
      { first: 'Christopher', last: 'Münchhausen', email: 'chris@harbour-foods.example', sms: '+4915112345678' },
      { first: 'Søren', last: 'Großmann', email: 'soren.g@nordlys.example' },
      { first: 'Anne-Marie', last: "O'Brien" },
      { first: 'Jean', last: 'Lefèvre', sms: '+14155550123' },
      { first: '太郎', last: '田中株式会社' },
      { first: 'Mike', last: 'Dull' },
    ]);
  });

  test.each([
    ['munch', 'Christopher Münchhausen'],
    ['Münch', 'Christopher Münchhausen'],
    ['grossmann', 'Søren Großmann'],
    ['soren', 'Søren Großmann'],
    ['lefevre', 'Jean Lefèvre'],
    ['LEFÈVRE jean', 'Jean Lefèvre'],
    ["o'brien anne", "Anne-Marie O'Brien"],
    ['anne-marie', "Anne-Marie O'Brien"],
    ['obrien', "Anne-Marie O'Brien"],
    ['nordlys.example', 'Søren Großmann'],
    ['soren.g@', 'Søren Großmann'],
    ['chris@harbour-foods.example', 'Christopher Münchhausen'],
    ['+49 151 1234-5678', 'Christopher Münchhausen'],
    ['0151 12345678', 'Christopher Münchhausen'],
    ['+49 151 123', 'Christopher Münchhausen'],
    ['+1 415 555', 'Jean Lefèvre'],
    ['5678', 'Christopher Münchhausen'],
    ['(415) 555', 'Jean Lefèvre'],
    ['0123', 'Jean Lefèvre'],
    ['株式', '太郎 田中株式会社'],
    ['田中', '太郎 田中株式会社'],
    ['christofer', 'Christopher Münchhausen'],
    ['chirstopher munchausen', 'Christopher Münchhausen'],
    ['munchhausen chritopher', 'Christopher Münchhausen'],
    ['groosmann', 'Søren Großmann'],
    ['Mikke', 'Mike Dull'],
  ])('%s finds %s, in the palette and in a list', async (q, name) => {
    expect(await found(owner, q)).toContain(name);
    expect(await listed(owner, q)).toContain(name);
  });

  test('says which are found by likeness alone, after those that have the words', async () => {
    const { found: precise } = await search(owner, 'christopher');
    expect(precise[0]).toMatchObject({ name: 'Christopher Münchhausen', similar: false });
    const { found: similar } = await search(owner, 'christofer');
    expect(similar).toMatchObject([{ name: 'Christopher Münchhausen', similar: true }]);
  });

  test('finds a record by its number', async () => {
    const { found: all } = await search(owner, 'dull');
    expect(await found(owner, String(all[0].id))).toContain('Mike Dull');
    expect(await listed(owner, String(all[0].id))).toContain('Mike Dull');
  });

  test.each(['', ' ', '\u0000', '&|!():*<->', "'", '\\', "a' | 'b", 'ǂ', '%_%', '؀', '🙂', 'a'.repeat(200), '\ud800'])(
    'takes %j for what it is',
    async (q) => {
      const { status } = await ask(owner, `/api/search?q=${encodeURIComponent(q.toWellFormed())}`);
      expect([200, 422]).toContain(status);
    },
  );

  test('refuses ten thousand characters', async () => {
    expect((await ask(owner, `/api/search?q=${'ab '.repeat(3333)}`)).status).toBe(422);
  });
});

describe('any one slip of the pen', () => {
  test('still finds whom it meant', async () => {
    const luck = luckFrom(SEED);
    const people = Array.from({ length: 300 }, () => ({ first: nameOf(luck), last: nameOf(luck) }));
    await makePeople(owner, people);
    const missed: string[] = [];
    for (const { first, last } of people.slice(0, 60)) {
      const typed = luck() < 0.5 ? `${slip(luck, first)} ${last}` : `${slip(luck, last)} ${first}`;
      if (!(await found(owner, typed)).includes(`${first} ${last}`)) missed.push(`${typed} for ${first} ${last}`);
    }
    expect(missed, `seed ${SEED}`).toEqual([]);
  }, 60_000);
});

describe('whoever may not see', () => {
  test('finds nothing, however near the words', async () => {
    await makePeople(owner, [
      { first: 'Wolfgang', last: 'Zweigelt', email: 'hidden.winemaker@cellar.example' },
      { first: 'Veronika', last: 'Zweigelt', owner: sales.userId },
    ]);
    for (const q of ['zweigelt', 'zweiglet', 'wolfgang zweigelt', 'wolfgnag', 'winemaker']) {
      expect(await found(stranger, q), q).toEqual([]);
      expect(
        (await found(sales, q)).filter((name) => name !== 'Veronika Zweigelt'),
        q,
      ).toEqual([]);
      expect(await listed(sales, q)).toEqual(await found(sales, q));
    }
    expect(await found(owner, 'winmaker')).toEqual(['Wolfgang Zweigelt']);
  });

  test('finds nothing by what stands in a hidden section, misspelt or not', async () => {
    const reader = await makeUser(on, owner, { role: 'Read only' });
    await makePeople(owner, [{ first: 'Gudrun', last: 'Kestrel', email: 'sparrowhawk@aviary.example', sms: '+4917699990001' }]);
    expect(await found(reader, 'sparowhawk')).toEqual(['Gudrun Kestrel']);
    await hideSections(reader);
    for (const q of ['sparrowhawk', 'sparowhawk', 'aviary', '0001', '+49 176 9999 0001']) {
      expect(await found(reader, q), q).toEqual([]);
      expect(await listed(reader, q), q).toEqual([]);
    }
    expect(await found(reader, 'kestrl')).toEqual(['Gudrun Kestrel']);
  });
});

describe('the account’s words', () => {
  test('follow a new name, the bin and the way back', async () => {
    const id = await makePeople(owner, [{ first: 'Quentin', last: 'Oxlade' }]);
    expect(await words(owner)).toEqual(expect.arrayContaining(['quentin', 'oxlade']));
    await on.database.account(owner.accountId, (db) =>
      writeRecords(db, owner.actor, {
        objectId: CONTACT,
        source: sql`select ${id}::bigint as id, false as is_new, '{"2":"Brackwater"}'::jsonb as changes`,
      }),
    );
    await on.settle(owner.accountId);
    expect(await words(owner)).toContain('brackwater');
    expect(await words(owner)).not.toContain('oxlade');
    expect(await found(owner, 'brakwater')).toEqual(['Quentin Brackwater']);

    await on.database.account(owner.accountId, (db) => deleteRecords(db, owner.actor, { objectId: CONTACT, recordIds: [id] } as never));
    await on.settle(owner.accountId);
    expect(await found(owner, 'brakwater')).toEqual([]);
    await on.database.account(owner.accountId, (db) => restoreRecords(db, owner.actor, { objectId: CONTACT, recordIds: [id] } as never));
    await on.settle(owner.accountId);
    expect(await found(owner, 'brakwater')).toEqual(['Quentin Brackwater']);
  });

  test('forget whoever is erased, at once', async () => {
    const id = await makePeople(owner, [
      { first: 'Hildegard', last: 'Quintessa' },
      { first: 'Hildegard', last: 'Other' },
    ]);
    await ask(owner, `/api/records/0/${id}/notes`, 'POST', { body: 'Allergic to xylomarzipan' });
    await on.settle(owner.accountId);
    expect(await words(owner)).toEqual(expect.arrayContaining(['quintessa', 'xylomarzipan']));
    await on.database.account(owner.accountId, (db) => eraseRecords(db, { objectId: CONTACT, recordIds: [id] }));
    const left = await words(owner);
    expect(left).not.toContain('quintessa');
    expect(left).not.toContain('xylomarzipan');
    expect(left).toContain('hildegard');
  });
});

describe('what is gone through in the background', () => {
  test('finds what was written before search knew words', async () => {
    const id = await makePeople(stranger, [{ first: 'Ottokar', last: 'Ångström', sms: '+4912345678901' }]);
    await ask(stranger, `/api/records/0/${id}/notes`, 'POST', { body: 'Prefers marmalade' });
    await on.owner.query(`update records set search = to_tsvector('simple', name) where account_id = ${stranger.accountId}`);
    await on.owner.query(`update notes set search = null where account_id = ${stranger.accountId}`);
    await on.owner.query(`delete from search_words where account_id = ${stranger.accountId}`);
    await on.owner.query(`insert into search_refreshes (account_id, object_id) values (${stranger.accountId}, 0)`);
    expect(await found(stranger, '8901')).toEqual([]);
    await on.settle(stranger.accountId);
    expect(await found(stranger, '8901')).toEqual(['Ottokar Ångström']);
    expect(await found(stranger, 'angstrom')).toEqual(['Ottokar Ångström']);
    expect((await search(stranger, 'marmelade')).texts).toMatchObject([{ kind: 'note', text: 'Prefers marmalade', marks: [[8, 17]] }]);
    const left = await on.owner.query(`select 1 from search_refreshes where account_id = ${stranger.accountId}`);
    expect(left.rowCount).toBe(0);
  });
});

test('a number in a field that was deleted finds nobody, and somebody again once it is back', async () => {
  const { body: field } = await ask(owner, '/api/objects/0/fields', 'POST', {
    label: 'Boat phone',
    type: 'phone',
    sectionId: await firstSection(),
  });
  const id = await makePeople(owner, [{ first: 'Bosun', last: 'Deckhand' }]);
  await ask(owner, `/api/records/0/${id}`, 'PATCH', { values: { [field.id]: '+49 30 7654 3210 9' } });
  expect(await found(owner, '432109')).toEqual(['Bosun Deckhand']);
  expect((await ask(owner, `/api/objects/0/fields/${field.id}`, 'DELETE')).status).toBeLessThan(300);
  await on.settle(owner.accountId);
  expect(await found(owner, '432109')).toEqual([]);
  expect((await ask(owner, `/api/objects/0/deleted-fields/${field.id}/restore`, 'POST')).status).toBeLessThan(300);
  await on.settle(owner.accountId);
  expect(await found(owner, '432109')).toEqual(['Bosun Deckhand']);
});

test('messages are found by those who work on them, misspelt or not', async () => {
  await ask(owner, '/api/messages', 'POST', {
    objectId: 0,
    name: 'Harvest newsletter',
    purpose: 'bulk',
    subject: 'The plums are ripe',
    body: { kind: 'plain', text: 'Come and pick.' },
  });
  for (const q of ['newsleter', 'harvest', 'plumms ripe'])
    expect((await search(owner, q)).texts, q).toMatchObject([{ kind: 'message', title: 'Harvest newsletter', text: 'The plums are ripe' }]);
  expect((await search(stranger, 'harvest')).texts).toEqual([]);
  const reader = await makeUser(on, owner, { role: 'Read only' });
  expect((await search(reader, 'harvest')).texts.filter(({ kind }: { kind: string }) => kind === 'message')).toEqual([]);
});

const firstSection = async (): Promise<number> =>
  (
    await on.owner.query<{ id: number }>(
      `select id from sections where account_id = ${owner.accountId} and object_id = 0 order by id limit 1`,
    )
  ).rows[0]!.id;

test('messages are found by what their published text says, and not by what a draft of it does', async () => {
  const { id } = (
    await ask(owner, '/api/messages', 'POST', {
      name: 'Cellar',
      purpose: 'transactional',
      subject: 'From the cellar',
      body: { kind: 'plain', text: 'Dear friends,\n\nthe Gewürztraminer of this year is in its bottles.' },
    })
  ).body.message;
  expect((await search(owner, 'gewürz')).texts).toEqual([]);
  expect(await ask(owner, `/api/messages/${id}/publish`, 'POST')).toMatchObject({ status: 200 });
  expect((await search(owner, 'gewürz')).texts).toMatchObject([
    { kind: 'message', title: 'Cellar', text: expect.stringContaining('the Gewürztraminer of') },
  ]);
});

describe('notes, tasks and messages', () => {
  test('are found by their words, by those who may see them', async () => {
    const id = await makePeople(owner, [{ first: 'Isidor', last: 'Notewell' }]);
    await ask(owner, `/api/records/0/${id}/notes`, 'POST', { body: 'Wants the lighthouse calendar by Friday' });
    await ask(owner, `/api/records/0/${id}/tasks`, 'POST', { subject: 'Print the lighthouse calendar' });
    await on.settle(owner.accountId);
    const { texts } = await search(owner, 'lighthuose calendar');
    expect(texts.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(expect.arrayContaining(['note']));
    expect(texts[0]).toMatchObject({ record: { objectId: 0, id, name: 'Isidor Notewell' } });
    expect((await search(owner, 'lighthouse')).texts.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(['note', 'task']);
    expect((await search(sales, 'lighthouse')).texts).toEqual([]);
    expect((await search(stranger, 'lighthouse')).texts).toEqual([]);
  });
});

/** Moves the fields of addresses and numbers to a section that the role of this person hides. */
async function hideSections(seat: TestSeat): Promise<void> {
  const { rows } = await on.owner.query<{ tab_id: number }>(
    `select tab_id from sections where account_id = ${seat.accountId} and object_id = 0 limit 1`,
  );
  const { id } = (await ask(owner, '/api/objects/0/sections', 'POST', { name: 'Secret', tabId: rows[0]!.tab_id })).body;
  await on.owner.query(
    `update fields set section_id = ${id} where account_id = ${seat.accountId} and object_id = 0 and type in ('email', 'sms', 'phone')`,
  );
  await on.owner.query(`update structure_versions set version = gen_random_uuid() where account_id = ${seat.accountId}`);
  const all = { view: 'all', edit: 'none', delete: 'none', create: false, export: false, bulk: false };
  await on.owner.query(
    `update roles r set rights = jsonb_set(r.rights, '{objects}', $1) from users u
     where u.account_id = r.account_id and u.role_id = r.id and u.account_id = ${seat.accountId} and u.id = ${seat.userId}`,
    [JSON.stringify({ 0: { ...all, sections: { [id]: 'hidden' } } })],
  );
}

const nameOf = (luck: Luck): string => {
  const syllables = Array.from(
    { length: 2 + Math.floor(luck() * 2) },
    () => pick(luck, [...'bdfghklmnprstvwz']) + pick(luck, [...'aeiouäéø']) + pick(luck, [...'lnrst']),
  );
  const name = syllables.join('');
  return name[0]!.toUpperCase() + name.slice(1);
};

/** The word with one letter replaced, left out, doubled, put in, or changed for its neighbour. */
function slip(luck: Luck, word: string): string {
  const letters = [...word];
  const at = Math.floor(luck() * (letters.length - 1));
  const edits = [
    () => letters.splice(at, 1, pick(luck, [...'abcdefghijklmnopqrstuvwxyz'])),
    () => letters.splice(at, 1),
    () => letters.splice(at, 0, letters[at]!),
    () => letters.splice(at, 0, pick(luck, [...'abcdefghijklmnopqrstuvwxyz'])),
    () => letters.splice(at, 2, letters[at + 1]!, letters[at]!),
  ];
  pick(luck, edits)();
  return letters.join('');
}
