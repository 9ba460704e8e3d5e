import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test as it } from 'vitest';
import { startCountingSink } from '../../test/counting-sink.ts';
import { makeAccount } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { seedOf } from '../../test/seed.ts';
import { givePostalAddress, makeContacts, makeMessage } from '../../test/mail.ts';
import { goLive } from '../accounts/index.ts';
import { queueLetters } from './queue-letters.ts';
import { LETTERS_UNDER_WAY } from './send-due-letters.ts';

const SCRIPT = join(import.meta.dirname, '../../test/letters-until-killed.ts');
const IS_DEEP = process.env.QUAYSIDE_DEEP === '1';
const COUNT = IS_DEEP ? 50_000 : 3_000;
const KILLS = IS_DEEP ? 10 : 3;
const AT_ONCE = 10_000;
const SEED = seedOf(20_261_122);
const LEASE_MS = 11 * 60_000;

const test = testDatabase();
const sink = await startCountingSink();
afterAll(() => sink.close());

/** Numbers between 0 and 1 that are the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

it(
  `killed with SIGKILL in the middle of a broadcast, again and again (seed ${SEED}): nobody gets two letters, and who gets none is told of`,
  { timeout: 900_000 },
  async () => {
    const random = dice(SEED);
    const seat = await makeAccount(test);
    await givePostalAddress(test, seat);
    await test.owner.query(
      `insert into mail_settings (account_id, from_address, smtp_host, smtp_port, smtp_security, updated_at)
       values ($1, 'hello@bakery.example', '127.0.0.1', $2, 'none', now())`,
      [seat.accountId, sink.port],
    );
    await test.database.account(seat.accountId, (db) => goLive(db, seat.actor));
    const messageId = await makeMessage(test, seat);
    const recordIds: number[] = [];
    for (let made = 0; made < COUNT; made += AT_ONCE) {
      // Names are the place within a call, so that each call needs addresses of its own.
      const ids = await makeContacts(test, seat, Math.min(AT_ONCE, COUNT - made), `ada${made}-`);
      recordIds.push(...ids);
      await test.database.account(seat.accountId, (db) =>
        queueLetters(db, seat.actor, { messageId, version: 1, objectId: 0, purpose: 'bulk', letters: { recordIds: ids }, ids: seat.ids }),
      );
    }

    const run = () =>
      spawn(process.execPath, [SCRIPT, test.ownerUrl, String(seat.accountId), test.clock.now().toISOString()], { stdio: 'inherit' });
    for (let kill = 0; kill < KILLS; kill++) {
      const until = sink.total() + Math.floor((random() * 0.8 + 0.05) * ((COUNT - sink.total()) / (KILLS - kill)));
      const sender = run();
      while (sender.exitCode === null && sink.total() < until) await sleep(1);
      await sleep(random() * 20);
      sender.kill('SIGKILL');
      if (sender.exitCode === null && sender.signalCode === null) await once(sender, 'exit');
      test.clock.moveBy(LEASE_MS);
    }
    await once(run(), 'exit');

    const { rows } = await test.owner.query<{ status: string; count: number }>(
      'select status, count(*)::int as count from deliveries where account_id = $1 group by status',
      [seat.accountId],
    );
    const counted = Object.fromEntries(rows.map(({ status, count }) => [status, count])) as { sent: number; uncertain?: number };
    expect(Object.keys(counted).filter((status) => status !== 'sent' && status !== 'uncertain')).toEqual([]);
    expect(counted.sent + (counted.uncertain ?? 0)).toBe(COUNT);
    expect(counted.uncertain ?? 0).toBeLessThanOrEqual(KILLS * LETTERS_UNDER_WAY);

    // The sink is the judge: exactly one letter for everybody who is down as sent, at most one for whoever is down as uncertain.
    expect([...sink.accepted.values()].filter((times) => times > 1)).toEqual([]);
    const { rows: sent } = await test.owner.query<{ address: string }>(
      "select address from deliveries where account_id = $1 and status = 'sent'",
      [seat.accountId],
    );
    expect(sent.filter(({ address }) => sink.accepted.get(address) !== 1)).toEqual([]);
    const { rows: told } = await test.owner.query<{ kind: string; count: number }>(
      "select kind, count(*)::int as count from events where account_id = $1 and kind in ('email.sent', 'email.uncertain') group by kind",
      [seat.accountId],
    );
    expect(Object.fromEntries(told.map(({ kind, count }) => [kind, count]))).toEqual({
      'email.sent': counted.sent,
      ...(counted.uncertain ? { 'email.uncertain': counted.uncertain } : {}),
    });
    process.stdout.write(`${sink.total()} taken, ${counted.sent} sent, ${counted.uncertain ?? 0} uncertain after ${KILLS} kills\n`);
  },
);
