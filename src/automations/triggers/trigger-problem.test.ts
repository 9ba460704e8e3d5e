import { beforeEach, expect, test as it } from 'vitest';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { makeMap } from '../../../test/maps.ts';
import { findProblems } from '../find-problems.ts';
import type { Trigger } from '../schema.ts';

const test = testDatabase();
let seat: TestSeat;
beforeEach(async () => {
  seat = await makeAccount(test);
});

const asks = (key: string, operator: string, ...values: unknown[]) => ({ where: [{ key, operator, values }] }) as Pick<Trigger, 'where'>;
const date = (fieldId: number) => ({
  date: { when: 'field', offset: { fieldId, amount: 1, unit: 'days', direction: 'before', yearly: true } } as Trigger['date'],
});
const updated = { event: 'record.updated', fields: [18] };

it.each<[string, Omit<Trigger, 'id'>, string]>([
  ['a kind nobody knows', { event: 'moon.full' }, 'Nothing can start from “moon.full”'],
  ['what the event says nothing of', { event: 'tag.added', ...asks('colour', 'is', 'red') }, 'says nothing of “colour”'],
  ['before and after without one field', { event: 'record.updated', ...asks('after', 'is', 'x') }, 'Choose one field'],
  ['before and after of two fields', { event: 'record.updated', fields: [1, 2], ...asks('after', 'is', 'x') }, 'Choose one field'],
  ['a field that is gone', { event: 'record.updated', fields: [99999], ...asks('after', 'is', 'x') }, 'was deleted'],
  ['an option the field does not have', { ...updated, ...asks('after', 'is', 12345) }, 'is no value of'],
  ['a comparison the type does not know', { ...updated, ...asks('after', 'contains', 'a') }, 'cannot be compared in this way'],
  ['a choice there is not', { event: 'call.logged', ...asks('outcome', 'is', 'sung') }, 'is no value of “outcome”'],
  ['a text for a number', { event: 'call.logged', ...asks('durationSeconds', 'greater', 'long') }, 'is no value of “durationSeconds”'],
  ['nothing to compare with', { event: 'note.added', ...asks('body', 'contains') }, 'Give what “body” is compared with'],
  ['a date trigger without a date', { event: 'date.reached' }, 'Choose the date'],
  ['a date field that is gone', { event: 'date.reached', ...date(99999) }, 'The date field this waits for was deleted'],
  ['a date field that is none', { event: 'date.reached', ...date(1) }, 'is not a date'],
  ['a date where none is waited for', { event: 'tag.added', ...date(8) }, 'waits for no date'],
  ['a step that is not there', { event: 'tag.added', step: 77 }, 'no longer exists'],
])('a trigger with %s says so in one sentence', async (_, trigger, sentence) => {
  const map = makeMap([['end']], { triggers: [trigger] });
  const problems = await test.database.account(seat.accountId, (db) => findProblems(db, 0, map));
  expect(problems['trigger.1001']).toContain(sentence);
});

it('triggers that ask what they may have no problem, and neither have those of goals', async () => {
  const goal = { triggers: [{ id: 900, event: 'task.completed', where: [{ key: 'outcome', operator: 'is', values: ['Interested'] }] }] };
  const map = makeMap([['goal', goal], ['end']], {
    triggers: [
      { event: 'record.updated', fields: [8], ...asks('after', 'less', '2000-01-01') },
      { event: 'record.updated', fields: [18], ...asks('before', 'empty') },
      { event: 'event.received', ...asks('values.amount', 'greater', 100) },
      { event: 'date.reached', ...date(8) },
      { event: 'tag.added', step: 2 },
    ],
  });
  expect(await test.database.account(seat.accountId, (db) => findProblems(db, 0, map))).toEqual({});
});

it('a goal says what is wrong with its trigger beside the goal', async () => {
  const map = makeMap([['goal', { triggers: [{ id: 900, event: 'date.reached' }] }], ['end']], {});
  expect(await test.database.account(seat.accountId, (db) => findProblems(db, 0, map))).toMatchObject({
    1: 'Choose the date this waits for.',
  });
});
