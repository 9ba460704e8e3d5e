import { beforeEach, describe, expect, test as it } from 'vitest';
import { makeContacts } from '../../../test/automations/contacts.ts';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { makeAutomation, makeMap } from '../../../test/maps.ts';
import { sql, type AccountDb } from '../../app/db.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { addNote, completeTask, createField, createTasks, ensureTag, ownerChanged, tagRecords, updateRecord } from '../../records/index.ts';
import { recordEvent } from '../../ledger/index.ts';
import { consentGiven } from '../../compliance/index.ts';
import { emailClicked } from '../../email/events.ts';
import { callLogged } from '../../records/events.ts';
import { metTriggers, thoseWhoMeet } from '../queries/triggers.ts';
import { listCatalogue } from './list-catalogue.ts';
import type { ContentCondition, Trigger } from '../schema.ts';

const test = testDatabase();
let seat: TestSeat;
beforeEach(async () => {
  seat = await makeAccount(test);
});

const DAY = ['wait', { wait: 'for', amount: 1, unit: 'days' }] as [string, Record<string, unknown>];
const as = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
const asks = (key: string, operator: ContentCondition['operator'], ...values: ContentCondition['values']): ContentCondition => ({
  key,
  operator,
  values,
});
const mapWith = (...triggers: Omit<Trigger, 'id'>[]): Promise<number> =>
  makeAutomation(test, seat, makeMap([DAY], { triggers, reentry: 'always' }));
const update = (id: number, values: Record<number, unknown>): Promise<unknown> =>
  as((db) => updateRecord(db, seat.actor, { objectId: 0, id, values: values as Record<number, string> }));

async function standing(automationId: number): Promise<number[]> {
  const { rows } = await test.owner.query<{ record_id: number }>(
    'select record_id::int from positions where account_id = $1 and automation_id = $2 order by record_id, id',
    [seat.accountId, automationId],
  );
  return rows.map(({ record_id }) => record_id);
}

