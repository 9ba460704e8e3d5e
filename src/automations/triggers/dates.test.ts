import { beforeEach, describe, expect, test as it } from 'vitest';
import { makeContacts } from '../../../test/automations/contacts.ts';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { makeAutomation, makeMap } from '../../../test/maps.ts';
import type { AccountDb } from '../../app/db.ts';
import { runJob } from '../../app/jobs.ts';
import { createField, updateRecord } from '../../records/index.ts';
import { loadAutomation } from '../load-automation.ts';
import { nextDue } from '../next-due.ts';
import { pauseAutomation } from '../pause-automation.ts';
import { publishAutomation } from '../versions/publish-automation.ts';
import { reachDates } from './reach-dates.ts';
import { resumeAutomation } from '../resume-automation.ts';
import type { DateTrigger, Offset } from '../schema.ts';
import { updateAutomation } from '../update-automation.ts';

const BIRTHDAY = 8;
const TIME_ZONE = 16;
const DAY = 86_400_000;

const test = testDatabase();
let seat: TestSeat;
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T12:00:00Z');
  seat = await makeAccount(test, { timeZone: 'Europe/Berlin' });
});

const as = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
const set = (id: number, values: Record<number, string | null>): Promise<unknown> =>
  as((db) => updateRecord(db, seat.actor, { objectId: 0, id, values }));

/** A map that a date brings records onto; they come again as often as they are brought. */
async function mapAt(date: DateTrigger, name = 'Dates'): Promise<number> {
  const map = makeMap([['wait', { wait: 'for', amount: 300, unit: 'days' }]], {
    triggers: [{ event: 'date.reached', date }],
    reentry: 'always',
  });
  const id = await makeAutomation(test, seat, map, name);
  await copyFields();
  return id;
}

/** What the job queue does in the background. */
async function copyFields(): Promise<void> {
  const { rows } = await test.owner.query<{ id: number; object_id: number }>(
    'select id, object_id from fields where account_id = $1 and sortable and sortable_since is null',
    [seat.accountId],
  );
  for (const { id, object_id } of rows)
    await runJob(test.database, 'records.make-sortable', { accountId: seat.accountId, objectId: object_id, fieldId: id });
}

const offsetBy = (offset: Partial<Offset>, zone?: DateTrigger extends { zone?: infer Z } ? Z : never): DateTrigger =>
  ({
    when: 'field',
    offset: { fieldId: BIRTHDAY, amount: 0, unit: 'days', direction: 'after', yearly: false, ...offset },
    ...(zone ? { zone } : {}),
  }) as DateTrigger;

async function entered(automationId: number): Promise<number[]> {
  const { rows } = await test.owner.query<{ record_id: number }>(
    "select record_id::int from events where account_id = $1 and subject_id = $2 and kind = 'automation.entered' order by recorded_at, id",
    [seat.accountId, automationId],
  );
  return rows.map(({ record_id }) => record_id);
}

async function at(time: string): Promise<void> {
  test.clock.moveTo(time);
  await test.settle();
}

