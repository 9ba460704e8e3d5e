import { beforeAll, describe, expect, test as it } from 'vitest';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { updateAccount } from '../../accounts/index.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { findProblems } from '../find-problems.ts';
import { instantiateMap } from '../portable/instantiate-map.ts';
import { publishAutomation } from '../versions/publish-automation.ts';
import { allTemplates } from './all-templates.ts';

const test = testDatabase();
let seat: TestSeat;
beforeAll(async () => {
  seat = await makeAccount(test);
  // Letters to many need the sender's address in them; without it the messages are made and not published, and the map says so.
  await test.database.account(seat.accountId, (db) => updateAccount(db, seat.actor, { postalAddress: '3 Quay Street, Saltmarsh' }));
});

describe('every ready map', () => {
  for (const { key, file, summary } of allTemplates) {
    it(`${key} is made in a fresh account without a choice to make, and can be published at once`, async () => {
      await test.database.account(seat.accountId, async (db) => {
        const { actor, ids } = seat;
        const { row } = await instantiateMap(db, actor, { viewer: everyone, ids, portable: file, choices: {} });
        expect(await findProblems(db, row.object_id, row.draft)).toEqual({});
        expect(await publishAutomation(db, actor, row.id)).toMatchObject({ status: 'published', name: file.name });
      });
      expect(summary).toMatch(/\.$/);
    });
  }

  it('has a key of its own', () => {
    expect(new Set(allTemplates.map(({ key }) => key)).size).toBe(allTemplates.length);
  });
});
