import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { inAccount, testDatabase } from '../../test/harness.ts';
import { identify } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';
import { CONTACT, createRecord } from '../records/index.ts';

const test = testDatabase();
let server: FastifyInstance;
beforeAll(async () => {
  server = await buildServer({ database: test.database, identify, baseUrl: 'http://localhost:3000', port: 0 });
});
afterAll(() => server.close());

function personOf(seat: TestSeat): Promise<number> {
  const values = { 1: 'Wilhelmina', 2: 'Zeppelin', 3: 'wz@example.com' };
  return inAccount(test.database, seat.accountId, (db) => createRecord(db, seat.actor, seat.ids, { objectId: CONTACT, values }));
}

const erase = async (seat: TestSeat, id: number, account = seat.accountId) =>
  server.inject({
    method: 'POST',
    url: '/api/privacy/erasures',
    headers: { ...(await signedIn(test, seat)), 'x-account': String(account) },
    payload: { object: CONTACT, id },
  });

const accessFile = async (seat: TestSeat, id: number) =>
  server.inject({ url: `/api/privacy/people/${CONTACT}/${id}/access.json`, headers: await signedIn(test, seat) });

describe('a person', () => {
  it('gets everything that is held about them in one file, and the handing out is on record', async () => {
    const owner = await makeAccount(test);
    const id = await personOf(owner);
    const answer = await accessFile(owner, id);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('Zeppelin');
    const { 'What happened': happened, ...held } = answer.json();
    expect(JSON.stringify(happened)).toContain('record.created');
    expect(JSON.stringify(held)).toContain('Zeppelin');
    const { rowCount } = await test.owner.query(
      "select from events where account_id = $1 and kind = 'person.exported' and record_id = $2",
      [owner.accountId, id],
    );
    expect(rowCount).toBe(1);
  });

  it('is erased for good: no value stays, the fact of the erasure does', async () => {
    const owner = await makeAccount(test);
    const id = await personOf(owner);
    expect((await erase(owner, id)).statusCode).toBe(204);
    expect((await accessFile(owner, id)).statusCode).toBe(404);
    const { rows } = await test.owner.query(
      'select kind, personal from events where account_id = $1 and object_id = 0 and record_id = $2 order by id',
      [owner.accountId, id],
    );
    expect(rows.map(({ personal }) => personal).filter(Boolean)).toEqual([]);
    expect(rows.at(-1)).toEqual({ kind: 'person.erased', personal: null });
  });

  it('is erased by nobody without the right, and handed out to nobody without it', async () => {
    const owner = await makeAccount(test);
    const sales = await makeUser(test, owner, { role: 'Sales' });
    const id = await personOf(owner);
    expect((await erase(sales, id)).statusCode).toBe(403);
    expect((await accessFile(sales, id)).statusCode).toBe(403);
  });

  it('of another account is out of reach', async () => {
    const owner = await makeAccount(test);
    const stranger = await makeAccount(test);
    const id = await personOf(owner);
    expect((await erase(stranger, id)).statusCode).toBe(404);
    expect((await erase(stranger, id, owner.accountId)).statusCode).toBe(404);
    expect((await accessFile(stranger, id)).statusCode).toBe(404);
    expect((await accessFile(owner, id)).statusCode).toBe(200);
  });
});