describe('a trigger may ask what an event says', () => {
  it('of a changed field what stood before and what stands now, compared as its type has it', async () => {
    const size = await as((db) => createField(db, seat.actor, seat.ids, { objectId: 0, label: 'Staff', type: 'number' }));
    const grown = await mapWith({
      event: 'record.updated',
      fields: [size],
      where: [asks('before', 'less', 10), asks('after', 'greater', 9)],
    });
    const named = await mapWith({ event: 'record.updated', fields: [6], where: [asks('before', 'empty'), asks('after', 'starts', 'bak')] });
    const born = await mapWith({ event: 'record.updated', fields: [8], where: [asks('after', 'less', '2000-01-01')] });
    const [ada, bob] = await makeContacts(test, seat, ['Ada', 'Bob']);
    await update(ada!, { [size]: 9, 6: 'Baker', 8: '1999-12-31' });
    await update(ada!, { [size]: 10 });
    await update(bob!, { [size]: 12, 6: 'Cook', 8: '2000-01-01' });
    await update(bob!, { 6: 'Baker' });
    await test.settle();
    expect(await standing(grown), 'nothing stood before, so nothing was less').toEqual([ada]);
    expect(await standing(named)).toEqual([ada]);
    expect(await standing(born)).toEqual([ada]);
  });

  it('of an option of a field, by its number, and of several fields none', async () => {
    const options = [{ label: 'Cold' }, { label: 'Hot' }];
    const heat = await as((db) => createField(db, seat.actor, seat.ids, { objectId: 0, label: 'Heat', type: 'dropdown', options }));
    const hot = await mapWith({ event: 'record.updated', fields: [heat], where: [asks('after', 'is', 2)] });
    const cooled = await mapWith({ event: 'record.updated', fields: [heat], where: [asks('before', 'is', 2), asks('after', 'is_not', 2)] });
    const [ada] = await makeContacts(test, seat, ['Ada']);
    for (const option of [1, 2, 1]) await update(ada!, { [heat]: option });
    await test.settle();
    expect(await standing(hot)).toEqual([ada]);
    expect(await standing(cooled)).toEqual([ada]);
  });

  it('of a task what came of it and by which template, of an owner who it is now, of a note its words', async () => {
    const answered = await mapWith({ event: 'task.completed', where: [asks('outcome', 'is', 'no answer', 'Interested')] });
    const called = await mapWith({
      event: 'task.created',
      where: [asks('subject', 'contains', 'CALL'), asks('assignee', 'is', seat.userId)],
    });
    const owned = await mapWith({ event: 'owner.changed', where: [asks('to', 'is', seat.userId)] });
    const noted = await mapWith({ event: 'note.added', where: [asks('body', 'not_contains', 'spam'), asks('by', 'is', 'user')] });
    const [ada, bob] = await makeContacts(test, seat, ['Ada', 'Bob']);
    const handOver = (id: number, to: number) =>
      as((db) => recordEvent(db, seat.actor, { kind: ownerChanged, record: { objectId: 0, id }, data: { from: 9, to } }));
    await handOver(ada!, seat.userId);
    await handOver(bob!, seat.userId + 1);
    for (const [recordId, subject, outcome] of [
      [ada!, 'Call them', 'No answer'],
      [bob!, 'Write them', 'Later'],
    ] as const) {
      await as((db) =>
        createTasks(db, seat.actor, seat.ids, { objectId: 0, recordIds: [recordId], subject, assignee: seat.userId, dueAt: null }),
      );
      const { rows } = await test.owner.query<{ id: number }>('select id::int from tasks where account_id = $1 and record_id = $2', [
        seat.accountId,
        recordId,
      ]);
      await as((db) => completeTask(db, seat.actor, { viewer: everyone, id: rows[0]!.id, outcome, ids: seat.ids }));
    }
    await as((db) => addNote(db, seat.actor, seat.ids, { record: { objectId: 0, id: ada! }, body: 'Likes bread' }));
    await as((db) => addNote(db, seat.actor, seat.ids, { record: { objectId: 0, id: bob! }, body: 'A Spammer' }));
    await test.settle();
    expect(await standing(answered)).toEqual([ada]);
    expect(await standing(called)).toEqual([ada]);
    expect(await standing(owned)).toEqual([ada]);
    expect(await standing(noted)).toEqual([ada]);
  });

  it('of a click its link, of a call its outcome and length, of a permission its channel', async () => {
    const clicked = await mapWith({ event: 'email.clicked', subject: [7], where: [asks('link', 'contains', '/offer')] });
    const talked = await mapWith({
      event: 'call.logged',
      where: [asks('outcome', 'is', 'answered'), asks('durationSeconds', 'greater', 59.5)],
    });
    const texting = await mapWith({ event: 'consent.given', where: [asks('channel', 'is', 'sms')] });
    const [ada, bob] = await makeContacts(test, seat, ['Ada', 'Bob']);
    const happens = (id: number, kind: typeof emailClicked, data: Record<string, unknown>, subject?: { type: string; id: number }) =>
      as((db) => recordEvent(db, seat.actor, { kind, record: { objectId: 0, id }, data, ...(subject ? { subject } : {}) }));
    await happens(ada!, emailClicked, { link: 0, address: 'https://example.com/offer?a=1' }, { type: 'email', id: 7 });
    await happens(bob!, emailClicked, { link: 0, address: 'https://example.com/offer?a=1' }, { type: 'email', id: 8 });
    await happens(ada!, callLogged, { outcome: 'answered', durationSeconds: 60 });
    await happens(bob!, callLogged, { outcome: 'answered', durationSeconds: null });
    await happens(ada!, consentGiven, { channel: 'sms', state: 'given', how: 'user' });
    await happens(bob!, consentGiven, { channel: 'email', state: 'given', how: 'user' });
    await test.settle();
    expect(await standing(clicked)).toEqual([ada]);
    expect(await standing(talked)).toEqual([ada]);
    expect(await standing(texting)).toEqual([ada]);
  });

  it('and the catalogue says of each kind what that is', () => {
    const { triggers } = listCatalogue();
    const updated = triggers.find(({ event }) => event === 'record.updated')!;
    expect(updated.content.map(({ key, type }) => [key, type])).toEqual([
      ['before', 'field'],
      ['after', 'field'],
      ['by', 'choice'],
    ]);
    const call = triggers.find(({ event }) => event === 'call.logged')!;
    expect(call.content.find(({ key }) => key === 'direction')?.choices).toEqual([
      { value: 'in', label: 'content.direction.in' },
      { value: 'out', label: 'content.direction.out' },
    ]);
    expect(triggers.find(({ event }) => event === 'tag.added')).toMatchObject({ subject: 'tag', content: [] });
  });
});

