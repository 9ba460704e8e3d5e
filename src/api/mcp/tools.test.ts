import { beforeAll, beforeEach, describe, expect, test as it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { assistantOn } from '../../../test/mcp/assistant.ts';
import { findRoute } from '../../app/play-route.ts';
import { allTools } from './all-tools.ts';

const test = testDatabase();
const { use } = assistantOn(test);
let owner: TestSeat;
let stranger: TestSeat;
beforeAll(async () => {
  stranger = await makeAccount(test);
});
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  owner = await makeAccount(test);
});

const add = async (seat: TestSeat, fields: object): Promise<number> =>
  (await told(seat, 'create_record', { object: 'contacts', fields })).record.id;

/** What a tool says, which must be no refusal. */
async function told(seat: TestSeat, name: string, input: object = {}): Promise<any> {
  const said = await use(seat, name, input);
  expect(said.isError, `${name}: ${said.text}`).toBe(false);
  return said.told;
}

describe('the tools', () => {
  it('are made of routes there are, and say what they do in words', () => {
    for (const tool of allTools()) {
      for (const name of tool.plays) expect(findRoute(name), `${tool.name}: ${name}`).toBeDefined();
      expect(tool.description.length, tool.name).toBeGreaterThan(30);
      if (tool.effect === 'reads')
        expect(
          tool.plays.filter((name) => !name.startsWith('GET')),
          tool.name,
        ).toEqual(tool.plays.filter((name) => name.endsWith('preview')));
    }
  });

  it('tell who calls them, what the account is and what its objects hold', async () => {
    const { told } = await use(owner, 'about_account');
    expect(told.account).toMatchObject({ name: 'Harbour Bakery', time_zone: expect.any(String) });
    expect(told.me).toMatchObject({ id: owner.userId, is_owner: true });
    expect(told.objects.map(({ key }: { key: string }) => key)).toContain('contact');
    const object = await use(owner, 'describe_object', { object: 'Contacts' });
    expect(object.told.fields.find(({ key }: { key: string }) => key === 'email')).toMatchObject({ type: 'email', unique: true });
    expect(object.told.operators.text).toContain('contains');
  });

  it('make, change, find, list, count, delete and restore records, as the user of the key', async () => {
    const made = await told(owner, 'create_record', {
      object: 'contact',
      fields: { first_name: 'Ada', last_name: 'Lovelace', email: 'Ada@Example.com' },
      tags: ['Newcomer'],
    });
    expect(made.record).toMatchObject({
      name: 'Ada Lovelace',
      owner: { id: owner.userId },
      tags: ['Newcomer'],
      email_permission: 'no bulk mail',
    });
    const { id } = made.record;
    const changed = await use(owner, 'update_record', { object: 'contact', id, fields: { title: 'Countess' } });
    expect(changed.told.record.values).toMatchObject({ Title: 'Countess', Email: 'ada@example.com' });
    const again = await use(owner, 'upsert_record', { object: 'contact', fields: { email: 'ada@example.com', title: 'Lady' } });
    expect(again.told).toMatchObject({ was_made: false, record: { id } });
    expect((await use(owner, 'upsert_record', { object: 'contact', fields: { email: 'eve@example.com' } })).told.was_made).toBe(true);
    expect((await use(owner, 'search_records', { words: 'lovelace' })).told.records).toMatchObject([{ object: 'contact', id }]);
    const filters = [
      { field: 'title', operator: 'contains', value: 'lad' },
      { field: 'tag', value: 'newcomer' },
    ];
    expect((await use(owner, 'list_records', { object: 'contact', filters, fields: ['title'] })).told).toMatchObject({
      records: [{ id, values: { Title: 'Lady' } }],
      next_cursor: null,
    });
    expect((await use(owner, 'count_records', { object: 'contact', filters, match: 'any' })).told.count).toBe(1);
    expect((await use(owner, 'get_record', { object: 'contact', id })).told).toMatchObject({ may_edit: true, may_delete: true });
    expect((await use(owner, 'delete_records', { object: 'contact', ids: [id] })).told.deleted).toEqual([id]);
    expect(await use(owner, 'get_record', { object: 'contact', id })).toMatchObject({
      isError: true,
      text: expect.stringContaining('not_found'),
    });
    expect((await use(owner, 'restore_records', { object: 'contact', ids: [id] })).told.restored).toEqual([id]);
  });

  it('say in words what criteria mean, and what they come to', async () => {
    await add(owner, { first_name: 'Ada', city: 'Kiel' });
    const filters = [
      { field: 'city', value: ['Kiel', 'Lübeck'] },
      { field: 'created', operator: 'in_last', amount: 7, unit: 'days' },
    ];
    const { told } = await use(owner, 'check_criteria', { object: 'contact', filters });
    expect(told).toMatchObject({ meaning: 'City is Kiel or Lübeck, and created in last 7 days', count: 1, examples: ['Ada'] });
    const group = await use(owner, 'create_group', { object: 'contact', name: 'Northerners', criteria: told.criteria });
    expect(group.told.meaning).toBe(told.meaning);
    expect((await use(owner, 'read_group', { object: 'contact', group: 'northerners' })).told).toMatchObject({
      count: 1,
      meaning: told.meaning,
    });
    expect((await use(owner, 'list_members', { object: 'contact', group: group.told.id })).told.records).toHaveLength(1);
    expect((await use(owner, 'list_groups', {})).told.groups).toHaveLength(1);
  });

  it('do nothing of another account, and refuse in words what to do', async () => {
    const id = await add(owner, { first_name: 'Ada' });
    for (const [name, input] of [
      ['get_record', { object: 'contact', id }],
      ['update_record', { object: 'contact', id, fields: { first_name: 'Eve' } }],
      ['delete_records', { object: 'contact', ids: [id] }],
      ['get_timeline', { object: 'contact', id }],
      ['add_note', { object: 'contact', record_id: id, text: 'Hello' }],
    ] as const) {
      expect(await use(stranger, name, input), name).toMatchObject({ isError: true, text: expect.stringContaining('not_found') });
    }
    expect((await use(stranger, 'list_records', { object: 'contact' })).told.records).toEqual([]);
  });

  it('hold to the rights of the user whose key it is', async () => {
    const id = await add(owner, { first_name: 'Ada' });
    const reader = await makeUser(test, owner, { role: 'Read only' });
    expect((await use(reader, 'get_record', { object: 'contact', id })).told.may_edit).toBe(false);
    for (const [name, input] of [
      ['create_record', { object: 'contact', fields: { first_name: 'Eve' } }],
      ['update_record', { object: 'contact', id, fields: { first_name: 'Eve' } }],
      ['delete_records', { object: 'contact', ids: [id] }],
      ['create_group', { object: 'contact', name: 'All' }],
      ['draft_message', { name: 'Hello', subject: 'Hello', text: 'Hello' }],
      ['pause_automation', { id: 1, paused: true }],
    ] as const) {
      const said = await use(reader, name, input);
      expect(said.isError, `${name}: ${said.text}`).toBe(true);
      expect(said.text, name).toMatch(/not_allowed|not_found/);
    }
  });
});
