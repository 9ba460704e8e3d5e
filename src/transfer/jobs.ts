import { z } from 'zod';
import type { Job } from '../app/kernel/domain.ts';
import { fetchSource } from './sources/fetch-source.ts';
import { forgetOldRuns } from './queries/bulk-runs.ts';
import { forgetOldFiles } from './queries/imports.ts';
import { forgetWaiting } from './queries/waiting.ts';

export const jobs: readonly Job[] = [
  {
    name: 'transfer.fetch-source',
    payload: z.object({ accountId: z.int(), sourceId: z.int() }),
    run: (database, { accountId, sourceId }) => fetchSource(database, accountId, sourceId),
  },
  {
    name: 'transfer.forget-old-files',
    payload: z.object({}),
    cron: '40 3 * * *',
    run: async (database) => {
      await database.system(forgetOldFiles);
      await database.system(forgetWaiting);
    },
  },
  {
    name: 'transfer.forget-old-bulk-runs',
    payload: z.object({}),
    cron: '50 3 * * *',
    run: async (database) => void (await database.system(forgetOldRuns)),
  },
];
