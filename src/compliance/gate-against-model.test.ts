import { expect, test } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { givePostalAddress, makeContacts } from '../../test/mail.ts';
import { luckFrom, pick, type Luck } from '../../test/random-input.ts';
import { seedOf } from '../../test/seed.ts';
import { sql, type AccountDb } from '../app/db.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { compileCriteria, criteriaContext, countMatching } from '../criteria/index.ts';
import { chooseTopics } from './topics/choose-topics.ts';
import { createTopic } from './topics/create-topic.ts';
import { explainPermission } from './explain-permission.ts';
import { giveConsent } from './give-consent.ts';
import { countVerdicts, judgeMail, permitMail } from './permit-mail.ts';
import { keepWishes } from './preferences/keep-wishes.ts';
import { recordComplaint } from './record-complaint.ts';
import { recordHardBounces } from './record-hard-bounces.ts';
import { releaseAddress } from './release-address.ts';
import { resumeSending } from './resume-sending.ts';
import type { Purpose } from './schema.ts';
import { stopByOperator, resumeByOperator } from './stop-by-operator.ts';
import { stopSending } from './stop-sending.ts';
import { suppressAddress } from './suppress-address.ts';
import { suppressForAll } from './suppressions/suppress-for-all.ts';
import { unsubscribe } from './unsubscribe.ts';

const db = testDatabase();
const SEED = seedOf(20_261_124);
const ROUNDS = Number(process.env.GATE_ROUNDS ?? (process.env.QUAYSIDE_DEEP ? 60 : 6));
const DEEDS = 80;
const PEOPLE = 4;
const PURPOSES: Purpose[] = ['bulk', 'transactional', 'one-to-one', 'confirmation'];
const DAY_MS = 86_400_000;

/** What the gate should know of one person, said in the plainest way. */
interface Person {
  id: number;
  address: string;
  status: number;
  barred: 'no' | 'bulk' | 'all';
  barredByOperator: boolean;
  choices: Map<number, boolean>;
  pausedUntil: number;
  frequency: 'all' | 'weekly' | 'monthly';
  sent: number[];
}

interface Model {
  people: Person[];
  stopped: boolean;
  stoppedByOperator: boolean;
  mostADay: number | null;
  doubleOptIn: 'off' | 'required';
  topics: { id: number; begins: 'in' | 'out' }[];
}

/** The reference: what may go to whom, without any SQL. */
function expected(
  model: Model,
  person: Person,
  { purpose, topic, now }: { purpose: Purpose; topic?: number | undefined; now: number },
): string | null {
  if (model.stoppedByOperator) return 'operator_stopped';
  if (model.stopped) return 'account_stopped';
  if (person.status === -2) return 'hard_bounce';
  if (person.barredByOperator) return 'operator_suppressed';
  if (person.barred === 'all' || (purpose === 'bulk' && person.barred === 'bulk')) return 'suppressed';
  if (purpose === 'confirmation' && person.status === 0) return 'transactional_only';
  if (purpose !== 'bulk') return null;
  if (person.status === -3) return 'unconfirmed';
  if (person.status === 0) return 'transactional_only';
  const begins = model.topics.find(({ id }) => id === topic)?.begins;
  if (begins === 'in' && person.choices.get(topic!) === false) return 'topic_declined';
  if (begins === 'out' && person.choices.get(topic!) !== true) return 'topic_not_chosen';
  if (person.pausedUntil > now) return 'paused';
  const since = (days: number) => person.sent.filter((at) => at > now - days * DAY_MS).length;
  const isCapped =
    (model.mostADay !== null && since(1) >= model.mostADay) ||
    (person.frequency === 'weekly' && since(7) >= 1) ||
    (person.frequency === 'monthly' && since(30) >= 1);
  return isCapped ? 'capped' : null;
}

test(
  `over random sequences of what people and accounts do, the gate says what a plain model says (${ROUNDS} × ${DEEDS})`,
  async () => {
    console.log(`gate seed ${SEED}`);
    for (let round = 0; round < ROUNDS; round++) await play(luckFrom(SEED + round));
  },
  60_000 + ROUNDS * 20_000,
);

async function play(luck: Luck): Promise<void> {
  const seat = await makeAccount(db);
  await givePostalAddress(db, seat);
  const ids = await makeContacts(db, seat, PEOPLE);
  const model: Model = { people: [], stopped: false, stoppedByOperator: false, mostADay: null, doubleOptIn: 'off', topics: [] };
  await inside(seat, async (account) => {
    for (const begins of ['in', 'out'] as const) {
      const id = await createTopic(account, seat.actor, seat.ids, { name: begins, description: '', names: {}, isPublic: true, begins });
      model.topics.push({ id, begins });
    }
  });
  const { rows } = await db.owner.query('select id, email from records where account_id = $1 and object_id = 0 and id = any($2)', [
    seat.accountId,
    ids,
  ]);
  model.people = rows.map(({ id, email }) => ({
    id,
    address: email,
    status: 1,
    barred: 'no',
    barredByOperator: false,
    choices: new Map(),
    pausedUntil: 0,
    frequency: 'all',
    sent: [],
  }));
  const done: string[] = [];
  for (let deed = 0; deed < DEEDS; deed++) {
    const what = pick(luck, OFTEN);
    const person = pick(luck, model.people);
    done.push(`${what} ${model.people.indexOf(person)}`);
    await DEEDS_OF[what]({ seat, model, person, luck });
    if (deed % 4 === 3) await compare(seat, model, done);
  }
}

