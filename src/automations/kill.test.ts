import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test as it } from 'vitest';
import { makeContacts } from '../../test/automations/contacts.ts';
import { plainActions } from '../../test/automations/plain-actions.ts';
import { makeAccount } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { makeAutomation, makeMap } from '../../test/maps.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { register } from '../app/registry.ts';
import { domains } from '../domains.ts';
import { enrolRecords } from './people/enrol-records.ts';

const PEOPLE = 1_000;
const KILLS = 3;
const SCRIPT = join(import.meta.dirname, '../../test/automations/runner-process.ts');

register([...domains, plainActions]);
afterAll(() => register(domains));
const test = testDatabase();

it('killed with SIGKILL in the middle of a run and started again, every step of every record took effect once', async () => {
  const seat = await makeAccount(test);
  const append = (next: (number | null)[]): [string, Record<string, unknown>, (number | null)[]] => ['test.append', { letter: '+' }, next];
  const map = makeMap([
    append([2]),
    ['tag.add', { tag: 'Moved' }],
    ['fork', { ways: 2 }, [4, 5]],
    append([null]),
    ['tag.add', { tag: 'Copied' }],
  ]);
  const automationId = await makeAutomation(test, seat, map);
  const people = await makeContacts(
    test,
    seat,
    Array.from({ length: PEOPLE }, () => 'P'),
  );
  await test.database.account(seat.accountId, (db) =>
    enrolRecords(db, seat.actor, { automationId, records: { recordIds: people }, viewer: everyone }),
  );

  const counted = async (what: string): Promise<number> => (await test.owner.query(`select count(*)::int as n ${what}`)).rows[0].n;
  const start = () =>
    spawn(process.execPath, [SCRIPT, test.ownerUrl, String(seat.accountId), test.clock.now().toISOString()], { stdio: 'inherit' });
  let killedInTheMiddle = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const before = await counted('from positions');
    const runner = start();
    while (runner.exitCode === null && (await counted('from positions')) === before) await sleep(5);
    await sleep(kill * 7);
    runner.kill('SIGKILL');
    if (runner.exitCode === null && runner.signalCode === null) await once(runner, 'exit');
    if ((await counted('from positions')) > 0) killedInTheMiddle++;
  }
  expect(killedInTheMiddle).toBeGreaterThan(0);
  await once(start(), 'exit');

  expect(await counted('from positions')).toBe(0);
  expect(await counted("from records where object_id = 0 and values->>'1' = 'P++'")).toBe(PEOPLE);
  expect(await counted("from events where kind = 'automation.moved'")).toBe(2 * PEOPLE);
  expect(await counted("from events where kind = 'record.updated'")).toBe(2 * PEOPLE);
  expect(await counted("from events where kind = 'tag.added'")).toBe(2 * PEOPLE);
});
