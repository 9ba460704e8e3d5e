import { beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { countsOfRun, done, newKey, previewOf, runNow, runToEnd, startedRun, startedUndo } from '../../../test/bulk.ts';
import { createRecord, CONTACT_FIELDS as F } from '../../records/index.ts';
import { moveBulkRun } from './bulk-runner.ts';
import { stopBulk } from './stop-bulk.ts';
import { resumeBulk } from './resume-bulk.ts';

const test = testDatabase();
let owner: TestSeat;

beforeEach(async () => {
  owner = await makeAccount(test);
});

/** Contacts, each with a city and an owner; gives their ids. */
async function contacts(seat: TestSeat, count: number, city = 'Kiel'): Promise<number[]> {
  return test.database.account(seat.accountId, async (db) => {
    const ids: number[] = [];
    for (let n = 0; n < count; n++) {
      const values = { [F.firstName]: `Person ${n}`, [F.email]: `p${seat.userId}.${n}.${city.toLowerCase()}@example.com`, [F.city]: city };
      ids.push(await createRecord(db, seat.actor, seat.ids, { objectId: 0, ownerId: seat.userId, values }));
    }
    return ids;
  });
}

async function manyContacts(seat: TestSeat, count: number): Promise<void> {
  await test.owner.query(
    `insert into records (account_id, object_id, id, unique_id, owner_id, name, name_key, created_at, updated_at, values, search)
     select $1, 0, 1000 + n, 'many' || n, $2, 'P' || n, 'p' || n, now(), now(), '{"11": "Kiel"}', to_tsvector('simple', 'p' || n)
     from generate_series(1, $3::int) n`,
    [seat.accountId, seat.userId, count],
  );
}

const citiesOf = async (seat: TestSeat): Promise<Record<string, number>> => {
  const { rows } = await test.owner.query(
    "select coalesce(values->>'11', '') as city, count(*)::int as count from records where account_id = $1 and object_id = 0 and deleted_at is null group by 1",
    [seat.accountId],
  );
  return Object.fromEntries(rows.map(({ city, count }) => [city, count]));
};

const setCity = (value: string) => ({ kind: 'field.change', settings: { fieldId: F.city, change: { how: 'set', value } } });

describe('a bulk action', () => {
  it('does what its preview says, and tells who had it already', async () => {
    const ids = await contacts(owner, 6);
    await done(test, owner, { ...setCity('Berlin'), which: { ids: ids.slice(0, 2) } });
    const preview = await previewOf(test, owner, setCity('Berlin'));
    expect(preview).toMatchObject({ count: 6, tried: 6, changed: 4, unchanged: 2, failed: 0, canUndo: true });
    expect(preview.examples[0]).toMatchObject({ id: ids[2], changes: [{ fieldId: F.city, before: 'Kiel', after: 'Berlin' }] });
    expect(await citiesOf(owner)).toEqual({ Berlin: 2, Kiel: 4 });
    const run = await done(test, owner, setCity('Berlin'));
    expect(run.status).toBe('finished');
    expect(countsOfRun(run)).toEqual([6, 4, 2, 0]);
    expect(await citiesOf(owner)).toEqual({ Berlin: 6 });
  });

  it('is about the records that were there when it began', async () => {
    await contacts(owner, 3);
    const run = await startedRun(test, owner, setCity('Berlin'));
    await contacts(owner, 2, 'Ulm');
    expect(countsOfRun(await runToEnd(test, owner, run))).toEqual([3, 3, 0, 0]);
    expect(await citiesOf(owner)).toEqual({ Berlin: 3, Ulm: 2 });
  });

  it('takes a list, without those taken out of it', async () => {
    const ids = await contacts(owner, 4);
    await contacts(owner, 2, 'Ulm');
    const which = { criteria: { field: F.city, operator: 'is', values: ['Kiel'] }, except: [ids[1]!] };
    expect(countsOfRun(await done(test, owner, { ...setCity('Bonn'), which }))).toEqual([3, 3, 0, 0]);
    expect(await citiesOf(owner)).toEqual({ Bonn: 3, Kiel: 1, Ulm: 2 });
  });

  it('asks again when the set is much another than was shown', async () => {
    await contacts(owner, 12);
    await expect(startedRun(test, owner, { ...setCity('Bonn'), expected: 40 })).rejects.toMatchObject({
      code: 'selection_changed',
      details: { count: 12 },
    });
    await expect(startedRun(test, owner, { ...setCity('Bonn'), which: { ids: [999_999] }, expected: 1 })).rejects.toMatchObject({
      code: 'nothing_chosen',
    });
  });

  it('begins once for one key', async () => {
    await contacts(owner, 2);
    const key = newKey();
    const first = await startedRun(test, owner, { ...setCity('Bonn'), key });
    const again = await startedRun(test, owner, { ...setCity('Bonn'), key });
    expect(again.id).toBe(first.id);
  });

  it('leaves alone what the role may not change, and says so', async () => {
    const sales = await makeUser(test, owner, { role: 'Sales' });
    const rights = { view: 'all', edit: 'own', delete: 'none', create: true, export: true, bulk: true, sections: { 1: 'view' } };
    await test.owner.query(`update roles set rights = jsonb_set(rights, '{otherObjects}', $2) where account_id = $1 and name = 'Sales'`, [
      owner.accountId,
      JSON.stringify({ ...rights, sections: {} }),
    ]);
    await contacts(owner, 3);
    await contacts(sales, 2);
    const preview = await previewOf(test, sales, setCity('Bonn'));
    const reasons = [{ reason: 'Your role may not do this with it.', count: 3 }];
    expect(preview).toMatchObject({ count: 5, changed: 2, failed: 3, reasons });
    expect(countsOfRun(await done(test, sales, setCity('Bonn')))).toEqual([5, 2, 0, 3]);
    expect(await citiesOf(owner)).toEqual({ Bonn: 2, Kiel: 3 });
    await expect(previewOf(test, sales, { kind: 'record.delete' })).rejects.toMatchObject({ code: 'not_allowed' });
    const { rows } = await test.owner.query('select section_id from fields where account_id = $1 and object_id = 0 and id = $2', [
      owner.accountId,
      F.city,
    ]);
    await test.owner.query(`update roles set rights = jsonb_set(rights, '{otherObjects}', $2) where account_id = $1 and name = 'Sales'`, [
      owner.accountId,
      JSON.stringify({ ...rights, sections: { [rows[0].section_id]: 'view' } }),
    ]);
    await expect(previewOf(test, sales, setCity('Ulm'))).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('refuses whoever may not change many at once', async () => {
    const reader = await makeUser(test, owner, { role: 'Read only' });
    await contacts(owner, 1);
    await expect(startedRun(test, reader, { ...setCity('Bonn'), expected: 1 })).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('ends when its starter loses the seat', async () => {
    const manager = await makeUser(test, owner);
    await contacts(owner, 2);
    const run = await startedRun(test, manager, setCity('Bonn'));
    await test.owner.query('update users set left_at = now() where account_id = $1 and id = $2', [owner.accountId, manager.userId]);
    const over = await runToEnd(test, owner, run);
    expect(over).toMatchObject({ status: 'stopped', done_count: 0 });
    expect(over.failure).toMatch(/no longer has a seat/);
    expect(await citiesOf(owner)).toEqual({ Kiel: 2 });
  });

  it('stops between chunks, keeps what is done, and goes on', async () => {
    await manyContacts(owner, 6_000);
    const run = await startedRun(test, owner, setCity('Bonn'));
    expect(run).toMatchObject({ total: 6_000, chunk_count: 3 });
    await moveBulkRun(test.database, owner.accountId);
    await test.database.account(owner.accountId, (db) => stopBulk(db, owner.actor, run.id));
    expect(await moveBulkRun(test.database, owner.accountId)).toBe(0);
    expect(await citiesOf(owner)).toEqual({ Bonn: 2_520, Kiel: 3_480 });
    await test.database.account(owner.accountId, (db) => resumeBulk(db, owner.actor, run.id));
    expect(countsOfRun(await runToEnd(test, owner, run))).toEqual([6_000, 6_000, 0, 0]);
    expect(await citiesOf(owner)).toEqual({ Bonn: 6_000 });
  });

  it('gives each account its turn', async () => {
    const other = await makeAccount(test);
    await manyContacts(owner, 25_200);
    await contacts(other, 3);
    const long = await startedRun(test, owner, setCity('Bonn'));
    const short = await startedRun(test, other, setCity('Bonn'));
    const { bulkLoop } = await import('../loops.ts');
    for (const accountId of await bulkLoop.due(test.database, test.clock.now())) {
      for (let turn = 0; turn < 4; turn++) await bulkLoop.work(test.database, accountId, { stopping: new AbortController().signal });
    }
    expect((await runNow(test, other, short.id)).status).toBe('finished');
    expect((await runNow(test, owner, long.id)).status).toBe('running');
  });

  it('deals owners out evenly, and gives them back', async () => {
    const a = await makeUser(test, owner);
    const b = await makeUser(test, owner);
    await contacts(owner, 8);
    const run = await done(test, owner, { kind: 'owner.spread', settings: { userIds: [owner.userId, a.userId, b.userId] } });
    expect(countsOfRun(run)).toEqual([8, 5, 3, 0]);
    const owners = async (): Promise<number[]> =>
      (
        await test.owner.query('select count(*)::int as n from records where account_id = $1 group by owner_id order by 1', [
          owner.accountId,
        ])
      ).rows.map(({ n }) => n);
    expect(await owners()).toEqual([2, 3, 3]);
    await runToEnd(test, owner, await startedUndo(test, owner, run));
    expect(await owners()).toEqual([8]);
  });

  it('refuses through the gate, and counts why', async () => {
    const ids = await contacts(owner, 3);
    expect(ids).toHaveLength(3);
    await expect(previewOf(test, owner, { kind: 'email.send', settings: { messageId: 99 } })).rejects.toMatchObject({
      code: 'cannot_be_done',
    });
  });
});

describe('undoing', () => {
  it('brings everything back but what was changed since, and can itself be undone', async () => {
    const ids = await contacts(owner, 5);
    const run = await done(test, owner, setCity('Berlin'));
    await done(test, owner, { ...setCity('Rome'), which: { ids: [ids[0]!] } });
    const undo = await runToEnd(test, owner, await startedUndo(test, owner, run));
    expect(countsOfRun(undo)).toEqual([5, 4, 0, 1]);
    expect(await citiesOf(owner)).toEqual({ Kiel: 4, Rome: 1 });
    await expect(startedUndo(test, owner, run)).rejects.toMatchObject({ code: 'already_undone' });
    const redo = await runToEnd(test, owner, await startedUndo(test, owner, undo));
    expect(countsOfRun(redo)).toEqual([4, 4, 0, 0]);
    expect(await citiesOf(owner)).toEqual({ Berlin: 4, Rome: 1 });
  });

  it('takes tags off again, and cancels tasks', async () => {
    await contacts(owner, 3);
    const tagged = await done(test, owner, { kind: 'tag.add', settings: { tag: 'Newcomer' } });
    const tasks = await done(test, owner, { kind: 'task.create', settings: { subject: 'Call', assignee: 'owner', dueInDays: 1 } });
    expect(countsOfRun(tasks)).toEqual([3, 3, 0, 0]);
    await runToEnd(test, owner, await startedUndo(test, owner, tagged));
    await runToEnd(test, owner, await startedUndo(test, owner, tasks));
    const { rows } = await test.owner.query(
      `select (select count(*)::int from record_tags where account_id = $1) as tags,
         (select count(*)::int from tasks where account_id = $1 and status = 'pending') as pending`,
      [owner.accountId],
    );
    expect(rows[0]).toEqual({ tags: 0, pending: 0 });
  });

  it('puts out of the bin what went into it, but for a value taken meanwhile', async () => {
    const ids = await contacts(owner, 3);
    const run = await done(test, owner, { kind: 'record.delete' });
    expect(await citiesOf(owner)).toEqual({});
    await test.database.account(owner.accountId, (db) =>
      createRecord(db, owner.actor, owner.ids, { objectId: 0, values: { [F.email]: `p${owner.userId}.1.kiel@example.com` } }),
    );
    const undo = await runToEnd(test, owner, await startedUndo(test, owner, run));
    expect(countsOfRun(undo)).toEqual([3, 2, 0, 1]);
    const back = await done(test, owner, { kind: 'record.restore', which: { bin: true, ids: [ids[1]!] } });
    expect(countsOfRun(back)).toEqual([1, 0, 0, 1]);
    const without = await done(test, owner, { kind: 'record.restore', settings: { withoutTaken: true }, which: { ids: [ids[1]!] } });
    expect(countsOfRun(without)).toEqual([1, 1, 0, 0]);
    expect(await citiesOf(owner)).toEqual({ Kiel: 3, '': 1 });
  });

  it('cannot be asked for after thirty days', async () => {
    await contacts(owner, 1);
    const run = await done(test, owner, setCity('Berlin'));
    test.clock.moveBy(31 * 86_400_000);
    await expect(startedUndo(test, owner, run)).rejects.toMatchObject({ code: 'too_late' });
    test.clock.moveBy(-31 * 86_400_000);
  });
});
