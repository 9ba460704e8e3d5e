import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { countsOfRun, runToEnd, startedRun, startedUndo } from '../../../test/bulk.ts';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';

const test = testDatabase();
const RECORDS = 12_600;
const LIVES = process.env.QUAYSIDE_DEEP ? 4 : 1;

/** Runs in a process of its own, which is killed in the middle of a chunk, after it has done at least one. */
async function liveAndDie(seat: TestSeat, ms: number): Promise<void> {
  const script = join(import.meta.dirname, '../../../test/bulk-until-killed.ts');
  const child = spawn(process.execPath, [script, test.ownerUrl, String(seat.accountId)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
  const before = await chunksDone(seat);
  while (child.exitCode === null && (await chunksDone(seat)) === before) await sleep(10);
  await sleep(ms);
  child.kill('SIGKILL');
  if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
}

async function chunksDone(seat: TestSeat): Promise<number> {
  const { rows } = await test.owner.query('select sum(done_chunk)::int as done from bulk_runs where account_id = $1', [seat.accountId]);
  return rows[0].done;
}

async function tally(seat: TestSeat): Promise<Record<string, number>> {
  const { rows } = await test.owner.query(
    `select (select count(*)::int from records where account_id = $1 and (values->>'1001')::numeric = 1) as once,
       (select count(*)::int from records where account_id = $1 and values->>'1001' is null) as blank,
       (select count(*)::int from events where account_id = $1 and kind = 'record.updated') as events,
       (select count(*)::int from bulk_chunks where account_id = $1) as chunks`,
    [seat.accountId],
  );
  return rows[0];
}

it('a bulk action and its undoing count each record once, however often their process is killed', async () => {
  const seat = await makeAccount(test);
  await test.owner.query(
    `insert into fields (account_id, object_id, id, key, label, type, section_id, position, created_at)
     select account_id, 0, 1001, 'visits', 'Visits', 'number', section_id, 999, now() from fields where account_id = $1 and object_id = 0 and id = 1`,
    [seat.accountId],
  );
  await test.owner.query(
    `insert into records (account_id, object_id, id, unique_id, owner_id, name, name_key, created_at, updated_at, values, search)
     select $1, 0, n, 'many' || n, $2, 'P' || n, 'p' || n, now(), now(), '{}', to_tsvector('simple', 'p' || n) from generate_series(1, $3::int) n`,
    [seat.accountId, seat.userId, RECORDS],
  );
  const adding = { kind: 'field.change', settings: { fieldId: 1001, change: { how: 'add', amount: 1 } }, expected: RECORDS };
  const run = await startedRun(test, seat, adding);
  for (let life = 0; life < LIVES; life++) await liveAndDie(seat, 40 + life * 130);
  expect(countsOfRun(await runToEnd(test, seat, run))).toEqual([RECORDS, RECORDS, 0, 0]);
  expect(await tally(seat)).toEqual({ once: RECORDS, blank: 0, events: RECORDS, chunks: 0 });

  const undo = await startedUndo(test, seat, run);
  for (let life = 0; life < LIVES; life++) await liveAndDie(seat, 70 + life * 110);
  expect(countsOfRun(await runToEnd(test, seat, undo))).toEqual([RECORDS, RECORDS, 0, 0]);
  expect(await tally(seat)).toEqual({ once: 0, blank: RECORDS, events: RECORDS * 2, chunks: 0 });
}, 60_000);