describe('a date of a field', () => {
  it('brings each record so long before it, at a time of day, once, and nobody whose date was reached before', async () => {
    const [ada, bob, eve] = await makeContacts(test, seat, ['Ada', 'Bob', 'Eve']);
    await set(ada!, { [BIRTHDAY]: '2026-03-05' });
    await set(bob!, { [BIRTHDAY]: '2026-03-06' });
    await set(eve!, { [BIRTHDAY]: '2026-03-04' });
    const id = await mapAt(offsetBy({ amount: 2, direction: 'before', at: '09:00' }));
    await test.settle();
    await at('2026-03-03T07:59:59Z');
    expect(await entered(id), 'the date of the third was reached before it was published').toEqual([]);
    expect(await as(nextDue)).toEqual(new Date('2026-03-03T08:00:00Z'));
    await at('2026-03-03T08:00:00Z');
    expect(await entered(id)).toEqual([ada]);
    await at('2026-03-03T20:00:00Z');
    await at('2026-03-04T08:00:00Z');
    expect(await entered(id)).toEqual([ada, bob]);
  });

  it('comes again each year, of 29 February on the 28th of other years', async () => {
    const [leap, ada, newYear] = await makeContacts(test, seat, ['Leap', 'Ada', 'NewYear']);
    await set(leap!, { [BIRTHDAY]: '1988-02-29' });
    await set(ada!, { [BIRTHDAY]: '1990-03-03' });
    await set(newYear!, { [BIRTHDAY]: '2001-01-01' });
    const id = await mapAt(offsetBy({ yearly: true, at: '09:00' }));
    for (const [time, who] of [
      ['2026-03-03T08:00:00Z', [ada]],
      ['2027-01-01T07:59:00Z', [ada]],
      ['2027-01-01T08:00:00Z', [ada, newYear]],
      ['2027-02-28T08:00:00Z', [ada, newYear, leap]],
      ['2027-03-01T08:00:00Z', [ada, newYear, leap]],
      ['2027-03-03T08:00:00Z', [ada, newYear, leap, ada]],
      ['2028-02-28T08:00:00Z', [ada, newYear, leap, ada, newYear]],
      ['2028-02-29T08:00:00Z', [ada, newYear, leap, ada, newYear, leap]],
    ] as const) {
      // Nobody looks away for longer than may be caught up with.
      while (Date.parse(time) - test.clock.now().getTime() > 5 * DAY) {
        test.clock.moveBy(5 * DAY);
        await test.settle();
      }
      await at(time);
      expect(await entered(id), time).toEqual(who);
    }
  });

  it('is meant by the clock of the record, of its owner or of the account', async () => {
    const [york, tokyo, nowhere] = await makeContacts(test, seat, ['York', 'Tokyo', 'Nowhere']);
    for (const id of [york!, tokyo!, nowhere!]) await set(id, { [BIRTHDAY]: '2026-03-10' });
    await set(york!, { [TIME_ZONE]: 'America/New_York' });
    await set(tokyo!, { [TIME_ZONE]: 'Asia/Tokyo' });
    const own = await mapAt({ ...offsetBy({ at: '09:00' }), zone: 'contact' } as DateTrigger);
    await at('2026-03-08T12:00:00Z');
    await at('2026-03-10T00:00:00Z');
    expect(await entered(own)).toEqual([tokyo]);
    await at('2026-03-10T08:00:00Z');
    expect(await entered(own)).toEqual([tokyo, nowhere]);
    await at('2026-03-10T13:00:00Z');
    expect(await entered(own)).toEqual([tokyo, nowhere, york]);
    await set(tokyo!, { [TIME_ZONE]: 'America/Los_Angeles' });
    await at('2026-03-11T12:00:00Z');
    expect(await entered(own), 'in another zone it is the same date').toEqual([tokyo, nowhere, york]);
  });

  it('of a moment is reached so many hours before it, and a moment that is put off is another', async () => {
    const start = await as((db) => createField(db, seat.actor, seat.ids, { objectId: 0, label: 'Starts', type: 'datetime' }));
    const [ada] = await makeContacts(test, seat, ['Ada']);
    const id = await mapAt(offsetBy({ fieldId: start, amount: 2, unit: 'hours', direction: 'before' }));
    await set(ada!, { [start]: '2026-03-02T15:30:00.000Z' });
    await at('2026-03-02T13:29:00Z');
    expect(await entered(id)).toEqual([]);
    await at('2026-03-02T13:30:00Z');
    expect(await entered(id)).toEqual([ada]);
    await set(ada!, { [start]: '2026-03-02T18:00:00.000Z' });
    await at('2026-03-02T16:01:00Z');
    expect(await entered(id)).toEqual([ada, ada]);
  });

  it('is caught up with after a stop, but not after a long one', async () => {
    const [soon, long] = await makeContacts(test, seat, ['Soon', 'Long']);
    await set(soon!, { [BIRTHDAY]: '2026-03-28' });
    await set(long!, { [BIRTHDAY]: '2026-03-10' });
    const id = await mapAt(offsetBy({}));
    await test.settle();
    await at('2026-04-01T12:00:00Z');
    expect(await entered(id)).toEqual([soon]);
  });

  it('is played however far the clock of a sandbox is moved, each record once', async () => {
    seat = await makeAccount(test, { timeZone: 'UTC', kind: 'sandbox' });
    const people = await makeContacts(test, seat, ['Ada', 'Bob', 'Eve']);
    for (const [index, id] of people.entries()) await set(id, { [BIRTHDAY]: `1980-0${4 + index}-15` });
    const id = await mapAt(offsetBy({ yearly: true }));
    await test.settle();
    await test.owner.query('update account_clocks set offset_ms = $2 where account_id = $1', [seat.accountId, 90 * DAY]);
    await test.settle();
    await test.settle();
    expect((await entered(id)).sort()).toEqual([people[0], people[1]]);
  });

  it('that passes while the map is paused, or before the trigger asks for it, has passed', async () => {
    const [ada, bob] = await makeContacts(test, seat, ['Ada', 'Bob']);
    await set(ada!, { [BIRTHDAY]: '2026-03-04' });
    await set(bob!, { [BIRTHDAY]: '2026-03-07' });
    const id = await mapAt(offsetBy({}));
    await test.settle();
    await as((db) => pauseAutomation(db, seat.actor, id));
    await at('2026-03-05T12:00:00Z');
    await as((db) => resumeAutomation(db, seat.actor, id));
    await test.settle();
    expect(await entered(id)).toEqual([]);
    await as(async (db) => {
      const { revision, draft } = await loadAutomation(db, id);
      const triggers = [{ ...draft.triggers[0]!, date: offsetBy({ amount: 2, direction: 'before' }) }];
      await updateAutomation(db, seat.actor, id, { revision, map: { ...draft, triggers } });
      await publishAutomation(db, seat.actor, id);
    });
    await at('2026-03-08T12:00:00Z');
    expect(await entered(id)).toEqual([]);
  });
});

