import { beforeEach, describe, expect, it } from 'vitest';
import { randomFrom, type Random } from '../../test/criteria/random.ts';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { countsOf, rowsOf, runImport, startedImport } from '../../test/imports.ts';
import { permitMail } from '../compliance/index.ts';
import { CONTACT, CONTACT_FIELDS as C, PERMISSION_STATUS as P } from '../records/index.ts';
import type { ImportOptions, Standing, Target } from './schema.ts';
import { seedOf } from '../../test/seed.ts';

const SEED = seedOf(20_261_122);
const ROUNDS = process.env.QUAYSIDE_DEEP ? 60 : 6;
const PEOPLE = 24;
const test = testDatabase();
let seat: TestSeat;

beforeEach(async () => {
  seat = await makeAccount(test);
});

const EMAIL: Target = { to: 'field', fieldId: C.email };
const says = (what: Extract<Target, { to: 'permission' }>['says'], channel: 'email' | 'sms' = 'email'): Target => ({
  to: 'permission',
  channel,
  says: what,
});

async function bring(file: string, mapping: Target[], options: Partial<ImportOptions> = {}, chunkRows?: number): Promise<void> {
  const id = await startedImport(test, seat, file, { mapping, options });
  expect((await runImport(test, seat, id, chunkRows)).status).toBe('finished');
}

interface Standpoint {
  email: string;
  status: number;
  sms: number;
  suppressed: string[];
  withdrawn: number;
}

const people = (): Promise<Standpoint[]> =>
  rowsOf(
    test,
    `select r.email, r.email_status as status, r.sms_status as sms,
       array(select s.reach || ' ' || s.reason from suppressions s, address_salts st where st.account_id = r.account_id and s.account_id = r.account_id
         and s.channel = 'email' and s.address_hash = encode(sha256(convert_to(st.salt || r.email, 'UTF8')), 'hex')) as suppressed,
       (select count(*)::int from consents c where c.account_id = r.account_id and c.object_id = 0 and c.record_id = r.id and c.state = 'withdrawn') as withdrawn
     from records r where r.account_id = ${seat.accountId} and r.object_id = 0 order by r.id`,
  );

/** What each status permits of bulk mail: an import may only ever move somebody down. */
const RANK = new Map<number, number>([
  [P.hardBounce, 0],
  [P.transactionalOnly, 1],
  [P.unconfirmed, 1],
  [P.pendingReview, 1],
  [P.singleOptIn, 2],
  [P.doubleOptIn, 3],
]);

const WORDS: readonly (readonly [string, Standing | null])[] = [
  ['', null],
  ['Subscribed', 'in'],
  ['Active', 'in'],
  ['double opt-in', 'in'],
  ['Unsubscribed', 'out'],
  ['Opted out', 'out'],
  ['Cleaned', 'bounced'],
  ['Hard bounced', 'bounced'],
  ['Spam complaint', 'complained'],
  ['Pending', 'pending'],
  ['Non-subscribed', 'none'],
  ['gold customer', null],
];

async function randomStandpoints(random: Random): Promise<void> {
  await bring(`Email\n${Array.from({ length: PEOPLE }, (_, at) => `p${at}@example.com`).join('\n')}\n`, [EMAIL]);
  for (let at = 0; at < PEOPLE; at++) {
    const status = random.pick(Object.values(P));
    await test.owner.query('update records set email_status = $3 where account_id = $1 and object_id = 0 and email = $2', [
      seat.accountId,
      `p${at}@example.com`,
      status,
    ]);
  }
}

