import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { givePostalAddress, makeContacts, makeMessage } from '../../../test/mail.ts';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { prepareInstallation, viewerOf } from '../../accounts/index.ts';
import { CHUNK } from '../queries/broadcast-chunks.ts';
import { planBroadcastBody } from '../schema.ts';
import { planBroadcast } from './plan-broadcast.ts';
import { runBroadcasts } from './run-broadcasts.ts';

const test = testDatabase();
const CHUNKS = 4;
const CONTACTS = CHUNKS * CHUNK;
const LIVES = process.env.QUAYSIDE_DEEP ? 6 : 2;

async function chunksDone(seat: TestSeat): Promise<number> {
  const { rows } = await test.owner.query('select coalesce(sum(done_chunk), 0)::int as done from broadcasts where account_id = $1', [
    seat.accountId,
  ]);
  return rows[0].done;
}

/** Queues in a process of its own, which is killed in the middle of a chunk, after it has done at least one. */
async function liveAndDie(seat: TestSeat, ms: number): Promise<void> {
  const script = join(import.meta.dirname, '../../../test/broadcasts-until-killed.ts');
  const child = spawn(process.execPath, [script, test.ownerUrl, String(seat.accountId)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
  const before = await chunksDone(seat);
  while (child.exitCode === null && (await chunksDone(seat)) === before) await sleep(5);
  await sleep(ms);
  child.kill('SIGKILL');
  if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
}

it('a broadcast queues one letter for each, in the right arm of its test, however often its process is killed', async () => {
  const seat = await makeAccount(test);
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: 'a secret key of thirty-two letters' });
  await givePostalAddress(test, seat);
  await makeContacts(test, seat, CONTACTS);
  const messageId = await makeMessage(test, seat);
  const asked = planBroadcastBody.parse({
    name: 'To all',
    which: {},
    variants: [{ messageId }, { messageId, subject: 'Other' }],
    test: { share: 100, by: 'opens' },
    schedule: { when: 'now' },
    expected: CONTACTS,
    key: 'sent to all of them',
  });
  const id = await test.database.account(seat.accountId, async (db) =>
    planBroadcast(db, { ...seat, viewer: await viewerOf(db, seat.userId) }, asked),
  );
  for (let life = 0; life < LIVES; life++) await liveAndDie(seat, 15 + life * 60);
  // The connection of a process that was killed still holds the broadcast for a moment.
  for (let rests = 0; rests < 200 && (await chunksDone(seat)) < CHUNKS; rests++) {
    while ((await runBroadcasts(test.database, seat.accountId)) > 0);
    await sleep(50);
  }
  const { rows } = await test.owner.query(
    `select count(*)::int as letters, count(distinct record_id)::int as people, count(*) filter (where variant = 0)::int as first,
       (select count(*)::int from events where account_id = $1 and kind = 'email.queued') as events,
       (select queued_count::int from broadcasts where account_id = $1 and id = $2) as told
     from deliveries where account_id = $1 and broadcast_id = $2`,
    [seat.accountId, id],
  );
  expect(rows[0]).toEqual({ letters: CONTACTS, people: CONTACTS, first: CONTACTS / 2, events: CONTACTS, told: CONTACTS });
}, 180_000);
