import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeIdentity, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { createAccount, identify, prepareInstallation, sandboxesOf } from '../accounts/index.ts';
import { runJob } from '../app/jobs.ts';
import { buildServer } from '../app/server.ts';
import { createSample } from './create-sample.ts';
import { CONTACTS, BOOKINGS } from './rules/school.ts';

const test = testDatabase();
let server: FastifyInstance;
let owner: TestSeat;
let school: number;

const count = async (query: string): Promise<number> =>
  (await test.owner.query<{ count: string }>(`select count(*) from ${query} where account_id = ${school}`)).rows.map((row) =>
    Number(row.count),
  )[0]!;
const countWhere = async (query: string): Promise<number> =>
  Number((await test.owner.query<{ count: string }>(`select count(*) from ${query} and account_id = ${school}`)).rows[0]!.count);

beforeAll(async () => {
  prepareInstallation(test.database, { baseUrl: 'http://localhost:3000', secretKey: 'a key for tests alone, long enough for everybody' });
  server = await buildServer({ database: test.database, identify, baseUrl: 'http://localhost:3000', port: 0 });
  owner = await makeAccount(test);
  school = await createSample(test.database, owner.accountId, owner);
  await runJob(test.database, 'sample.live-through', { accountId: school });
}, 240_000);
afterAll(() => server.close());

describe('the sample business', () => {
  it('is asked for by whoever makes an account of their own, and by no program', async () => {
    const waiting = async (account: number): Promise<number> =>
      (
        await test.owner.query(
          "select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'sample.create' and j.payload->>'parentAccountId' = $1",
          [String(account)],
        )
      ).rowCount!;
    const person = await makeIdentity(test);
    const own = await createAccount(test.database, { name: 'Own', kind: 'client', owner: person, newcomer: true });
    expect(await waiting(own.accountId)).toBe(1);
    expect(await waiting(owner.accountId)).toBe(0);
  });

  it('is a sandbox beside the newcomer’s own account, with people, bookings and relations', async () => {
    expect(await test.database.account(owner.accountId, sandboxesOf)).toMatchObject([
      { accountId: school, name: 'Saltmarsh Sailing School' },
    ]);
    expect(await countWhere('records where object_id = 0')).toBe(CONTACTS);
    expect(await countWhere('records where object_id >= 10000')).toBe(BOOKINGS);
    expect(await count('groups')).toBeGreaterThan(3);
  });

  it('works out what each guest has booked, and shows its lists the way the crew works', async () => {
    const { rows } = await test.owner.query<{ told: number; counted: number }>(
      `select coalesce(sum((r.values->>f.id::text)::int), 0)::int as told,
         (select count(*)::int from field_values v join fields g on g.account_id = v.account_id and g.object_id = v.object_id and g.id = v.field_id
          where v.account_id = $1 and g.label = 'Guest') as counted
       from fields f join records r on r.account_id = f.account_id and r.object_id = f.object_id
       where f.account_id = $1 and f.label = 'Courses booked' group by f.id`,
      [school],
    );
    expect(rows[0]!.counted).toBeGreaterThan(100);
    expect(rows[0]!.told).toBe(rows[0]!.counted);
    const views = await test.owner.query<{ name: string }>('select name from views where account_id = $1 order by name', [school]);
    expect(views.rows.map(({ name }) => name)).toEqual(['Leads to ring', 'Pipeline', 'This season']);
  });

  it('has lived through its past: months of events, and a clock that has arrived at the present', async () => {
    const { rows } = await test.owner.query<{ days: number }>(
      `select extract(day from max(at) - min(at))::int as days from events where account_id = ${school}`,
    );
    expect(rows[0]!.days).toBeGreaterThan(200);
    const clock = await test.owner.query('select offset_ms::int as ms from account_clocks where account_id = $1', [school]);
    expect(clock.rows).toEqual([{ ms: 0 }]);
  });

  it('has an automation that is running: letters captured, opened and clicked, and nothing sent', async () => {
    expect(await countWhere("deliveries where status = 'captured'")).toBeGreaterThan(100);
    expect(await countWhere("deliveries where status in ('sent', 'sending')")).toBe(0);
    expect(await countWhere("events where kind = 'email.clicked'")).toBeGreaterThan(10);
    expect(await countWhere("events where kind = 'task.completed'")).toBeGreaterThan(5);
    await test.settle(school);
    expect(await count('positions')).toBe(48);
  });

  it('is put there afresh by those who may change the account’s settings, and by nobody else', async () => {
    const reader = await makeUser(test, owner, { role: 'Read only' });
    const stranger = await makeAccount(test);
    const post = async (seat: TestSeat, account = seat.accountId) =>
      server.inject({
        method: 'POST',
        url: '/api/sample',
        headers: { ...(await signedIn(test, seat)), 'x-account': String(account) },
        payload: {},
      });
    expect((await post(reader)).statusCode).toBe(403);
    expect((await post(stranger, owner.accountId)).statusCode).toBe(404);
    const answer = await post(owner);
    expect(answer.statusCode).toBe(200);
    expect(await count('records')).toBe(0);
    expect(await count('events')).toBe(0);
    expect(await test.database.account(owner.accountId, sandboxesOf)).toMatchObject([{ accountId: answer.json().accountId }]);
  });

  it('is removed in one action by those who may change the account’s settings, and by nobody else', async () => {
    const reader = await makeUser(test, owner, { role: 'Read only' });
    const stranger = await makeAccount(test);
    const remove = async (seat: TestSeat, account = seat.accountId) =>
      server.inject({ method: 'DELETE', url: '/api/sample', headers: { ...(await signedIn(test, seat)), 'x-account': String(account) } });
    expect((await remove(reader)).statusCode).toBe(403);
    expect((await remove(stranger, owner.accountId)).statusCode).toBe(404);
    expect(await test.database.account(owner.accountId, sandboxesOf)).toHaveLength(1);
    expect((await remove(owner)).statusCode).toBe(204);
    expect(await test.database.account(owner.accountId, sandboxesOf)).toEqual([]);
  });
});
