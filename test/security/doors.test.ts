import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, prepareInstallation } from '../../src/accounts/index.ts';
import { buildServer } from '../../src/app/server.ts';
import { CONTACT_FIELDS as F } from '../../src/records/schema.ts';
import { signedIn } from '../factories.ts';
import { testDatabase } from '../harness.ts';
import { luckFrom, pick, type Luck } from '../random-input.ts';
import {
  COMPANY,
  CONTACT,
  DEAL,
  FIELDS,
  guardedWorld,
  NAME_FIELD,
  type GuardedRecord,
  type GuardedWorld,
  type Rights,
  type Scope,
} from './guarded-world.ts';
import { seedOf } from '../seed.ts';

const test = testDatabase();
const ROUNDS = Number(process.env.DOORS_ROUNDS ?? (process.env.QUAYSIDE_DEEP ? 400 : 5));
const SEED = seedOf(20_261_122);
const OBJECTS = [CONTACT, DEAL, COMPANY];
const SECTIONS: Record<number, number[]> = { [CONTACT]: [1, 2, 3, 4], [DEAL]: [1, 2, 3], [COMPANY]: [1, 2] };
const SCOPES: readonly Scope[] = ['none', 'own', 'own', 'team', 'team', 'all'];

type Tree = Record<string, any>;

/** Somebody with a role of this round, and what the model says of them. */
interface Eyes {
  person: GuardedWorld['people'][number];
  rights: Record<number, Rights>;
  sees: (record: GuardedRecord) => boolean;
  headers: Record<string, string>;
}

