import { z } from 'zod';
import type { Job } from '../app/kernel/domain.ts';
import { checkDomains } from './domains/check-domain.ts';

export const jobs: readonly Job[] = [
  {
    name: 'email.check-sending-domains',
    payload: z.object({}),
    cron: '17 * * * *',
    run: (database, _, { stopping }) => checkDomains(database, stopping),
  },
];