describe('what an import does to permissions', () => {
  it(
    `never raises anybody who was there, and keeps every opt-out, bounce and complaint (seed ${SEED})`,
    async () => {
      const random = randomFrom(SEED);
      await randomStandpoints(random);
      for (let round = 0; round < ROUNDS; round++) {
        const before = new Map((await people()).map((person) => [person.email, person]));
        const rows = Array.from({ length: PEOPLE }, () => ({
          email: `p${random.below(PEOPLE + 8)}@example.com`,
          word: random.pick(WORDS),
          since: random.chance(0.3) ? '2021-04-01 09:30' : '',
        }));
        const file = `Email,Status,Since\n${rows.map(({ email, word, since }) => `${email},${word[0]},${since}`).join('\n')}\n`;
        const standing = random.pick<Standing | null>([null, null, null, 'in', 'out', 'none']);
        await bring(file, [EMAIL, says('status'), says('since')], { standing }, 1 + random.below(9));
        for (const after of await people()) {
          const said = rows.filter(({ email }) => email === after.email).map(({ word }) => word[1]);
          if (said.length > 0) said.push(standing);
          expectKept(before.get(after.email), after, said, `seed ${SEED}, round ${round}, ${after.email}, ${file}`);
        }
      }
    },
    30_000 + ROUNDS * 2_000,
  );

  function expectKept(before: Standpoint | undefined, after: Standpoint, said: readonly (Standing | null)[], what: string): void {
    if (before) expect(RANK.get(after.status)!, what).toBeLessThanOrEqual(RANK.get(before.status)!);
    expect(after.status, what).not.toBe(before ? undefined : P.doubleOptIn);
    if (said.includes('bounced')) expect([after.status, after.suppressed], what).toEqual([P.hardBounce, ['all hard_bounce']]);
    else if (said.includes('out') || said.includes('complained')) {
      expect(RANK.get(after.status)!, what).toBeLessThanOrEqual(1);
      expect(after.suppressed.length, what).toBe(1);
    }
    if (before) {
      expect(after.suppressed.length, what).toBeGreaterThanOrEqual(before.suppressed.length);
      expect(after.withdrawn, what).toBeGreaterThanOrEqual(before.withdrawn);
    }
    expect(after.sms, what).toBe(0);
  }

  it('gives nobody permission whose address ended the mail, whatever a file says of them later', async () => {
    await bring('Email,Status\na@example.com,unsubscribed\n', [EMAIL, says('status')]);
    await test.owner.query('delete from unique_values where account_id = $1', [seat.accountId]);
    await test.owner.query('delete from records where account_id = $1', [seat.accountId]);
    await bring('Email,Status\nA@example.com,subscribed\n', [EMAIL, says('status')]);
    expect(await people()).toMatchObject([{ email: 'a@example.com', status: P.transactionalOnly }]);
  });

  it('counts a double opt-in elsewhere as single, a pending one as unconfirmed, and nobody’s list as never asked', async () => {
    await bring('Email,Status\na@example.com,double opt-in\nb@example.com,pending\nc@example.com,non-subscribed\n', [
      EMAIL,
      says('status'),
    ]);
    expect((await people()).map(({ status, withdrawn }) => [status, withdrawn])).toEqual([
      [P.singleOptIn, 0],
      [P.unconfirmed, 0],
      [P.transactionalOnly, 0],
    ]);
  });

  it('keeps when, where and from which address somebody opted in as the words of proof', async () => {
    await bring('Email,Opted in,Form,IP\na@example.com,2021-04-01 09:30,Footer,192.0.2.1\nb@example.com,,,\n', [
      EMAIL,
      says('since'),
      says('source'),
      says('address'),
    ]);
    const proof = await rowsOf(
      test,
      `select c.state, c.how, c.personal->>'evidence' as evidence, e.personal->>'evidence' as told from consents c
       join events e on e.account_id = c.account_id and e.id = c.event_id where c.account_id = ${seat.accountId} order by c.id`,
    );
    const words = 'opted in 2021-04-01 09:30, Footer, from 192.0.2.1';
    expect(proof).toEqual([
      { state: 'declared', how: 'import', evidence: words, told: words },
      { state: 'declared', how: 'import', evidence: null, told: null },
    ]);
  });

  it('keeps an opt-in to texts as a declaration that allows none, once, and an opt-out of texts always', async () => {
    const mapping = [EMAIL, { to: 'field', fieldId: C.smsNumber } as const, says('status', 'sms')];
    const file = 'Email,Mobile,Texts\na@example.com,+353871234567,opted in\nb@example.com,+353871234568,opted out\n';
    await bring(file, mapping);
    await bring(file, mapping);
    await bring('Email,Mobile,Texts\nb@example.com,+353871234568,opted in\n', mapping);
    const consents = await rowsOf(
      test,
      `select r.email, c.state from consents c join records r on r.account_id = c.account_id and r.object_id = 0 and r.id = c.record_id
       where c.account_id = ${seat.accountId} and c.channel = 'sms' order by c.id`,
    );
    expect(consents).toEqual([
      { email: 'b@example.com', state: 'withdrawn' },
      { email: 'a@example.com', state: 'declared' },
      { email: 'b@example.com', state: 'withdrawn' },
    ]);
    expect((await people()).map(({ sms }) => sms)).toEqual([0, 0]);
  });

  it('holds mail back from whom the file says so, by the gate itself', async () => {
    await bring(
      'Email,Status\na@example.com,\nb@example.com,unsubscribed\nc@example.com,complaint\nd@example.com,bounced\ne@example.com,pending\n',
      [EMAIL, says('status')],
    );
    const ids = (await rowsOf(test, `select id from records where account_id = ${seat.accountId} and object_id = 0 order by id`)).map(
      ({ id }) => id,
    );
    const verdicts = await test.database.account(seat.accountId, async (db) =>
      permitMail(db, seat.actor, { objectId: CONTACT, recordIds: ids, purpose: 'bulk' }),
    );
    const text = JSON.stringify(verdicts);
    for (const reason of ['suppressed', 'hard_bounce', 'unconfirmed']) expect(text).toContain(reason);
  });
});

describe('a file’s people', () => {
  it('are counted as kept out of mail once each', async () => {
    const id = await startedImport(
      test,
      seat,
      'Email,Status\na@example.com,unsubscribed\nb@example.com,bounced\na@example.com,complaint\nc@example.com,ok\n',
      {
        mapping: [EMAIL, says('status')],
      },
    );
    const done = await runImport(test, seat, id);
    expect([countsOf(done), done.opted_out_count]).toEqual([[4, 3, 1, 0], 2]);
  });
});
