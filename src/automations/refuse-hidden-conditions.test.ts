import { beforeEach, expect, test as it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { makeMap } from '../../test/maps.ts';
import { everyone, type Viewer } from '../app/kernel/viewer.ts';
import { objectShape } from '../records/index.ts';
import { refuseHiddenConditions } from './refuse-hidden-conditions.ts';
import type { AutomationMap } from './schema.ts';

const BIRTHDAY = 8;

const test = testDatabase();
let seat: TestSeat;
let blind: Viewer;
beforeEach(async () => {
  seat = await makeAccount(test);
  const { fields } = await test.database.account(seat.accountId, (db) => objectShape(db, 0));
  const section = fields.find(({ id }) => id === BIRTHDAY)!.sectionId;
  blind = { ...everyone, isOwner: false, on: () => ({ ...everyone.on(0), sections: { [section]: 'hidden' } }) };
});

const asks = { field: BIRTHDAY, operator: 'is_blank' };
const offset = { fieldId: BIRTHDAY, amount: 1, unit: 'days', direction: 'before', yearly: true } as const;
const trying = (map: AutomationMap, before?: AutomationMap): Promise<void> =>
  test.database.account(seat.accountId, (db) => refuseHiddenConditions(db, blind, { objectId: 0, map, ...(before ? { before } : {}) }));

it.each<[string, AutomationMap]>([
  ['a trigger on its change', makeMap([['end']], { triggers: [{ event: 'record.updated', fields: [BIRTHDAY] }] })],
  ['a trigger on its date', makeMap([['end']], { triggers: [{ event: 'date.reached', date: { when: 'field', offset } }] })],
  ['the criteria of a goal', makeMap([['goal', { triggers: [{ id: 900, event: 'tag.added', criteria: asks }] }], ['end']])],
  ['a branch', makeMap([['condition', { branches: [{ name: '', criteria: asks }] }, [null, null]]])],
  ['a wait for it', makeMap([['wait', { wait: 'field', offset }]])],
  ['the criteria of leaving', makeMap([['end']], { exit: asks })],
])('%s does not tell who may not see a field what stands in it', async (_, map) => {
  await expect(trying(map)).rejects.toMatchObject({ code: 'field_hidden' });
  await expect(trying(map, map), 'put there by somebody who sees it, it may stay').resolves.toBeUndefined();
});