interface Deed {
  seat: TestSeat;
  model: Model;
  person: Person;
  luck: Luck;
}

const inside = <T>(seat: TestSeat, work: (account: AccountDb) => Promise<T>): Promise<T> => db.database.account(seat.accountId, work);
const setOf = (person: Person, how: 'form' | 'link' | 'user' = 'user') => ({
  objectId: 0,
  recordIds: [person.id],
  channel: 'email' as const,
  how,
  evidence: 'said so',
});

/** Everything that can happen, done to the product and to the model. */
const DEEDS_OF = {
  async give({ seat, model, person, luck }: Deed) {
    const how = pick(luck, ['form', 'user'] as const);
    await inside(seat, (account) => giveConsent(account, seat.actor, setOf(person, how)));
    if (person.barred === 'all' || person.status >= 1) return;
    if (how === 'form' && model.doubleOptIn === 'required') person.status = -3;
    else Object.assign(person, { status: 1, barred: 'no' });
  },
  async confirm({ seat, person }: Deed) {
    await inside(seat, (account) => giveConsent(account, seat.actor, setOf(person, 'link'), 'confirmed'));
    if (person.barred !== 'all' && person.status < 2) Object.assign(person, { status: 2, barred: 'no' });
  },
  async withdraw({ seat, person }: Deed) {
    await inside(seat, (account) => unsubscribe(account, seat.actor, setOf(person)));
    if (person.barred !== 'all') person.barred = 'bulk';
    if (person.status !== -2) person.status = 0;
  },
  async complain({ seat, person }: Deed) {
    const complaint = { objectId: 0, recordId: person.id, messageId: 1, deliveryId: null, causeId: null };
    await inside(seat, (account) => recordComplaint(account, seat.actor, complaint));
    if (person.barred !== 'all') person.barred = 'bulk';
    if (person.status !== -2) person.status = 0;
  },
  async bounce({ seat, person, luck }: Deed) {
    if (luck() > 0.4) return;
    await inside(seat, (account) => recordHardBounces(account, seat.actor, 0, [{ recordId: person.id, messageId: 1, causeId: null }]));
    Object.assign(person, { status: -2, barred: 'all' });
  },
  async bar({ seat, person, luck }: Deed) {
    if (luck() > 0.4) return;
    await inside(seat, (account) => suppressAddress(account, seat.actor, 'email', person.address));
    person.barred = 'all';
  },
  async release({ seat, person }: Deed) {
    await inside(seat, (account) => releaseAddress(account, seat.actor, 'email', person.address).catch(() => undefined));
    person.barred = 'no';
  },
  async barForAll({ person, luck }: Deed) {
    const release = luck() < 0.6;
    await suppressForAll(db.database, { lines: person.address, reason: 'asked', release });
    person.barredByOperator = !release;
  },
  async choose({ seat, model, person, luck }: Deed) {
    const { id: topicId } = pick(luck, model.topics);
    const wanted = luck() < 0.5;
    await inside(seat, (account) => chooseTopics(account, seat.actor, setOf(person), [{ topicId, wanted }]));
    person.choices.set(topicId, wanted);
  },
  async pause({ seat, person, luck }: Deed) {
    const pauseWeeks = pick(luck, [0, 1, 2]);
    await inside(seat, (account) =>
      keepWishes(account, seat.actor, { objectId: 0, recordId: person.id, how: 'preferences' }, { pauseWeeks }),
    );
    person.pausedUntil = pauseWeeks === 0 ? 0 : db.clock.now().getTime() + pauseWeeks * 7 * DAY_MS;
  },
  async ration({ seat, person, luck }: Deed) {
    const frequency = pick(luck, ['all', 'weekly', 'monthly'] as const);
    await inside(seat, (account) =>
      keepWishes(account, seat.actor, { objectId: 0, recordId: person.id, how: 'preferences' }, { frequency }),
    );
    person.frequency = frequency;
  },
  async send({ seat, person }: Deed) {
    await db.owner.query(
      `insert into events (account_id, retention, recorded_at, at, batch_id, kind, actor_type, object_id, record_id, data)
       values ($1, 'behaviour', now(), $2, 1, 'email.sent', 'system', 0, $3, '{"purpose": "bulk"}')`,
      [seat.accountId, db.clock.now(), person.id],
    );
    person.sent.push(db.clock.now().getTime());
  },
  async cap({ seat, model, luck }: Deed) {
    model.mostADay = pick(luck, [null, 1, 2]);
    await setting(seat, 'most_a_day', model.mostADay);
  },
  async ask({ seat, model, luck }: Deed) {
    model.doubleOptIn = pick(luck, ['off', 'required'] as const);
    await setting(seat, 'double_opt_in', model.doubleOptIn);
  },
  async stop({ seat, model, luck }: Deed) {
    model.stopped = luck() < 0.3;
    await inside(seat, (account) =>
      model.stopped ? stopSending(account, seat.actor, 'email', 'because') : resumeSending(account, seat.actor, 'email'),
    );
  },
  async stopFromOutside({ seat, model, luck }: Deed) {
    model.stoppedByOperator = luck() < 0.3;
    await inside(seat, (account) =>
      model.stoppedByOperator
        ? stopByOperator(account, seat.actor, { channel: 'all', reason: 'because', cause: 'operator' })
        : resumeByOperator(account, seat.actor, 'all'),
    );
  },
  async wait({ luck }: Deed) {
    db.clock.moveBy(pick(luck, [1, 2, 5, 9]) * DAY_MS + 3_600_000);
  },
};