describe('no door gives or counts a record that another hides', () => {
  let server: FastifyInstance;
  let world: GuardedWorld;
  const luck = luckFrom(SEED);

  beforeAll(async () => {
    prepareInstallation(test.database, { baseUrl: 'http://localhost:3000', secretKey: 'a key for tests alone, long enough for everybody' });
    server = await buildServer({ database: test.database, identify, baseUrl: 'http://localhost:3000', port: 0 });
    world = await guardedWorld(test, server, luck);
    console.log(`doors seed ${SEED}`);
  });
  afterAll(() => server.close());

  it(`for ${ROUNDS} random roles and their criteria`, { timeout: 60_000 + ROUNDS * 10_000 }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const eyes = await eyesOf(pick(luck, world.people));
      for (const objectId of OBJECTS) await checkLists(eyes, objectId);
      for (let n = 0; n < 8; n++) await checkRecord(eyes, pick(luck, world.records));
      await checkSearch(eyes);
      await checkCompanies(eyes);
      await checkLetters(eyes);
    }
  });

  it('and criteria on a hidden field are refused at every door that takes some', async () => {
    const hidden = { [CONTACT]: { ...everything(), sections: { '3': 'hidden' as const } } };
    const eyes = await eyesOf(world.people[0]!, hidden);
    const tree = { not: { field: F.city, operator: 'is', values: ['x'] } };
    const encoded = encodeURIComponent(JSON.stringify(tree));
    const group = await world.owner.post('/api/groups', { objectId: CONTACT, name: 'By city', criteria: tree });
    const answers = await Promise.all([
      ask(eyes, `/api/records/0?criteria=${encoded}`),
      ask(eyes, `/api/records/0/count?criteria=${encoded}`),
      ask(eyes, `/api/records/0/export.csv?criteria=${encoded}`),
      ask(eyes, `/api/records/0?group=${group.id}`),
      ask(eyes, `/api/records/0/count?group=${group.id}`),
      ask(eyes, '/api/criteria/preview', { object: CONTACT, criteria: tree }),
      ask(eyes, '/api/criteria/preview', { object: CONTACT, criteria: { group: group.id, operator: 'in' } }),
      ask(eyes, '/api/groups', { objectId: CONTACT, name: 'Mine', criteria: tree }),
      ask(eyes, `/api/automations/${world.automation}/records`, { criteria: tree }),
    ]);
    expect(answers.map(({ statusCode, body }) => [statusCode, JSON.parse(body).code])).toEqual(answers.map(() => [403, 'field_hidden']));
    const maps = [
      { triggers: [], steps: [{ id: 1, kind: 'condition', settings: { criteria: tree }, next: [null, null] }], start: 1 },
      { triggers: [{ id: 1, event: 'record.created', criteria: tree }], steps: [], start: null },
      { triggers: [], steps: [], start: null, who: tree },
    ];
    for (const map of maps) {
      const made = await ask(eyes, '/api/automations', { objectId: CONTACT, name: 'Mine', map });
      expect([made.statusCode, made.json().code]).toEqual([403, 'field_hidden']);
      const { id, revision } = await world.owner.post('/api/automations', { objectId: CONTACT, name: 'The owner’s', map });
      const url = `/api/automations/${id}`;
      const change = (changes: object) => server.inject({ method: 'PATCH', url, headers: eyes.headers, payload: { revision, ...changes } });
      expect((await change({ map: { ...map, who: { not: tree } } })).json().code).toBe('field_hidden');
      expect((await change({ map: { ...map, reentry: 'never' } })).statusCode).toBe(200);
    }
    const shown = await ask(eyes, `/api/groups/${group.id}`);
    expect(shown.json()).toMatchObject({ criteria: null });
  });

  /** Gives the person a role with random rights, or these, and says what the model lets them see. */
  async function eyesOf(person: Eyes['person'], given?: Record<number, Rights>): Promise<Eyes> {
    const rights = given ? { ...Object.fromEntries(OBJECTS.map((id) => [id, everything()])), ...given } : randomRights(luck);
    const account = ['records.import', 'automations.manage', 'messages.manage', 'groups.manage', 'outbox.view'];
    await world.owner.patch(`/api/roles/${person.roleId}`, { rights: { account, objects: rights, otherObjects: nothing() } });
    const below = world.people.slice(world.people.indexOf(person) + 1).map(({ seat }) => seat.userId);
    const mine: Record<string, number[]> = { none: [], own: [person.seat.userId], team: [person.seat.userId, ...below] };
    const sees = ({ objectId, ownerId }: GuardedRecord): boolean => {
      const { view } = rights[objectId]!;
      return view === 'all' || (ownerId !== null && mine[view]!.includes(ownerId));
    };
    return { person, rights, sees, headers: await signedIn(test, person.seat) };
  }

  async function ask(eyes: Eyes, url: string, payload?: object): Promise<LightMyRequestResponse> {
    const answer = await server.inject({ method: payload ? 'POST' : 'GET', url, headers: eyes.headers, ...(payload ? { payload } : {}) });
    const letter = url.startsWith('/api/outbox');
    for (const [word, where] of secretsOf(eyes, letter))
      expect(
        answer.body.includes(word),
        `${where} told at ${url} ${JSON.stringify(payload)} to ${JSON.stringify(eyes.rights)} (seed ${SEED}): ${answer.body.slice(0, 600)}`,
      ).toBe(false);
    return answer;
  }

  /** Words that these eyes may never read: every one of records they do not see, and those of hidden sections. */
  function* secretsOf(eyes: Eyes, inLetters: boolean): Generator<[word: string, where: string]> {
    for (const record of world.records) {
      const seen = eyes.sees(record);
      for (const { field, section } of FIELDS[record.objectId]!) {
        const value = record.values[field];
        const hidden = eyes.rights[record.objectId]!.sections[section] === 'hidden' && field !== NAME_FIELD[record.objectId];
        // A letter is shown as its receiver has it.
        if (typeof value === 'string' && (!seen || (hidden && !inLetters)))
          yield [value, `field ${field} of record ${record.objectId}/${record.id}`];
      }
      if (!seen) yield [record.name, `the name of record ${record.objectId}/${record.id}`];
    }
  }

  async function checkLists(eyes: Eyes, objectId: number): Promise<void> {
    const tree = randomTree(eyes, objectId, 0);
    const expected = world.records
      .filter((record) => record.objectId === objectId && eyes.sees(record) && holds(tree, record, eyes))
      .map(({ id }) => id)
      .sort((a, b) => a - b);
    const told = `${JSON.stringify(tree)} of object ${objectId} (seed ${SEED})`;
    const query = `criteria=${encodeURIComponent(JSON.stringify(tree))}`;
    if (eyes.rights[objectId]!.view === 'none') return expectClosed(eyes, objectId, tree);
    expect(await listed(eyes, objectId, query), told).toEqual(expected);
    expect((await ask(eyes, `/api/records/${objectId}/count?${query}`)).json().count, told).toBe(expected.length);
    const preview = (await ask(eyes, '/api/criteria/preview', { object: objectId, criteria: tree })).json();
    expect(preview.count, told).toBe(expected.length);
    expect(preview.names.length, told).toBe(Math.min(10, expected.length));

    const csv = await ask(eyes, `/api/records/${objectId}/export.csv?${query}&columns=id`);
    if (!eyes.rights[objectId]!.export) expect(csv.statusCode, told).toBe(403);
    else {
      const ids = csv.body.split('\r\n').slice(1, -1).map(Number);
      expect(
        ids.sort((a, b) => a - b),
        told,
      ).toEqual(expected);
      await ask(eyes, `/api/records/${objectId}/export.csv?${query}`);
    }
    await checkGroup(eyes, { objectId, tree, expected, told });
    await checkTags(eyes, objectId);
    await ask(eyes, `/api/records/${objectId}/bin`);
  }

  /** Of an object whose records are all hidden, nothing is listed, counted, named or exported. */
  async function expectClosed(eyes: Eyes, objectId: number, tree: Tree): Promise<void> {
    const query = `criteria=${encodeURIComponent(JSON.stringify(tree))}`;
    const answers = [
      await ask(eyes, `/api/records/${objectId}?${query}`),
      await ask(eyes, `/api/records/${objectId}/count?${query}`),
      await ask(eyes, `/api/records/${objectId}/export.csv?${query}`),
      await ask(eyes, '/api/criteria/preview', { object: objectId, criteria: tree }),
      await ask(eyes, `/api/objects/${objectId}/tags`),
    ];
    for (const answer of answers) expect([403, 404], `${answer.body} of object ${objectId} (seed ${SEED})`).toContain(answer.statusCode);
  }

  async function listed(eyes: Eyes, objectId: number, query: string): Promise<number[]> {
    const sort = pick(luck, ['name', '-name', 'created', '-id']);
    const ids: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await ask(eyes, `/api/records/${objectId}?${query}&sort=${sort}&limit=7${cursor ? `&cursor=${cursor}` : ''}`);
      expect(page.statusCode, page.body).toBe(200);
      ids.push(...page.json().records.map(({ id }: { id: number }) => id));
      ({ cursor } = page.json());
    }
    return ids.sort((a, b) => a - b);
  }

  async function checkGroup(
    eyes: Eyes,
    { objectId, tree, expected, told }: { objectId: number; tree: Tree; expected: number[]; told: string },
  ) {
    const group = await world.owner.post('/api/groups', { objectId, name: `Group ${Math.floor(luck() * 1e9)}`, criteria: tree });
    const answer = await ask(eyes, `/api/records/${objectId}/count?group=${group.id}`);
    expect(answer.json().count, told).toBe(expected.length);
    await world.owner.delete(`/api/groups/${group.id}`);
  }

  async function checkTags(eyes: Eyes, objectId: number): Promise<void> {
    const { tags } = (await ask(eyes, `/api/objects/${objectId}/tags`)).json();
    for (const { name, records } of tags) {
      const having = world.records.filter((record) => record.objectId === objectId && eyes.sees(record) && record.tags.includes(name));
      expect([name, records]).toEqual([name, having.length]);
    }
  }

  async function checkRecord(eyes: Eyes, record: GuardedRecord): Promise<void> {
    const path = `/api/records/${record.objectId}/${record.id}`;
    const doors = [path, `${path}/timeline`, `${path}/related`, `${path}/notes`, `${path}/tasks`];
    if (record.objectId === CONTACT)
      doors.push(`/api/objects/0/records/${record.id}/permission`, `/api/automations/${world.automation}/records/${record.id}/log`);
    const seen = eyes.sees(record);
    for (const door of doors) {
      const answer = await ask(eyes, door);
      expect([door, answer.statusCode, seen]).toEqual([door, seen ? 200 : 404, seen]);
      if (seen && door.endsWith('/related')) expectRelated(eyes, record, answer.json().relations);
      if (seen && door.endsWith('/timeline'))
        for (const { id } of answer.json().events.slice(0, 2)) await ask(eyes, `/api/events/${id}/consequences`);
    }
    const preview = await ask(eyes, '/api/messages/preview', {
      objectId: record.objectId,
      recordId: record.id,
      purpose: 'transactional',
      subject: 'Hello',
      preheader: '',
      body: { kind: 'plain', text: PREVIEWED[record.objectId]! },
    });
    expect([preview.statusCode, seen]).toEqual([seen ? 200 : 404, seen]);
  }

  function expectRelated(eyes: Eyes, record: GuardedRecord, relations: { objectId: number; fieldId: number; count: number }[]): void {
    for (const { objectId, fieldId, count } of relations) {
      const pointing = world.records.filter(
        (other) => other.objectId === objectId && eyes.sees(other) && other.values[fieldId] === record.id,
      );
      expect([objectId, fieldId, count]).toEqual([objectId, fieldId, pointing.length]);
    }
  }

  async function checkSearch(eyes: Eyes): Promise<void> {
    for (let n = 0; n < 6; n++) {
      const record = pick(luck, world.records);
      const seen = eyes.sees(record);
      const words = FIELDS[record.objectId]!.map(({ field }) => record.values[field]).filter((value) => typeof value === 'string');
      for (const word of [record.name, ...words]) {
        const secret = [...secretsOf(eyes, false)].some(([each]) => each === word);
        const { found } = (await server.inject({ url: `/api/search?q=${word}`, headers: eyes.headers })).json();
        const { count = 0 } = (
          await server.inject({ url: `/api/records/${record.objectId}/count?search=${word}`, headers: eyes.headers })
        ).json();
        const told = `search for ${word} of ${record.objectId}/${record.id}, ${JSON.stringify(eyes.rights)} (seed ${SEED}): ${JSON.stringify(found)}`;
        if (secret) expect([found, count], told).toEqual([[], 0]);
        if (word === record.name && seen) {
          expect(
            found.map(({ id }: { id: number }) => id),
            told,
          ).toContain(record.id);
          expect(count, told).toBe(1);
        }
        if (word === record.values[F.email] && record.objectId === CONTACT && seen && !secret) expect(count, told).toBe(1);
        await ask(eyes, `/api/search?q=${record.name}`);
      }
    }
  }

  /** A company's name finds its contacts for those alone who may see both, and what joins them. */
  async function checkCompanies(eyes: Eyes): Promise<void> {
    const company = pick(
      luck,
      world.records.filter(({ objectId }) => objectId === COMPANY),
    );
    const joined = eyes.sees(company) && eyes.rights[CONTACT]!.sections[2] !== 'hidden';
    const contacts = world.records.filter((record) => record.objectId === CONTACT && eyes.sees(record));
    const expected = contacts.filter(({ values }) => joined && values[F.company] === company.id);
    const { count = 0 } = (await ask(eyes, `/api/records/0/count?search=${company.name}`)).json();
    expect(count, `search for company ${company.id}, ${JSON.stringify(eyes.rights)} (seed ${SEED})`).toBe(expected.length);
  }

  /** The Outbox, the people of an automation, and how many a message would reach. */
  async function checkLetters(eyes: Eyes): Promise<void> {
    const contacts = world.records.filter(({ objectId }) => objectId === CONTACT);
    const seen = contacts.filter(eyes.sees).map(({ id }) => id);
    const { letters } = (await ask(eyes, '/api/outbox?limit=100')).json();
    expect(letters.map(({ recordId }: { recordId: number }) => recordId).toSorted(byNumber)).toEqual(seen.toSorted(byNumber));
    const { people = [] } = (await ask(eyes, `/api/automations/${world.automation}/steps/3/people?limit=100`)).json();
    expect(people.map(({ recordId }: { recordId: number }) => recordId).toSorted(byNumber)).toEqual(seen.toSorted(byNumber));
    const all = (await world.owner.get('/api/outbox?limit=100')).letters as { id: number; recordId: number }[];
    const letter = pick(luck, all);
    const allowed = seen.includes(letter.recordId) ? 200 : 404;
    expect((await ask(eyes, `/api/outbox/${letter.id}`)).statusCode).toBe(allowed);
    expect((await ask(eyes, `/api/outbox/${letter.id}/letter.html`)).statusCode).toBe(allowed);
    await ask(eyes, `/api/messages/${world.message}/reach`);
    await ask(eyes, '/api/tasks');
  }

  function randomTree(eyes: Eyes, objectId: number, depth: number): Tree {
    const below = (): Tree => randomTree(eyes, objectId, depth + 1);
    if (depth < 3 && luck() < 0.45) {
      const [key, make] = pick<[string, () => unknown]>(luck, [
        ['all', () => [below(), below()]],
        ['any', () => [below(), below()]],
        ['not', below],
      ]);
      return { [key]: make() };
    }
    const visible = FIELDS[objectId]!.filter(({ section }) => eyes.rights[objectId]!.sections[section] !== 'hidden');
    const plain = visible.filter(({ parent }) => parent === undefined);
    const link = visible.find(({ parent }) => parent !== undefined && eyes.rights[parent]!.view !== 'none');
    const known = pick(
      luck,
      world.records.filter((record) => record.objectId === objectId),
    );
    const choices: (() => Tree)[] = [
      () => ({ owner: ['me'], operator: pick(luck, ['is', 'is_not']) }),
      () => ({ owner: ['team'], operator: 'is' }),
      () => ({ owner: [], operator: 'is_blank' }),
      () => ({ system: 'name', operator: 'contains', values: [pick(luck, ['1', '2', known.name])] }),
    ];
    if (objectId === CONTACT) choices.push(() => ({ tag: [world.tags[pick(luck, Object.keys(world.tags))]], operator: 'has_any' }));
    if (plain.length > 0)
      choices.push(() => {
        const { field } = pick(luck, plain);
        const value = String(known.values[field]);
        return { field, operator: pick(luck, ['is', 'is_not', 'contains']), values: [value] };
      });
    if (link && depth < 3) choices.push(() => ({ parent: link.field, matches: randomTree(eyes, link.parent!, depth + 1) }));
    return pick(luck, choices)();
  }

  /** The tree evaluated the simplest way, for one record. */
  function holds(tree: Tree, record: GuardedRecord, eyes: Eyes): boolean {
    if (tree.all) return tree.all.every((child: Tree) => holds(child, record, eyes));
    if (tree.any) return tree.any.some((child: Tree) => holds(child, record, eyes));
    if (tree.not) return !holds(tree.not, record, eyes);
    if (tree.tag) return tree.tag.some((id: number) => record.tags.some((name) => world.tags[name] === id));
    if (tree.parent) {
      const { parent: objectId } = FIELDS[record.objectId]!.find(({ field }) => field === tree.parent)!;
      const parent = world.records.find((other) => other.objectId === objectId && other.id === record.values[tree.parent]);
      return parent !== undefined && eyes.sees(parent) && holds(tree.matches, parent, eyes);
    }
    if (tree.owner) {
      if (tree.operator === 'is_blank') return record.ownerId === null;
      const { person } = eyes;
      const team = world.people.slice(world.people.indexOf(person)).map(({ seat }) => seat.userId);
      const owners = tree.owner.flatMap((owner: string) => (owner === 'me' ? person.seat.userId : team));
      return owners.includes(record.ownerId) === (tree.operator === 'is');
    }
    const value = String(tree.system === 'name' ? record.name : record.values[tree.field]);
    if (tree.operator === 'contains') return value.includes(tree.values[0]);
    return (value === tree.values[0]) === (tree.operator === 'is');
  }
});

const PREVIEWED: Record<number, string> = {
  [CONTACT]: '{{ contact.first_name }} {{ contact.title }} {{ contact.city }} {{ contact.company }} {{ contact.lead_source }}',
  [DEAL]: 'A deal',
  [COMPANY]: 'A company',
};

const byNumber = (a: number, b: number): number => a - b;
const everything = (): Rights => ({ view: 'all', edit: 'all', delete: 'all', create: true, export: true, bulk: true, sections: {} });
const nothing = (): Rights => ({ view: 'none', edit: 'none', delete: 'none', create: false, export: false, bulk: false, sections: {} });

function randomRights(luck: Luck): Record<number, Rights> {
  const rights = (objectId: number): Rights => ({
    view: pick(luck, SCOPES),
    edit: pick(luck, SCOPES),
    delete: pick(luck, SCOPES),
    create: luck() < 0.5,
    export: luck() < 0.7,
    bulk: luck() < 0.5,
    sections: Object.fromEntries(
      SECTIONS[objectId]!.filter(() => luck() < 0.5).map((section) => [section, pick(luck, ['hidden', 'hidden', 'view', 'edit'] as const)]),
    ),
  });
  return Object.fromEntries(OBJECTS.map((objectId) => [objectId, rights(objectId)]));
}
