import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../test/factories.ts';
import { inAccount, testDatabase } from '../../test/harness.ts';
import { sql } from '../app/db.ts';
import type { ActionOutcome } from '../app/kernel/domain.ts';
import { actions } from './actions.ts';
import { COMPANY, CONTACT, CONTACT_FIELDS as C, DEAL } from './schema.ts';
import { writeRecords } from './write-records.ts';

const test = testDatabase();
let seat: TestSeat;
let colleague: TestSeat;

beforeAll(async () => {
  seat = await makeAccount(test);
  colleague = await makeUser(test, seat);
  await inAccount(test.database, seat.accountId, async (db) => {
    await writeRecords(db, seat.actor, {
      objectId: CONTACT,
      source: sql`select i::bigint as id, true as is_new, jsonb_build_object('1', 'Pat ' || i, '8', '1980-01-31') as changes, ${seat.userId}::bigint as owner_id
        from generate_series(1, 50) i`,
      columns: ['owner_id'],
    });
    await writeRecords(db, seat.actor, {
      objectId: DEAL,
      source: sql`select i::bigint as id, true as is_new, jsonb_build_object('1', 'Deal ' || i, '2', i * 100) as changes from generate_series(1, 20) i`,
    });
  });
});

/** Applies an action to the records with these ids, each caused by event 1000 + id. */
async function apply(kind: string, objectId: number, ids: number[], settings: unknown): Promise<ActionOutcome> {
  const action = actions.find((candidate) => candidate.kind === kind)!;
  return inAccount(test.database, seat.accountId, (db) =>
    action.apply(db, {
      actor: { type: 'step', id: '7' },
      objectId,
      recordIds: ids,
      causeIds: ids.map((id) => 1000 + id),
      settings: action.settings.parse(settings),
      ids: seat.ids,
    }),
  );
}

const eventsOf = async (kind: string) =>
  (
    await test.owner.query(
      'select record_id, cause_id, actor_type, data, personal, subject_id from events where account_id = $1 and kind = $2 order by record_id, id',
      [seat.accountId, kind],
    )
  ).rows;
const values = async (objectId: number, id: number) =>
  (
    await test.owner.query('select "values", owner_id from records where account_id = $1 and object_id = $2 and id = $3', [
      seat.accountId,
      objectId,
      id,
    ])
  ).rows[0];

