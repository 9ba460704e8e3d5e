import { beforeEach, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { createRecord } from '../records/index.ts';
import { mergers } from './mergers.ts';
import { earnedOf } from './queries/earned.ts';
import { joinQueue, waitsOf } from './queries/queue.ts';
import { routerSettingsSchema } from './rules/router-settings.ts';
import { scoreSettingsSchema } from './rules/score-settings.ts';
import { createRouter } from './routing/create-router.ts';
import { addToScore } from './scoring/add-to-score.ts';
import { createScore } from './scoring/create-score.ts';

const on = testDatabase({ now: '2026-03-02T09:00:00Z' });
let owner: TestSeat;

beforeEach(async () => {
  owner = await makeAccount(on);
});

const run = <T>(work: Parameters<typeof on.database.account<T>>[1]): Promise<T> => on.database.account(owner.accountId, work);

it('what a merged record earned and waited for is the survivor’s, and comes back', async () => {
  const make = (name: string): Promise<number> =>
    run((db) => createRecord(db, owner.actor, owner.ids, { objectId: 0, values: { 1: name } }));
  const [survivorId, mergedId] = [await make('Ada'), await make('Ada L.')];
  const settings = scoreSettingsSchema.parse({});
  const { id: scoreId } = await run((db) =>
    createScore(db, owner.actor, everyone, owner.ids, { objectId: 0, name: 'Lead score', settings }),
  );
  const add = (recordId: number, points: number): Promise<number> =>
    run((db) => addToScore(db, owner.actor, { scoreId, points, recordIds: [recordId], causeIds: [null] }));
  await add(survivorId, 5);
  await add(mergedId, 7);
  const members = [{ userId: owner.userId }];
  const router = await run((db) =>
    createRouter(db, owner.actor, owner.ids, { objectId: 0, name: 'New leads', settings: routerSettingsSchema.parse({ members }) }),
  );
  await run((db) => joinQueue(db, { routerId: router.id, objectId: 0, recordIds: [mergedId], causeIds: [null] }));

  const points = (recordId: number) => run(async (db) => (await earnedOf(db, scoreId, recordId)).map(({ amount }) => amount));
  const waits = (recordId: number) => run(async (db) => (await waitsOf(db, 0, recordId)).length);
  const pair = { objectId: 0, survivorId, mergedId, causeId: 1 };
  const moves = await run(async (db) => {
    const moved = [];
    for (const merger of mergers) moved.push(await merger.merge(db, owner.actor, pair));
    return moved;
  });
  expect([await points(survivorId), await points(mergedId)]).toEqual([[12], []]);
  expect([await waits(survivorId), await waits(mergedId)]).toEqual([1, 0]);

  await add(survivorId, 1);
  await run(async (db) => {
    for (const [place, merger] of mergers.entries()) await merger.unmerge!(db, owner.actor, pair, moves[place]!);
  });
  expect([await points(survivorId), await points(mergedId)]).toEqual([[6], [7]]);
  expect([await waits(survivorId), await waits(mergedId)]).toEqual([0, 1]);
});
