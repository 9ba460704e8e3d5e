import { Database } from '../../src/app/db.ts';
import { movableClock } from '../../src/app/kernel/clock.ts';
import { register } from '../../src/app/registry.ts';
import { settle } from '../../src/app/worker.ts';
import { domains } from '../../src/domains.ts';
import { announceBatch, followNext } from '../../src/ledger/index.ts';

// A worker of its own, followers and loops and all, that does whatever is due until nothing is or it is killed.
const [url, now] = process.argv.slice(2) as [string, string];
register(domains);
const database = new Database({ url, clock: movableClock(now), poolSize: 3, beforeCommit: announceBatch });
await settle(database, followNext);
await database.close();
