import type { FastifyInstance } from 'fastify';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll } from 'vitest';
import { identify, prepareInstallation } from '../src/accounts/index.ts';
import { buildServer } from '../src/app/server.ts';
import { CONTACT_FIELDS as F } from '../src/records/schema.ts';
import { visitor, type Visitor } from './browser.ts';
import { makeAccount, signedIn, type TestSeat } from './factories.ts';
import type { TestDatabase } from './harness.ts';
import { BROWSER } from './reader.ts';

export const BASE = 'http://quayside.test';

export type Block = Record<string, unknown>;
export const field = (fieldId: number, label: string, more: Block = {}): Block => ({ type: 'field', fieldId, label, ...more });
export const NAME = field(F.firstName, 'First name');
export const EMAIL = field(F.email, 'E-mail', { isRequired: true });
export const CONSENT = {
  type: 'consent',
  channel: 'email',
  text: '**Yes**, {{ account.name }} may write to me. [Privacy](https://bakery.example/privacy)',
};

/** Whoever hands in: a browser with script unless `proof` says otherwise, from an address of its own. */
interface HandingIn {
  proof?: boolean | string;
  headers?: Record<string, string>;
}

/** A server, a business with a field of choices, and its owner, for the tests of one file; and what visitors of its forms do. */
export class FormsWorld {
  server!: FastifyInstance;
  seat!: TestSeat;
  owner!: Visitor;
  /** Asks how they heard of the business: from a friend, or from the paper. */
  dropdown!: { id: number; options: { id: number; label: string }[] };
  private readonly test: TestDatabase;
  private people = 0;

  constructor(test: TestDatabase) {
    this.test = test;
  }

  async open(): Promise<void> {
    prepareInstallation(this.test.database, { baseUrl: BASE, secretKey: 'a key for tests alone, long enough for everybody' });
    this.server = await buildServer({ database: this.test.database, identify, baseUrl: BASE, port: 0 });
    this.seat = await makeAccount(this.test);
    this.owner = visitor(this.server, await signedIn(this.test, this.seat));
    const { id } = await this.owner.post('/api/objects/0/fields', {
      label: 'How did you hear of us?',
      type: 'dropdown',
      options: [{ label: 'A friend' }, { label: 'The paper' }],
    });
    const shape = await this.owner.get('/api/objects/0');
    this.dropdown = shape.fields.find((one: { id: number }) => one.id === id);
  }

  async publish(blocks: Block[], settings: object = {}, objectId = 0): Promise<{ id: number; at: string }> {
    const { id } = await this.owner.post('/api/forms', { objectId, name: 'Newsletter', document: { kind: 'blocks', blocks }, settings });
    const { share } = await this.owner.post(`/api/forms/${id}/publish`);
    return { id, at: new URL(share.lastingUrl).pathname };
  }

  async handIn(at: string, answers: Record<string, string>, { proof = true, headers = {} }: HandingIn = {}) {
    const remoteAddress = `193.99.${Math.floor(++this.people / 200)}.${this.people % 200}`;
    const solved = proof === true ? await this.proofAt(at, remoteAddress) : proof === false ? '' : proof;
    const answer = await this.server.inject({
      method: 'POST',
      url: at,
      remoteAddress,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', 'user-agent': BROWSER, ...headers },
      payload: new URLSearchParams({ q_proof: solved, ...answers }).toString(),
    });
    const isJson = String(answer.headers['content-type']).includes('json');
    return { status: answer.statusCode, headers: answer.headers, body: isJson ? JSON.parse(answer.body) : answer.body };
  }

  async proofAt(at: string, remoteAddress = '193.99.1.1'): Promise<string> {
    const challenge = (await this.server.inject({ url: `${at}/challenge`, remoteAddress })).json();
    return Buffer.from(JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) })).toString('base64');
  }

  async contact(email: string) {
    const { rows } = await this.test.owner.query(
      'select id, name, email, email_status, owner_id, values from records where account_id = $1 and object_id = 0 and email = $2',
      [this.seat.accountId, email],
    );
    return rows[0];
  }

  submissions = async (id: number) => (await this.owner.get(`/api/forms/${id}/submissions`)).rows;
}

/** That world, opened before the tests of the file and closed after them. */
export function formsOn(test: TestDatabase): FormsWorld {
  const world = new FormsWorld(test);
  beforeAll(() => world.open());
  afterAll(() => world.server.close());
  return world;
}
