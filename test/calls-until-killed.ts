import { identify } from '../src/accounts/index.ts';
import { Database } from '../src/app/db.ts';
import { movableClock } from '../src/app/kernel/clock.ts';
import { register } from '../src/app/registry.ts';
import { startServer } from '../src/app/server.ts';
import { domains } from '../src/domains.ts';
import { announceBatch } from '../src/ledger/index.ts';

// Serves the product on a port of its own, which it prints, and dies at once where it is told to: as a call has changed something and is about to
// be answered, or as it is about to commit its first change.
const [ownerUrl, now, dies] = process.argv.slice(2) as [string, string, 'never' | 'before-commit' | 'before-answer'];

const die = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};

register(domains);
const database = new Database({
  url: ownerUrl,
  clock: movableClock(now),
  beforeCommit: dies === 'before-commit' ? die : announceBatch,
});
if (dies === 'before-answer') {
  const guarding = database.guarding.bind(database);
  database.guarding = async (guard, work) => {
    await guarding(guard, work);
    return die();
  };
}
const server = await startServer({ database, identify, baseUrl: 'http://localhost', port: 0, host: '127.0.0.1' });
console.log(server.address);