/** What keeps mail going comes oftener than what ends it, so that every reason has its turn. */
const OFTEN = (
  'give give give confirm confirm release release withdraw complain bounce bar barForAll choose choose choose pause ration ration ration send send send ' +
  'send cap cap ask stop stop stopFromOutside wait wait'
).split(' ') as (keyof typeof DEEDS_OF)[];

const setting = (seat: TestSeat, column: string, value: unknown) =>
  db.owner.query(
    `insert into permission_settings (account_id, updated_at, ${column}) values ($1, now(), $2) on conflict (account_id) do update set ${column} = $2`,
    [seat.accountId, value],
  );

/** Sending, queueing, counting, criteria and the card: each of them, for every person, purpose and topic. */
async function compare(seat: TestSeat, model: Model, done: readonly string[]): Promise<void> {
  const now = db.clock.now().getTime();
  const recordIds = model.people.map(({ id }) => id);
  const questions = [
    ...PURPOSES.map((purpose) => ({ purpose, topic: undefined })),
    ...model.topics.map(({ id }) => ({ purpose: 'bulk' as const, topic: id })),
  ];
  await inside(seat, async (account) => {
    for (const question of questions) {
      const should = model.people.map((person) => expected(model, person, { ...question, now }));
      const counts = await countVerdicts(account, {
        objectId: 0,
        purpose: question.purpose,
        topicId: question.topic,
        members: sql`select unnest(${recordIds}::bigint[]) as id`,
      });
      const context = [question, should, done.join(', ')];
      expect([context, tally(counts)]).toEqual([context, tally(should.map((reason) => ({ reason, count: 1 })))]);
      const criteria = await criteriaContext(account, { objectId: 0, viewer: everyone });
      if (question.purpose !== 'confirmation') {
        const node = { reachable: question.purpose, ...(question.topic === undefined ? {} : { topic: question.topic }) };
        expect(await countMatching(account, compileCriteria(node, criteria))).toBe(should.filter((reason) => reason === null).length);
      }
      const request = { objectId: 0, recordIds, purpose: question.purpose, topicId: question.topic };
      const { allowed } = await judgeMail(account, seat.actor, request);
      const queueable = model.people.flatMap((person, position) => {
        const open = { ...model, stopped: false, stoppedByOperator: false };
        const reason = expected(open, person, { ...question, now });
        return reason === null || reason === 'paused' || reason === 'capped' ? [position] : [];
      });
      expect([context, allowed]).toEqual([context, queueable]);
    }
  });
  for (const question of questions) {
    const said = new Map<number, string | null>();
    await account(seat, async (inner) => {
      const { permits, refused, held } = await permitMail(inner, seat.actor, {
        objectId: 0,
        recordIds,
        purpose: question.purpose,
        topicId: question.topic,
      });
      for (const { recordId } of permits) said.set(recordId, null);
      for (const { recordId, reason } of [...refused, ...held]) said.set(recordId, reason);
    });
    for (const person of model.people) {
      const context = [question, model.people.indexOf(person), done.join(', ')];
      expect([context, said.get(person.id)]).toEqual([context, expected(model, person, { ...question, now })]);
    }
  }
  const person = model.people[0]!;
  const card = await inside(seat, (inner) =>
    explainPermission(inner, {
      objectId: 0,
      id: person.id,
      email: person.address,
      emailStatus: person.status,
      smsNumber: null,
      smsStatus: 0,
      preferencesUrl: null,
    }),
  );
  for (const purpose of PURPOSES) expect(card.email.refusals[purpose]).toBe(expected(model, person, { purpose, now }));
  for (const topic of card.topics) expect(topic.refusal).toBe(expected(model, person, { purpose: 'bulk', topic: topic.id, now }));
}

/** Asks for permits and takes none: what was reserved for them is not. */
const account = <T>(seat: TestSeat, work: (inner: AccountDb) => Promise<T>): Promise<T> => db.database.rehearse(seat.accountId, work);

function tally(counts: readonly { reason: string | null; count: number }[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { reason, count } of counts) sums[reason ?? 'yes'] = (sums[reason ?? 'yes'] ?? 0) + count;
  return sums;
}
