import { prepareInstallation } from '../src/accounts/index.ts';
import { Database } from '../src/app/db.ts';
import { movableClock } from '../src/app/kernel/clock.ts';
import { register } from '../src/app/registry.ts';
import { domains } from '../src/domains.ts';
import { finishLetters, sendDueLetters } from '../src/email/send-due-letters.ts';
import { closeThreads } from '../src/email/smtp/threads.ts';
import { announceBatch } from '../src/ledger/index.ts';

/** Sends an account's letters until none is due, or until it is killed: URL ACCOUNT NOW. */
register(domains);
const [url, account, now] = process.argv.slice(2) as [string, string, string];
const database = new Database({ url, clock: movableClock(now), poolSize: 4, beforeCommit: announceBatch });
prepareInstallation(database, { baseUrl: 'http://quayside.test', secretKey: 'k'.repeat(40) });
while ((await sendDueLetters(database, Number(account))) > 0);
await finishLetters(database);
await closeThreads();
await database.close();
