import { beforeAll, describe, expect, test as it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { makeMap } from '../../../test/maps.ts';
import type { AccountDb } from '../../app/db.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { createGroup } from '../../criteria/index.ts';
import { createMessage, publishMessage } from '../../email/index.ts';
import { createField, createTaskTemplate, ensureTag, objectShape } from '../../records/index.ts';
import { createAutomation } from '../create-automation.ts';
import { findProblems } from '../find-problems.ts';
import { loadAutomation } from '../load-automation.ts';
import { portableSchema, type ImportChoices, type PortableMap } from '../rules/portable.ts';
import { updateAutomation } from '../update-automation.ts';
import { exportMap } from './export-map.ts';
import { instantiateMap } from './instantiate-map.ts';
import { previewImport } from './preview-import.ts';

const test = testDatabase();
let seat: TestSeat;
let other: TestSeat;
let made: { id: number; file: PortableMap };

const as = <T>(of: TestSeat, work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(of.accountId, work);
const viewer = everyone;
const importInto = (of: TestSeat, portable: PortableMap, choices: ImportChoices = {}) =>
  as(of, (db) => instantiateMap(db, of.actor, { viewer, ids: of.ids, portable, choices }));

beforeAll(async () => {
  seat = await makeAccount(test);
  other = await makeAccount(test);
  const ada = await makeUser(test, seat, { role: 'Sales' });
  made = await as(seat, async (db) => {
    const { actor, ids } = seat;
    // Numbers that are not those of a fresh account: what is exported must not depend on them.
    for (let n = 0; n < 3; n++) await ensureTag(db, ids, 0, `Filler ${n}`);
    const filler = await createField(db, actor, ids, { objectId: 0, label: 'Filler', type: 'text' });
    expect(filler).toBe(1000);
    const bread = await createField(db, actor, ids, {
      objectId: 0,
      label: 'Bread',
      type: 'dropdown',
      options: [{ label: 'Rye' }, { label: 'Spelt' }],
    });
    const tag = await ensureTag(db, ids, 0, 'Regular');
    const inner = await createGroup(db, actor, {
      viewer,
      ids,
      group: { objectId: 0, name: 'Rye eaters', criteria: { field: bread, operator: 'is', values: [1] }, columns: [], sort: 'name' },
    });
    const group = await createGroup(db, actor, {
      viewer,
      ids,
      group: {
        objectId: 0,
        name: 'Regular rye eaters',
        criteria: {
          all: [
            { group: inner, operator: 'in' },
            { tag: [tag], operator: 'has_any' },
          ],
        },
        columns: [],
        sort: 'name',
      },
    });
    const message = await createMessage(db, actor, ids, {
      objectId: 0,
      name: 'Hello',
      purpose: 'transactional',
      subject: 'Hello {{ contact.first_name }}',
      preheader: '',
      body: { kind: 'plain', text: 'Good to have you here.' },
      fromName: '',
      replyTo: '',
    });
    await publishMessage(db, actor, message);
    const template = await createTaskTemplate(db, actor, {
      viewer,
      ids,
      input: {
        objectId: 0,
        name: 'Call them',
        subject: 'Call',
        body: '',
        assignee: { to: 'owner' },
        due: { amount: 2, unit: 'days' },
        reminders: [],
        outcomes: [{ label: 'Reached', actions: [{ kind: 'email.send', settings: { messageId: message } }] }],
        fields: [{ fieldId: bread, required: false }],
      },
    });
    const { id: second } = await createAutomation(db, actor, ids, { name: 'Second course', objectId: 0 });
    const { id } = await createAutomation(db, actor, ids, { name: 'Bakery welcome', objectId: 0 });
    const map = makeMap(
      [
        ['condition', { branches: [{ name: 'rye', criteria: { group, operator: 'in' } }] }, [2, 3]],
        ['email.send', { messageId: message }],
        ['field.change', { fieldId: bread, change: { how: 'set', value: 2 } }],
        ['task.assign', { templateId: template }],
        ['task.create', { subject: 'Greet', assignee: ada.userId, dueInDays: null }],
        ['automation.enter', { automationId: second }],
        ['automation.leave', { automationId: id }],
        ['wait', { wait: 'criteria', criteria: { field: bread, operator: 'is', values: [2] }, limit: null }, [9, null]],
        ['owner.change', { ownerId: ada.userId }],
        ['field.change', { fieldId: 1, change: { how: 'copy', fromFieldId: bread } }],
        ['user.notify', { to: [ada.userId, 'owner', { role: 2 }], subject: 'Look', text: '{{ contact.first_name }}' }],
        ['goal', { triggers: [{ id: 2001, event: 'tag.added', subject: [tag] }] }],
      ],
      {
        triggers: [
          { event: 'tag.added', subject: [tag] },
          { event: 'record.updated', fields: [bread], criteria: { owner: [ada.userId], operator: 'is' } },
        ],
        who: { all: [{ field: 1, operator: 'is_not_blank' }] },
        exit: { behaviour: 'email.opened', subject: [message] },
      },
    );
    await updateAutomation(db, actor, id, { revision: 1, map });
    return { id, file: await exportMap(db, id) };
  });
});

describe('a map as a file', () => {
  it('names what it speaks of, and holds no number of the account', () => {
    const { things } = made.file;
    expect(things.tag).toEqual({ 1: { object: 1, name: 'Regular' } });
    expect(Object.values(things.field)).toContainEqual({
      object: 1,
      label: 'Bread',
      type: 'dropdown',
      options: ['Rye', 'Spelt'],
      values: 'option',
    });
    expect(Object.values(things.option).map((one) => 'label' in one && one.label)).toEqual(expect.arrayContaining(['Rye', 'Spelt']));
    expect(Object.values(things.group)).toHaveLength(2);
    expect(things.message).toMatchObject({ 1: { name: 'Hello', body: { text: 'Good to have you here.' } } });
    expect(Object.values(things.user)).toHaveLength(1);
    expect(JSON.stringify(made.file)).not.toContain('@');
    expect(portableSchema.parse(JSON.parse(JSON.stringify(made.file)))).toEqual(made.file);
  });

  it('imported elsewhere says what is found, made and must be chosen, and exported again it is the same file', async () => {
    const { things } = await as(other, (db) => previewImport(db, { file: made.file, choices: {} }));
    const status = (what: string) => things.filter((one) => one.what === what).map((one) => one.status);
    expect(status('object')).toEqual(['found']);
    expect(status('field').sort()).toEqual(['found', 'new']);
    expect(status('message')).toEqual(['new']);
    expect(status('user')).toEqual(['choose']);
    await expect(importInto(other, made.file)).rejects.toMatchObject({ code: 'things_to_choose' });

    const user = things.find(({ what }) => what === 'user')!;
    const grace = user.candidates[0]!;
    const { row } = await importInto(other, made.file, { [user.key]: { do: 'use', id: grace.id } });
    expect(row).toMatchObject({ name: 'Bakery welcome', status: 'draft' });
    const again = await as(other, (db) => exportMap(db, row.id));
    const named = { ...made.file.things, user: { 1: { name: grace.name } } };
    expect(again).toEqual({ ...made.file, things: named });
    const shape = await as(other, (db) => objectShape(db, 0));
    expect(shape.fields.filter(({ label }) => label === 'Bread')).toHaveLength(1);
  });

  it('imported into the account it comes from makes nothing twice but the map', async () => {
    const { row, things } = await importInto(seat, made.file);
    expect(things.filter(({ status, key }) => status !== 'found' && key !== 'automation:2')).toEqual([]);
    const { draft } = await as(seat, (db) => loadAutomation(db, row.id));
    const { draft: original } = await as(seat, (db) => loadAutomation(db, made.id));
    expect({ ...draft, lastId: 0 }).toEqual({
      ...original,
      lastId: 0,
      steps: original.steps.map((step) => (step.id === 7 ? { ...step, settings: { automationId: row.id } } : step)),
    });
  });

  it('what is left open is nobody else’s thing', async () => {
    const { row } = await importInto(other, made.file, { 'user:1': { do: 'leave' } });
    const { draft } = await as(other, (db) => loadAutomation(db, row.id));
    expect(draft.steps.find(({ kind }) => kind === 'owner.change')!.settings).toEqual({ ownerId: 2_000_000_000 });
  });
});

it('what lets somebody in elsewhere stays behind, and both the file and the map made of it say so', async () => {
  const headers = [
    { name: 'Authorization', value: 'Bearer swordfish' },
    { name: 'X-Api-Key', value: 'swordfish' },
    { name: 'X-Shop', value: 'quay' },
  ];
  const settings = {
    method: 'POST',
    url: 'https://shop.example/hook',
    headers,
    encoding: 'form',
    fields: [{ name: 'client_secret', value: 'swordfish' }],
  };
  const file = await as(seat, async (db) => {
    const { id } = await createAutomation(db, seat.actor, seat.ids, {
      name: 'Hooked',
      objectId: 0,
      map: makeMap([['webhook.send', settings], ['end']]),
    });
    return exportMap(db, id);
  });
  expect(JSON.stringify(file)).not.toContain('swordfish');
  expect(file.map.steps[0]!.settings.headers).toEqual([{ ...headers[0], value: '' }, { ...headers[1], value: '' }, headers[2]]);
  const stayed = Object.values(file.things.secret);
  expect(stayed).toEqual(['client_secret', 'Authorization', 'X-Api-Key'].map((name) => ({ name, of: 'shop.example' })));

  const { row, things } = await importInto(other, portableSchema.parse(file));
  expect(things.filter(({ what, status }) => what === 'secret' && status === 'open')).toHaveLength(3);
  const problems = await as(other, (db) => findProblems(db, 0, row.draft));
  expect(problems).toEqual({ 1: '“Authorization” has no value. Put in what the other side expects there, or remove it.' });
});

describe('a file that is none', () => {
  const wrong: [string, (file: any) => unknown, RegExp][] = [
    ['a text', () => 'hello', /no map that was exported here/],
    ['a list', () => [], /no map that was exported here/],
    ['an empty object', () => ({}), /no map that was exported here/],
    ['another format', (file) => ({ ...file, format: 'quayside-map-9' }), /newer release/],
    ['a map with a step that is none', (file) => ({ ...file, map: { ...file.map, steps: [7] } }), /./],
    [
      'a thousand steps',
      (file) => ({ ...file, map: { ...file.map, steps: Array.from({ length: 1000 }, (_, id) => ({ ...file.map.steps[0], id: id + 1 })) } }),
      /at most 500 steps/,
    ],
    [
      'a field of an unknown type',
      (file) => ({ ...file, things: { ...file.things, field: { 1: { object: 1, label: 'X', type: 'soul' } } } }),
      /./,
    ],
    ['a name without end', (file) => ({ ...file, name: 'x'.repeat(300) }), /at most 200/],
  ];
  for (const [what, spoil, sentence] of wrong) {
    it(`${what} is refused in one sentence`, () => {
      const { error } = portableSchema.safeParse(spoil(structuredClone(made.file)));
      expect(error?.issues[0]?.message).toMatch(sentence);
    });
  }

  it('what it speaks of and does not describe is named', async () => {
    const file = { ...made.file, things: { ...made.file.things, message: {} } };
    await expect(importInto(other, file, { 'user:1': { do: 'leave' } })).rejects.toMatchObject({ code: 'file_incomplete' });
  });

  it('nothing of it stays when it fails', async () => {
    const count = async () => (await test.owner.query('select count(*)::int as n from automations')).rows[0].n;
    const before = await count();
    const file = { ...made.file, things: { ...made.file.things, message: {} } };
    await importInto(other, file, { 'user:1': { do: 'leave' } }).catch(() => undefined);
    expect(await count()).toBe(before);
  });
});
