import { prepareInstallation } from '../src/accounts/index.ts';
import { Database } from '../src/app/db.ts';
import { movableClock } from '../src/app/kernel/clock.ts';
import { register } from '../src/app/registry.ts';
import { domains } from '../src/domains.ts';
import { announceBatch } from '../src/ledger/index.ts';
import { deliverWebhooks, finishWebhooks } from '../src/webhooks/deliver-webhooks.ts';

/** Sends an account's webhooks until none is due, or until it is killed: URL ACCOUNT NOW. */
register(domains);
const [url, account, now] = process.argv.slice(2) as [string, string, string];
const database = new Database({ url, clock: movableClock(now), poolSize: 3, beforeCommit: announceBatch });
prepareInstallation(database, { baseUrl: 'http://quayside.test', secretKey: 'k'.repeat(40), allowsPrivateHosts: true });
for (let moved = 1; moved > 0; await finishWebhooks(database)) moved = await deliverWebhooks(database, Number(account));
await database.close();
