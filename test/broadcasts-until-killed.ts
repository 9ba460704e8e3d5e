import { prepareInstallation } from '../src/accounts/index.ts';
import { Database } from '../src/app/db.ts';
import { register } from '../src/app/registry.ts';
import { domains } from '../src/domains.ts';
import { runBroadcasts } from '../src/email/broadcasts/run-broadcasts.ts';
import { announceBatch } from '../src/ledger/index.ts';

/** Queues an account's broadcasts, for a test that kills this process: URL ACCOUNT. */
register(domains);
const [url, account] = process.argv.slice(2);
const database = new Database({ url: url!, poolSize: 3, beforeCommit: announceBatch });
prepareInstallation(database, { baseUrl: 'http://quayside.test', secretKey: 'a secret key of thirty-two letters' });
process.stdout.write('running\n');
while ((await runBroadcasts(database, Number(account))) > 0);
await database.close();
