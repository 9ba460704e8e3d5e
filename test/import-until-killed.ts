import { Database } from '../src/app/db.ts';
import { register } from '../src/app/registry.ts';
import { domains } from '../src/domains.ts';
import { announceBatch } from '../src/ledger/index.ts';
import { importRunner } from '../src/transfer/import-runner.ts';

/** Runs an import in small chunks, for a test that kills this process: URL ACCOUNT IMPORT. */
register(domains);
const [url, account, id] = process.argv.slice(2);
const database = new Database({ url: url!, poolSize: 3, beforeCommit: announceBatch });
const runner = importRunner(`killed ${process.pid}`, 10);
process.stdout.write('running\n');
while ((await runner.step(database, Number(account), Number(id))) > 0);
await database.close();
