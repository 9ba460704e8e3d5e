import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Loop } from '../app/kernel/domain.ts';
import { moveBulkRun } from './bulk/bulk-runner.ts';
import { accountsWithRuns } from './queries/bulk-runs.ts';
import { accountsWithImports } from './queries/imports.ts';
import { importRunner } from './import-runner.ts';

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
