import { z } from 'zod';
import type { Job } from '../app/kernel/domain.ts';
import { forgetVisits } from './forget-visits.ts';

export const jobs: readonly Job[] = [
  {
    name: 'visits.forget',
    payload: z.unknown(),
    cron: '40 3 * * *',
    run: (database, _payload, context) => forgetVisits(database, context),
  },
];
