import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect } from 'vitest';
import { identify } from '../src/accounts/index.ts';
import { buildServer } from '../src/app/server.ts';
import { CONTACT } from '../src/records/schema.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from './factories.ts';
import { testDatabase, type TestDatabase } from './harness.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** An account in Berlin whose people have tasks, called through its server. It is 2 March 2026, nine o'clock UTC. */
export class TaskWorld {
  readonly test: TestDatabase = testDatabase({ now: '2026-03-02T09:00:00Z' });
  app!: FastifyInstance;
  owner!: TestSeat;
  stranger!: TestSeat;
  seller!: TestSeat;
  other!: TestSeat;
  reader!: TestSeat;
  readonly #headers = new Map<TestSeat, Record<string, string>>();

  constructor() {
    beforeAll(() => this.#open());
    afterAll(() => this.app.close());
  }

  async #open(): Promise<void> {
    this.app = await buildServer({ database: this.test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
    this.owner = await makeAccount(this.test, { timeZone: 'Europe/Berlin' });
    this.stranger = await makeAccount(this.test);
    this.seller = await makeUser(this.test, this.owner, { role: 'Sales', name: 'Sam Seller' });
    this.other = await makeUser(this.test, this.owner, { role: 'Sales', name: 'Olga Other' });
    this.reader = await makeUser(this.test, this.owner, { role: 'Read only', name: 'Rita Reader' });
  }

  async call(seat: TestSeat, method: Method, url: string, payload?: object): Promise<{ status: number; body: any }> {
    const headers = this.#headers.get(seat) ?? (await signedIn(this.test, seat));
    this.#headers.set(seat, headers);
    const response = await this.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
  }

  async ok(seat: TestSeat, method: Method, url: string, payload?: object): Promise<any> {
    const { status, body } = await this.call(seat, method, url, payload);
    expect([method, url, status < 300, body?.title]).toEqual([method, url, true, undefined]);
    return body;
  }

  async contact(seat: TestSeat, values: object = { firstname: 'Nia' }): Promise<number> {
    return (await this.ok(seat, 'POST', `/api/records/${CONTACT}`, { values })).id;
  }

  async template(input: object): Promise<number> {
    const template = { objectId: CONTACT, name: 'Call', subject: 'Call them', ...input };
    return (await this.ok(this.owner, 'POST', '/api/task-templates', template)).id;
  }

  /** Gives a contact a task, and gives it back as it is listed. */
  async assign(seat: TestSeat, record: number, task: object): Promise<any> {
    return (await this.ok(seat, 'POST', `/api/records/${CONTACT}/${record}/tasks`, task)).tasks[0];
  }

  async eventsOf(record: number, kind: string): Promise<any[]> {
    const { rows } = await this.test.owner.query(
      'select * from events where account_id = $1 and object_id = $2 and record_id = $3 and kind = $4 order by id',
      [this.owner.accountId, CONTACT, record, kind],
    );
    return rows;
  }

  async tagsOf(record: number): Promise<string[]> {
    return (await this.ok(this.owner, 'GET', `/api/records/${CONTACT}/${record}`)).tags.map(({ name }: { name: string }) => name);
  }
}