describe('a fixed date', () => {
  it('brings everybody who matches, once or again and again', async () => {
    const people = await makeContacts(test, seat, ['Ada', 'Bob']);
    const once = await mapAt({ when: 'time', at: '2026-03-03T09:00', every: 'once' });
    const monthly = await mapAt({ when: 'time', at: '2026-01-31T09:00', every: 'month' });
    await test.settle();
    expect(await as(nextDue)).toEqual(new Date('2026-03-03T08:00:00Z'));
    await at('2026-03-03T08:00:00Z');
    await at('2026-03-03T09:00:00Z');
    expect(await entered(once)).toEqual(people);
    await at('2026-03-31T07:00:00Z');
    expect(await entered(monthly)).toEqual(people);
    await at('2026-04-30T07:00:00Z');
    expect(await entered(monthly)).toHaveLength(4);
    expect(await entered(once)).toEqual(people);
  });

  it('and one of a field bring more than one transaction takes, each record once', async () => {
    const people = await makeContacts(
      test,
      seat,
      Array.from({ length: 25 }, () => 'Ada'),
    );
    for (const id of people) await set(id, { [BIRTHDAY]: '2026-03-03' });
    const fixed = await mapAt({ when: 'time', at: '2026-03-03T09:00', every: 'once' });
    const ofField = await mapAt(offsetBy({ at: '09:00' }));
    await test.settle();
    test.clock.moveTo('2026-03-03T08:00:00Z');
    let looks = 0;
    while ((await reachDates(test.database, seat.accountId, 10)) > 0) looks++;
    expect(looks).toBe(6);
    await test.settle();
    expect((await entered(fixed)).toSorted((a, b) => a - b)).toEqual(people);
    expect((await entered(ofField)).toSorted((a, b) => a - b)).toEqual(people);
  });
});
