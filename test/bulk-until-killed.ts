import { Database } from '../src/app/db.ts';
import { register } from '../src/app/registry.ts';
import { domains } from '../src/domains.ts';
import { announceBatch } from '../src/ledger/index.ts';
import { moveBulkRun } from '../src/transfer/bulk/bulk-runner.ts';

/** Works on an account's bulk runs, for a test that kills this process: URL ACCOUNT. */
register(domains);
const [url, account] = process.argv.slice(2);
const database = new Database({ url: url!, poolSize: 3, beforeCommit: announceBatch });
process.stdout.write('running\n');
while ((await moveBulkRun(database, Number(account))) > 0);
await database.close();
