import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Loop } from '../app/kernel/domain.ts';
import { moveBulkRun } from './bulk/bulk-runner.ts';
import { searchDuplicates } from './duplicates/search-duplicates.ts';
import { sweepMerges } from './duplicates/sweep-merges.ts';
import { accountsWithSearches } from './queries/duplicates.ts';
import { accountsWithOpenMerges } from './queries/merges.ts';
import { accountsWithRuns } from './queries/bulk-runs.ts';
import { accountsWithImports } from './queries/imports.ts';
import { accountsWithDueSources } from './queries/sources.ts';
import { importRunner } from './import-runner.ts';
import { fetchSourceLater } from './sources/fetch-source.ts';

const runner = importRunner(`${hostname()}:${process.pid}:${randomUUID()}`);
const closing = new WeakSet<AbortSignal>();

/** Runs imports: each turn merges one chunk of one import. */
export const importLoop: Loop = {
  name: 'transfer.import',
  due: (database, now) => database.system((db) => accountsWithImports(db, runner.name, now)),
  async work(database, accountId, { stopping }) {
    if (!closing.has(stopping)) {
      closing.add(stopping);
      stopping.addEventListener('abort', () => runner.close(), { once: true });
    }
    return runner.step(database, accountId);
  },
};

/** Runs bulk actions and undoings: each turn works on one chunk of one run. */
export const bulkLoop: Loop = {
  name: 'transfer.bulk',
  due: (database) => accountsWithRuns(database),
  work: (database, accountId) => moveBulkRun(database, accountId),
};

/** Searches for duplicates: each turn is one step of one search. */
export const duplicatesLoop: Loop = {
  name: 'transfer.duplicates',
  due: (database) => accountsWithSearches(database),
  work: (database, accountId) => searchDuplicates(database, accountId),
};

/** Brings over to survivors what came to merged records in the last moment. */
export const sweepLoop: Loop = {
  name: 'transfer.sweep-merges',
  due: (database) => accountsWithOpenMerges(database),
  work: (database, accountId) => sweepMerges(database, accountId),
};

/** Hands sources that are due to the job queue, one a turn: fetching takes as long as the server and its files ask for. */
export const sourceLoop: Loop = {
  name: 'transfer.sources',
  due: (database, now) => database.system((db) => accountsWithDueSources(db, now)),
  work: (database, accountId) => database.account(accountId, async (db) => ((await fetchSourceLater(database, db)) === undefined ? 0 : 1)),
};
