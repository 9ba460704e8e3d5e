import { z } from 'zod';
import type { Job } from '../app/kernel/domain.ts';
import { forgetReporters } from './queries/abuse.ts';
import { moveImportedPeople } from './reviews/move-imported.ts';
import { MOVE_JOB } from './reviews/review-import.ts';

/** So long are the words and the address of a reporter kept after their case was decided. */
const REPORTERS_KEPT_DAYS = 365;

export const jobs: readonly Job[] = [
  { name: MOVE_JOB, payload: z.object({ accountId: z.int(), importId: z.int() }), run: moveImportedPeople, maxAttempts: 20 },
  {
    name: 'compliance.forget-reporters',
    payload: z.object({}),
    cron: '20 4 * * *',
    run: async (database) => {
      const before = new Date(database.clock.now().getTime() - REPORTERS_KEPT_DAYS * 86_400_000);
      await database.system((db) => forgetReporters(db, before));
    },
  },
];
