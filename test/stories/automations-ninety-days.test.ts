import { beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/app/db.ts';
import { eventReceived } from '../../src/automations/events.ts';
import { nextDue } from '../../src/automations/next-due.ts';
import { recordEvents } from '../../src/ledger/index.ts';
import { writeRecords } from '../../src/records/index.ts';
import { awakeFrom, daysLater, momentOf, monthLater, shownAt, workingHour } from '../automations/plain-calendar.ts';
import { storyWorld } from '../automations/story-world.ts';

/** Ten thousand in the deep run, fewer where every push waits for it. */
const PEOPLE = Number(process.env.STORY_CONTACTS ?? (process.env.QUAYSIDE_DEEP ? 10_000 : 1_500));
const BATCHES = 6;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BEGIN = Date.parse('2026-02-20T00:00:00Z');
const END = BEGIN + 90 * DAY + 50 * MINUTE;
/** New York changes its clocks on 8 March, Berlin on 29 March, Sydney on 5 April. */
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Sydney'];
const GONE_AT = Date.parse('2026-04-01T12:45:00Z');
const WAIT = { wait: 'for', zone: 'contact' };

const world = storyWorld({ now: new Date(BEGIN - HOUR).toISOString(), timeZone: 'Europe/Berlin' });

interface Person {
  place: number;
  zone: string;
  enters: number;
  isBaker: boolean;
  /** The day something of theirs is to be renewed. */
  renewal: string | null;
  orders: number;
  goes: number;
}

const people = Array.from({ length: PEOPLE }, (_, place): Person => {
  const enters = BEGIN + (place % BATCHES) * 107 * HOUR;
  const days = place % 5 === 0 ? 10 : place % 5 === 1 ? 60 : Infinity;
  return {
    place,
    zone: ZONES[Math.floor(place / BATCHES) % 3]!,
    enters,
    isBaker: place % 7 < 3,
    renewal: place % 4 === 0 ? null : new Date(Date.parse('2026-03-01') + ((place * 13) % 8) * 11 * DAY).toISOString().slice(0, 10),
    orders: enters + days * DAY + 15 * MINUTE,
    goes: place % 50 === 7 ? GONE_AT : Infinity,
  };
});

let automation: number;
let first: number;
const letters = { welcome: 0, second: 0 };

beforeAll(async () => {
  first = await world.seat.ids('record:0', PEOPLE);
  letters.welcome = await world.letter('Welcome', { purpose: 'transactional' });
  letters.second = await world.letter('Second', { purpose: 'transactional' });
  const tag = (name: string, next?: (number | null)[]): [string, object, (number | null)[]?] =>
    next ? ['tag.add', { tag: name }, next] : ['tag.add', { tag: name }];
  const renewal = { fieldId: 8, amount: 2, unit: 'days', direction: 'before', at: '08:30' };
  const ordered = { id: 900, event: 'event.received', where: [{ key: 'name', operator: 'is', values: ['ordered'] }] };
  automation = await world.publish(
    'Ninety days',
    [
      ['wait', { wait: 'window', weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', zone: 'contact' }],
      ['email.send', { messageId: letters.welcome }],
      ['wait', { ...WAIT, amount: 3, unit: 'weeks' }],
      ['wait', { wait: 'until', at: '2026-03-29T02:30', zone: 'contact' }],
      ['split', { variants: [{ weight: 1 }, { weight: 3 }] }, [6, 8]],
      ['wait', { ...WAIT, amount: 12, unit: 'hours' }],
      ['email.send', { messageId: letters.second }, [12]],
      ['fork', { ways: 2 }, [9, 10]],
      tag('Asked', [12]),
      ['wait', { wait: 'field', offset: renewal, missing: 'pass', zone: 'contact' }],
      tag('Renewing', [null]),
      ['wait', { ...WAIT, amount: 4, unit: 'weeks' }],
      ['condition', { criteria: { field: 6, operator: 'is', values: ['Baker'] } }, [14, 15]],
      tag('Bakes'),
      ['goal', { triggers: [ordered] }],
      tag('Customer'),
      ['wait', { ...WAIT, amount: 1, unit: 'months' }],
      tag('Thanked'),
      ['end', { stay: true }, []],
    ] as Parameters<typeof world.publish>[1],
    {
      triggers: [{ event: 'record.created' }],
      exit: { field: 6, operator: 'is', values: ['Gone'] },
      quiet: { from: '20:00', to: '08:00', weekdays: [7], zone: 'contact' },
    },
  );
});

/** What somebody does on the map, as anybody would work it out with a calendar. */
interface Journey {
  did: [what: string, at: number][];
  came: number[];
  left: [step: number, exit: number][];
  stands: number[];
}

function journeyOf({ zone, enters, isBaker, renewal, orders, goes }: Person, variant: number | undefined): Journey {
  const journey: Journey = { did: [], came: [], left: [], stands: [] };
  const takes = (step: number, exit = 0): void => void (journey.came.push(step), journey.left.push([step, exit]));
  /** Waits on a step until a time: on, taken to the goal, or off the map, or there to this day. */
  const waits = (step: number, from: number, to: number, canOrder: boolean): 'on' | 'goal' | 'stays' => {
    const order = canOrder && orders > from ? orders : Infinity;
    const next = Math.min(to, order, goes);
    if (next > END) journey.stands.push(step);
    return next > END || next === goes ? 'stays' : next === to ? 'on' : 'goal';
  };
  const afterGoal = (at: number): void => {
    journey.left.push([15, 0]);
    takes(16);
    journey.did.push(['Customer', at]);
    const over = monthLater(zone, at);
    journey.came.push(17);
    if (waits(17, at, over, false) !== 'on') return;
    journey.left.push([17, 0]);
    takes(18);
    journey.did.push(['Thanked', over]);
    journey.came.push(19);
    waits(19, over, Infinity, false);
  };
  /** Comes to a wait and goes on behind it; false when it does not. */
  const rests = (step: number, from: number, to: number): boolean => {
    journey.came.push(step);
    return passes(step, from, to) && (journey.left.push([step, 0]), true);
  };
  const passes = (step: number, from: number, to: number): boolean => {
    const what = waits(step, from, to, true);
    if (what === 'goal') {
      journey.came.push(15);
      afterGoal(orders);
    }
    return what === 'on';
  };

  let now = workingHour(zone, enters);
  if (!rests(1, enters, now)) return journey;
  takes(2);
  journey.did.push(['Welcome', now]);
  const threeWeeks = daysLater(zone, now, 21);
  if (!rests(3, now, threeWeeks)) return journey;
  now = Math.max(threeWeeks, momentOf(zone, Date.parse('2026-03-29T02:30:00Z')));
  if (!rests(4, threeWeeks, now)) return journey;
  takes(5, variant);
  if (variant === 0) {
    if (!rests(6, now, now + 12 * HOUR)) return journey;
    const awake = awakeFrom(zone, now + 12 * HOUR);
    if (!passes(7, now + 12 * HOUR, awake)) return journey;
    takes(7);
    now = awake;
    journey.did.push(['Second', now]);
  } else {
    takes(8);
    journey.left.push([8, 1]);
    takes(9);
    journey.did.push(['Asked', now]);
    const day = renewal === null ? now : momentOf(zone, Date.parse(`${renewal}T08:30:00Z`) - 2 * DAY);
    journey.came.push(10);
    if (waits(10, now, Math.max(now, day), false) === 'on') {
      journey.left.push([10, 0]);
      takes(11);
      journey.did.push(['Renewing', Math.max(now, day)]);
    }
  }
  const fourWeeks = daysLater(zone, now, 28);
  if (!rests(12, now, fourWeeks)) return journey;
  takes(13, isBaker ? 0 : 1);
  if (isBaker) {
    takes(14);
    journey.did.push(['Bakes', fourWeeks]);
  }
  journey.came.push(15);
  if (waits(15, fourWeeks, Infinity, true) === 'goal') afterGoal(orders);
  return journey;
}

const idOf = ({ place }: Person): number => first + place;

function enter(batch: readonly Person[]): Promise<unknown> {
  const rows = batch.map((person) => ({
    id: idOf(person),
    changes: {
      1: `P${person.place}`,
      3: `p${person.place}@example.com`,
      6: person.isBaker ? 'Baker' : 'Cook',
      8: person.renewal,
      16: person.zone,
    },
  }));
  return world.as((db) =>
    writeRecords(db, world.seat.actor, {
      objectId: 0,
      source: sql`select r.id, true as is_new, jsonb_strip_nulls(r.changes) as changes
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id bigint, changes jsonb)`,
    }),
  );
}

const order = (batch: readonly Person[]): Promise<unknown> =>
  world.as((db) =>
    recordEvents(db, world.seat.actor, {
      kind: eventReceived,
      rows: sql`select 0 as object_id, u.id as record_id, '{"name": "ordered"}'::jsonb as data from unnest(${batch.map(idOf)}::bigint[]) as u(id)`,
      columns: ['object_id', 'record_id', 'data'],
    }),
  );

const go = (batch: readonly Person[]): Promise<unknown> =>
  world.as((db) =>
    writeRecords(db, world.seat.actor, {
      objectId: 0,
      source: sql`select u.id, false as is_new, '{"6": "Gone"}'::jsonb as changes from unnest(${batch.map(idOf)}::bigint[]) as u(id)`,
    }),
  );

async function playNinetyDays(): Promise<void> {
  const happenings = new Map<number, (() => Promise<unknown>)[]>();
  const plan = (of: keyof Pick<Person, 'enters' | 'orders' | 'goes'>, work: (batch: readonly Person[]) => Promise<unknown>): void => {
    for (const [time, batch] of Map.groupBy(people, (person) => person[of]))
      if (time <= END) happenings.set(time, [...(happenings.get(time) ?? []), () => work(batch)]);
  };
  plan('enters', async (batch) => {
    await enter(batch);
    // As the server does by itself a minute later.
    await world.test.owner.query('analyze');
  });
  plan('orders', order);
  plan('goes', go);
  const ahead = [...happenings.keys()].toSorted((a, b) => a - b);
  for (;;) {
    const due = (await world.as(nextDue))?.getTime() ?? Infinity;
    const time = Math.min(due, ahead[0] ?? Infinity);
    if (time > END) break;
    world.test.clock.moveTo(new Date(time).toISOString());
    if (time === ahead[0]) for (const happen of happenings.get(ahead.shift()!)!) await happen();
    await world.run();
  }
  await world.run(new Date(END).toISOString());
}

/** Which way each went at the split: by chance, and the one thing nobody can work out beforehand. */
async function variantsTaken(): Promise<Map<number, number>> {
  const taken = await world.rows<{ id: number; exit: number }>(
    `select e.record_id::int as id, (e.data->'exits'->>(p.place::int - 1))::int as exit
     from events e, lateral jsonb_array_elements(e.data->'path') with ordinality p(step, place)
     where e.account_id = $1 and e.kind = 'automation.moved' and p.step = '5'`,
  );
  return new Map(taken.map(({ id, exit }) => [id, exit]));
}

it(`plays ninety days of ${PEOPLE} people in three zones whose clocks change, to the minute`, async () => {
  await playNinetyDays();
  const variants = await variantsTaken();
  const journeys = new Map(people.map((person) => [idOf(person), journeyOf(person, variants.get(idOf(person)))]));

  const share = [...variants.values()].filter((exit) => exit === 0).length / variants.size;
  expect(Math.abs(share - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / variants.size));

  const done = await world.rows<{ id: number; what: string; at: Date }>(
    `select e.record_id::int as id, coalesce(t.name, m.name) as what, e.at from events e
     left join tags t on t.account_id = $1 and t.object_id = 0 and e.kind = 'tag.added' and t.id = e.subject_id
     left join messages m on m.account_id = $1 and e.kind = 'email.captured' and m.id = e.subject_id
     where e.account_id = $1 and e.kind in ('tag.added', 'email.captured')`,
  );
  const line = (id: number, what: string, at: number): string => `${id} ${what} ${new Date(at).toISOString()}`;
  const expected = [...journeys].flatMap(([id, { did }]) => did.filter(([, at]) => at <= END).map(([what, at]) => line(id, what, at)));
  for (const what of ['Welcome', 'Second', 'Asked', 'Renewing', 'Bakes', 'Customer', 'Thanked'])
    expect(expected.filter((one) => one.includes(` ${what} `)).length, what).toBeGreaterThan(PEOPLE / 50);
  expect(done.map(({ id, what, at }) => line(id, what, at.getTime())).toSorted()).toEqual(expected.toSorted());

  const { entered, steps } = await world.user.get(`/api/automations/${automation}/counts`);
  expect(entered).toBe(PEOPLE);
  const all = [...journeys.values()];
  const counted = (found: number[]): Record<number, number> =>
    Object.fromEntries([...Map.groupBy(found, (one) => one)].map(([one, { length }]) => [one, length]));
  const table = (of: (step: { id: number; arrived: number; standing: number }) => number): Record<number, number> =>
    Object.fromEntries(
      steps
        .map((step: { id: number; arrived: number; standing: number }) => [step.id, of(step)])
        .filter(([id, n]: number[]) => id! < 1000 && n! > 0),
    );
  expect(table(({ arrived }) => arrived)).toEqual(counted(all.flatMap(({ came }) => came)));
  expect(table(({ standing }) => standing)).toEqual(counted(all.flatMap(({ stands }) => stands)));
  for (const { id, exits } of steps as { id: number; exits: number[] }[])
    for (const [exit, n] of exits.entries())
      expect(n, `exit ${exit} of step ${id}`).toBe(
        all.flatMap(({ left }) => left).filter(([step, by]) => step === id && by === exit).length,
      );

  const [left] = await world.rows<{ n: number }>(
    "select count(*)::int as n from events where account_id = $1 and kind = 'automation.left' and data->>'reason' = 'exit'",
  );
  expect(left!.n).toBeGreaterThanOrEqual(people.filter(({ goes }) => goes < Infinity).length);
  expect(steps.every(({ failed }: { failed: number }) => failed === 0)).toBe(true);
}, 600_000);

it('meets the change of the clocks in each zone', () => {
  for (const zone of ZONES)
    expect(new Set([BEGIN, END].map((time) => shownAt(zone, time) - Math.floor(time / 1000) * 1000)).size, zone).toBe(2);
  expect(momentOf('Europe/Berlin', Date.parse('2026-03-29T02:30:00Z'))).toBe(Date.parse('2026-03-29T01:30:00Z'));
});
