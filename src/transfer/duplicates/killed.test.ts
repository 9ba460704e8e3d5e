import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { newKey, runToEnd, startedUndo } from '../../../test/bulk.ts';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { viewerOf } from '../../accounts/index.ts';
import { saveRule } from './save-rule.ts';
import { startMerging } from './start-merging.ts';

// The process that is killed goes by real time, and a merge can be undone for thirty days.
const test = testDatabase({ now: new Date(performance.timeOrigin).toISOString() });
const PAIRS = 80;
const LIVES = process.env.QUAYSIDE_DEEP ? 6 : 2;

async function liveAndDie(seat: TestSeat, ms: number): Promise<void> {
  const script = join(import.meta.dirname, '../../../test/bulk-until-killed.ts');
  const child = spawn(process.execPath, [script, test.ownerUrl, String(seat.accountId)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
  await sleep(ms);
  child.kill('SIGKILL');
  if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
}

async function tally(seat: TestSeat): Promise<Record<string, number>> {
  const { rows } = await test.owner.query(
    `select (select count(*)::int from records where account_id = $1 and deleted_at is null) as living,
       (select count(*)::int from notes n join records r on r.account_id = $1 and r.object_id = 0 and r.id = n.record_id
        where n.account_id = $1 and r.deleted_at is null) as notes,
       (select count(*)::int from events where account_id = $1 and kind = 'record.merged') as events,
       (select count(*)::int from merges where account_id = $1 and undone_at is null) as merges`,
    [seat.accountId],
  );
  return rows[0];
}

it('merging all and undoing it do each cluster once, however often their process is killed', async () => {
  const seat = await makeAccount(test);
  await test.owner.query(
    `insert into records (account_id, object_id, id, unique_id, owner_id, name, name_key, created_at, updated_at, values, search)
     select $1, 0, n, 'many' || n, $2, 'P' || n / 2, 'p' || n / 2, now() + n * interval '1 second', now(), '{}', to_tsvector('simple', 'p')
     from generate_series(2, $3::int) n`,
    [seat.accountId, seat.userId, PAIRS * 2 + 1],
  );
  await test.owner.query(
    `insert into notes (account_id, id, object_id, record_id, body, created_at, updated_at) select $1, n, 0, n, 'x', now(), now() from generate_series(2, $2::int) n`,
    [seat.accountId, PAIRS * 2 + 1],
  );
  const inside = <T>(work: Parameters<typeof test.database.account<T>>[1]): Promise<T> => test.database.account(seat.accountId, work);
  const ruleId = await inside(async (db) =>
    saveRule(
      db,
      { viewer: await viewerOf(db, seat.userId), ids: seat.ids },
      { objectId: 0, name: 'One name', conditions: [{ field: 'name', how: 'exact', loose: false }] },
    ),
  );
  await test.settle(seat.accountId);
  const run = await inside(async (db) =>
    startMerging(
      db,
      { actor: seat.actor, viewer: await viewerOf(db, seat.userId), ids: seat.ids },
      { ruleId, policy: 'fill', key: newKey() },
    ),
  );
  for (let life = 0; life < LIVES; life++) await liveAndDie(seat, 150 + life * 90);
  expect(await runToEnd(test, seat, run)).toMatchObject({ status: 'finished', changed_count: PAIRS, failed_count: 0 });
  expect(await tally(seat)).toEqual({ living: PAIRS, notes: PAIRS * 2, events: PAIRS, merges: PAIRS });

  const undo = await startedUndo(test, seat, run);
  for (let life = 0; life < LIVES; life++) await liveAndDie(seat, 150 + life * 90);
  expect(await runToEnd(test, seat, undo)).toMatchObject({ status: 'finished', changed_count: PAIRS, failed_count: 0 });
  expect(await tally(seat)).toEqual({ living: PAIRS * 2, notes: PAIRS * 2, events: PAIRS, merges: 0 });
  const { rows } = await test.owner.query('select count(*)::int as moved from notes where account_id = $1 and record_id <> id', [
    seat.accountId,
  ]);
  expect(rows[0].moved).toBe(0);
}, 90_000);