it('a trigger may let those it brings begin further down the map', async () => {
  const map = makeMap([['tag.add', { tag: 'First' }], DAY, ['tag.add', { tag: 'Second' }], DAY], {
    triggers: [{ event: 'record.created' }, { event: 'tag.added', step: 3 }],
    reentry: 'always',
  });
  const id = await makeAutomation(test, seat, map);
  const [ada, bob] = await makeContacts(test, seat, ['Ada', 'Bob']);
  await test.settle();
  expect(await standing(id)).toContain(ada);
  const { rows } = await test.owner.query(
    'select distinct step_id from positions where account_id = $1 and automation_id = $2 and record_id = $3 order by 1',
    [seat.accountId, id, bob],
  );
  expect(rows).toEqual([{ step_id: 2 }, { step_id: 4 }]);
});

it('a trigger takes a record off the end it rests on, and nowhere else', async () => {
  const map = makeMap([DAY, ['end', { stay: true }]], { triggers: [{ event: 'tag.added' }] });
  const id = await makeAutomation(test, seat, map);
  const [ada] = await makeContacts(test, seat, ['Ada']);
  const place = async (name: string) => {
    const tagId = await as((db) => ensureTag(db, seat.ids, 0, name));
    await as((db) => tagRecords(db, seat.actor, { objectId: 0, tagId, recordIds: [ada!] }));
    await test.settle();
    const { rows } = await test.owner.query('select step_id as step, state from positions where account_id = $1 and automation_id = $2', [
      seat.accountId,
      id,
    ]);
    return rows;
  };
  expect(await place('One')).toHaveLength(1);
  test.clock.moveBy(86_400_000);
  await test.settle();
  expect(await place('Two'), 'it rested on the end and begins anew').toEqual([{ step: 1, state: 'waiting' }]);
  expect(await place('Three'), 'it waits, and goes on waiting').toEqual([{ step: 1, state: 'waiting' }]);
  const { rows } = await test.owner.query<{ kind: string }>(
    "select kind from events where account_id = $1 and subject_id = $2 and subject_type = 'automation' and kind in ('automation.entered', 'automation.left') order by recorded_at, kind",
    [seat.accountId, id],
  );
  expect(rows.map(({ kind }) => kind)).toEqual(['automation.entered', 'automation.entered', 'automation.left']);
});

it('thousands who come by one transaction enter or reach a goal, and only those who match', async () => {
  const tagId = await as((db) => ensureTag(db, seat.ids, 0, 'Many'));
  const odd = { field: 1, operator: 'ends_with', values: ['1'] };
  const all = await makeAutomation(test, seat, makeMap([DAY], { triggers: [{ event: 'tag.added', subject: [tagId] }] }));
  const some = await makeAutomation(test, seat, makeMap([DAY], { triggers: [{ event: 'tag.added', criteria: odd }] }));
  const other = await makeAutomation(test, seat, makeMap([DAY], { triggers: [{ event: 'tag.added', subject: [tagId + 1] }] }));
  const goal = { triggers: [{ id: 900, event: 'tag.added', subject: [tagId] }], who: 'anyone' };
  const reaching = await makeAutomation(test, seat, makeMap([DAY, ['goal', goal], DAY]));
  const people = await makeContacts(
    test,
    seat,
    Array.from({ length: 2_500 }, (_, index) => `P${index % 10}`),
  );
  await as((db) => tagRecords(db, seat.actor, { objectId: 0, tagId, recordIds: people.slice(0, 1) }));
  await test.settle();
  await as((db) => tagRecords(db, seat.actor, { objectId: 0, tagId, recordIds: people }));
  await test.settle();
  expect(await standing(all)).toHaveLength(2_500);
  expect(await standing(some)).toHaveLength(250);
  expect(await standing(other)).toEqual([]);
  expect(await standing(reaching), 'a goal lets in as many').toHaveLength(2_500);
});

it('those who meet a trigger are the same, named or read again', async () => {
  const tagId = await as((db) => ensureTag(db, seat.ids, 0, 'Many'));
  await mapWith({ event: 'tag.added', subject: [tagId] });
  const people = await makeContacts(test, seat, ['Ada', 'Bob']);
  const batchId = await as(async (db) => {
    await tagRecords(db, seat.actor, { objectId: 0, tagId, recordIds: people });
    return db.batch.id!;
  });
  const batches = [{ batchId, kinds: ['tag.added'] }];
  await as(async (db) => {
    const [met] = await metTriggers(db, batches);
    const unnamed = { ...met!, record_ids: null, event_ids: null, batch_ids: null };
    const rows = await db.many(sql`${thoseWhoMeet(db, batches, unnamed)} order by 1`);
    expect(rows).toEqual(met!.record_ids!.map((record_id, index) => ({ record_id, cause_id: met!.event_ids![index] })));
    expect(rows).toHaveLength(2);
  });
});