describe('what automations do to records', () => {
  it('sets a field of a set and tells each cause', async () => {
    await apply('field.change', CONTACT, [1, 2, 3], { fieldId: C.city, change: { how: 'set', value: 'Oslo' } });
    expect((await values(CONTACT, 2)).values[C.city]).toBe('Oslo');
    const events = await eventsOf('record.updated');
    expect(events.map(({ record_id, cause_id, actor_type }) => [record_id, cause_id, actor_type])).toEqual([
      [1, 1001, 'step'],
      [2, 1002, 'step'],
      [3, 1003, 'step'],
    ]);
    expect(events[0]).toMatchObject({ data: { fields: [C.city] }, personal: { changes: { [C.city]: [null, 'Oslo'] } } });
  });

  it('adds to a price, moves a date across the end of a month, sets today, clears', async () => {
    await apply('field.change', DEAL, [3], { fieldId: 2, change: { how: 'add', amount: 250 } });
    expect((await values(DEAL, 3)).values[2]).toBe(550);
    await apply('field.change', CONTACT, [4], { fieldId: C.birthday, change: { how: 'shift', amount: 1, unit: 'months' } });
    expect((await values(CONTACT, 4)).values[C.birthday]).toBe('1980-02-29');
    await apply('field.change', DEAL, [3], { fieldId: 6, change: { how: 'from_now', amount: 2, unit: 'weeks' } });
    expect((await values(DEAL, 3)).values[6]).toBe('2026-03-16');
    await apply('field.change', DEAL, [3], { fieldId: 6, change: { how: 'clear' } });
    expect((await values(DEAL, 3)).values).not.toHaveProperty('6');
    const { rows } = await test.owner.query(
      'select field_id, number_value from field_values where account_id = $1 and object_id = $2 and record_id = 3',
      [seat.accountId, DEAL],
    );
    expect(rows).toEqual([{ field_id: 2, number_value: 550 }]);
  });

  it('tags and untags each record once', async () => {
    await apply('tag.add', CONTACT, [5, 6], { tag: 'Newcomer' });
    await apply('tag.add', CONTACT, [6, 7, 9999], { tag: ' newcomer ' });
    expect((await eventsOf('tag.added')).map(({ record_id, cause_id }) => [record_id, cause_id])).toEqual([
      [5, 1005],
      [6, 1006],
      [7, 1007],
    ]);
    await apply('tag.remove', CONTACT, [7, 8], { tag: 'NEWCOMER' });
    expect((await eventsOf('tag.removed')).map(({ record_id }) => record_id)).toEqual([7]);
    expect((await test.owner.query('select name from tags where account_id = $1', [seat.accountId])).rows).toEqual([{ name: 'Newcomer' }]);
  });

  it('creates a task for each record’s owner, due in days', async () => {
    await apply('task.create', CONTACT, [10, 11], { subject: 'Call back', assignee: 'owner', dueInDays: 3 });
    const { rows } = await test.owner.query(
      'select record_id, subject, assignee_id, due_at, status from tasks where account_id = $1 order by record_id',
      [seat.accountId],
    );
    expect(rows).toMatchObject([
      { record_id: 10, assignee_id: seat.userId, due_at: new Date('2026-03-05T09:00:00Z'), status: 'pending' },
      { record_id: 11 },
    ]);
    expect((await eventsOf('task.created'))[0]).toMatchObject({ cause_id: 1010, personal: { subject: 'Call back' } });
  });

  it('changes the owner and writes it once', async () => {
    await apply('owner.change', CONTACT, [20, 21], { ownerId: colleague.userId });
    await apply('owner.change', CONTACT, [20, 21], { ownerId: colleague.userId });
    expect((await values(CONTACT, 20)).owner_id).toBe(colleague.userId);
    expect((await eventsOf('owner.changed')).map(({ data }) => data)).toEqual(
      [1, 2].map(() => ({ from: seat.userId, to: colleague.userId, version: 2 })),
    );
  });

  it('fails those records that cannot take the step and changes the others', async () => {
    const outcome = await apply('field.change', CONTACT, [30], { fieldId: C.company, change: { how: 'set', value: 12345 } });
    expect([...outcome.failed!]).toEqual([[30, 'Company: there is no record 12345, or it is in the bin. Choose another.']]);
  });

  it('says before it runs what cannot work', async () => {
    const change = actions.find(({ kind }) => kind === 'field.change')!;
    const problems = (objectId: number, settings: unknown) =>
      inAccount(test.database, seat.accountId, (db) => change.problems!(db, objectId, change.settings.parse(settings)));
    expect(await problems(DEAL, { fieldId: 1, change: { how: 'clear' } })).toEqual(['Name is required and cannot be cleared.']);
    expect(await problems(DEAL, { fieldId: 2, change: { how: 'set', value: 'much' } })).toEqual(['Value: “much” is not an amount of USD.']);
    expect(await problems(COMPANY, { fieldId: 99, change: { how: 'clear' } })).toEqual([
      'The field to change has been deleted. Choose another.',
    ]);
    expect(await problems(CONTACT, { fieldId: C.email, change: { how: 'set', value: 'a@example.com' } })).toEqual([
      'Email is unique: no two records may have the same.',
    ]);
  });

  it('takes no more statements for two thousand records than for four', async () => {
    const ids = Array.from({ length: 2000 }, (_, index) => 10_001 + index);
    await inAccount(test.database, seat.accountId, (db) =>
      writeRecords(db, seat.actor, {
        objectId: CONTACT,
        source: sql`select i::bigint as id, true as is_new, jsonb_build_object('1', 'P' || i) as changes from generate_series(10001, 12000) i`,
      }),
    );
    const asked = vi.spyOn(pg.Client.prototype, 'query');
    for (const [kind, settings] of [
      ['field.change', { fieldId: C.city, change: { how: 'set', value: 'Rome' } }],
      ['tag.add', { tag: 'Many' }],
      ['tag.remove', { tag: 'Many' }],
      ['task.create', { subject: 'Call', assignee: 'owner', dueInDays: null }],
      ['owner.change', { ownerId: colleague.userId }],
    ] as const) {
      const statements: number[] = [];
      // The first two read what is then kept in mind.
      for (const set of [ids.slice(0, 2), ids.slice(2, 6), ids.slice(6)]) {
        asked.mockClear();
        await apply(kind, CONTACT, set, settings);
        statements.push(asked.mock.calls.length);
      }
      // A block of ids may have to be fetched.
      expect(statements[2], kind).toBeLessThanOrEqual(statements[1]! + 2);
    }
    asked.mockRestore();
  });
});
