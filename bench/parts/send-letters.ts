import { prepareInstallation } from '../../src/accounts/index.ts';
import { Database } from '../../src/app/db.ts';
import { movableClock } from '../../src/app/kernel/clock.ts';
import { register } from '../../src/app/registry.ts';
import { domains } from '../../src/domains.ts';
import { finishLetters, sendDueLetters } from '../../src/email/send-due-letters.ts';
import { announceBatch } from '../../src/ledger/index.ts';
import type { Run } from './sender-process.ts';

// Sends what is due in the accounts it is told: URL. Measures itself.

register(domains);
const database = new Database({
  url: process.argv[2]!,
  clock: movableClock('2026-03-02T09:00:00Z'),
  poolSize: 6,
  beforeCommit: announceBatch,
});
prepareInstallation(database, { baseUrl: 'https://quay.example', secretKey: 'k'.repeat(40) });

process.on('message', (accountId: number) => void sendAll(accountId).then((run) => process.send!(run)));

async function sendAll(accountId: number): Promise<Run> {
  let peakRss = 0;
  const watch = setInterval(() => (peakRss = Math.max(peakRss, process.memoryUsage.rss())), 20);
  const cpu = process.cpuUsage();
  const began = performance.now();
  while ((await sendDueLetters(database, accountId)) > 0);
  await finishLetters(database);
  const seconds = (performance.now() - began) / 1000;
  const used = process.cpuUsage(cpu);
  clearInterval(watch);
  return { seconds, cpuMs: (used.user + used.system) / 1000, peakRssMb: Math.round(peakRss / 2 ** 20) };
}
