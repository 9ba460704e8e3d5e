import { Database } from '../../src/app/db.ts';
import { movableClock } from '../../src/app/kernel/clock.ts';
import { register } from '../../src/app/registry.ts';
import { runAutomations } from '../../src/automations/index.ts';
import { domains } from '../../src/domains.ts';
import { announceBatch } from '../../src/ledger/index.ts';
import { plainActions } from './plain-actions.ts';

// A worker of its own that moves whoever is due in an account, in small batches, until nobody is or it is killed.
const [url, accountId, now] = process.argv.slice(2) as [string, string, string];
register([...domains, plainActions]);
const database = new Database({ url, clock: movableClock(now), poolSize: 2, beforeCommit: announceBatch });
while ((await runAutomations(database, Number(accountId), 50)) > 0);
await database.close();
