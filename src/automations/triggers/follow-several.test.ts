import { expect, test as it } from 'vitest';
import { makeContacts } from '../../../test/automations/contacts.ts';
import { luckFrom, type Luck } from '../../../test/random-input.ts';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { makeAutomation, makeMap } from '../../../test/maps.ts';
import type { Follower } from '../../app/kernel/domain.ts';
import { followers } from '../../app/registry.ts';
import { followNext } from '../../ledger/index.ts';
import { ensureTag, tagRecords, untagRecords } from '../../records/index.ts';

const test = testDatabase();
const SEED = Number(process.env.SEED ?? 20_261_123);
const EVENTS = 120;
const TAGS = ['Asked', 'Bought', 'Left'];

interface World {
  seat: TestSeat;
  people: number[];
  tagIds: number[];
}

/** The same people and maps, of every way to come back, with triggers that begin in different places and goals that let in or do not. */
async function makeWorld(): Promise<World> {
  const seat = await makeAccount(test);
  const people = await makeContacts(test, seat, ['Ada', 'Bob', 'Eve', 'Joe', 'Kim', 'Lea', 'Max', 'Zoe']);
  const tagIds: number[] = [];
  for (const tag of TAGS) tagIds.push(await test.database.account(seat.accountId, (db) => ensureTag(db, seat.ids, 0, tag)));
  const rest = ['wait', { wait: 'for', amount: 1, unit: 'days' }] as [string, Record<string, unknown>];
  for (const reentry of ['never', 'after_leaving', 'restart', 'always'] as const) {
    for (const who of ['map', 'anyone'] as const) {
      const goal = ['goal', { triggers: [{ id: 900, event: 'tag.added', subject: [tagIds[1]] }], who }] as [
        string,
        Record<string, unknown>,
      ];
      const triggers = [
        { event: 'tag.added', subject: [tagIds[0]!], step: 3 },
        { event: 'tag.removed', subject: [tagIds[2]!] },
      ];
      await makeAutomation(test, seat, makeMap([rest, goal, rest], { triggers, reentry, perDay: 3 }));
    }
  }
  return { seat, people, tagIds };
}

/** Single events, each in a transaction of its own, by which tags come and go. */
async function happen({ seat, people, tagIds }: World, luck: Luck): Promise<void> {
  for (let n = 0; n < EVENTS; n++) {
    const change = luck() < 0.6 ? tagRecords : untagRecords;
    const of = { objectId: 0, tagId: tagIds[Math.floor(luck() * TAGS.length)]!, recordIds: [people[Math.floor(luck() * people.length)]!] };
    await test.database.account(seat.accountId, (db) => change(db, seat.actor, of));
  }
}

/** What came of it: the places, the entries, the counts, and what the ledger tells of each record in its order. Both accounts are new, so their ids are the same. */
async function outcome(accountId: number): Promise<{ told: unknown[] } & Record<string, unknown[]>> {
  const rows = async (text: string): Promise<unknown[]> => (await test.owner.query(text, [accountId])).rows;
  return {
    places: await rows('select automation_id, record_id, step_id, state from positions where account_id = $1 order by 1, 2, id'),
    entries: await rows('select automation_id, record_id, times, times_today from automation_entries where account_id = $1 order by 1, 2'),
    flows: await rows('select automation_id, step_id, exit, records from automation_flows where account_id = $1 order by 1, 2, 3'),
    told: await rows(
      `select e.subject_id, e.record_id, e.kind, e.data,
         (select count(*) from events o where o.account_id = $1 and o.kind like 'tag.%' and o.id <= e.cause_id) as cause
       from events e where e.account_id = $1 and e.subject_type = 'automation' and e.record_id is not null order by 1, 2, e.id`,
    ),
  };
}

it(`single events read together bring the same people to the same places as read one by one (seed ${SEED})`, async () => {
  const together = followers().find(({ name }) => name === 'automations.triggers')!;
  const { followSeveral: _, ...oneByOne } = together;
  const outcomes: Awaited<ReturnType<typeof outcome>>[] = [];
  const reads: number[] = [];
  for (const follower of [together, oneByOne] as Follower[]) {
    const world = await makeWorld();
    await test.owner.query('delete from event_batches where account_id = $1', [world.seat.accountId]);
    await happen(world, luckFrom(SEED));
    let read = 0;
    while (await followNext(test.database, world.seat.accountId, follower)) read++;
    reads.push(read);
    outcomes.push(await outcome(world.seat.accountId));
  }
  expect(reads[0], 'far fewer transactions').toBeLessThan(reads[1]! / 5);
  expect(outcomes[0]!.told.length, 'something happened').toBeGreaterThan(EVENTS / 2);
  expect(outcomes[0]).toEqual(outcomes[1]);
});
