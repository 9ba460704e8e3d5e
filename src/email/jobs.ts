import { z } from 'zod';
import type { Job } from '../app/kernel/domain.ts';
import { checkDomains } from './domains/check-domain.ts';
import { fetchMailboxes } from './inbound/fetch-mailbox.ts';
import { forgetRaw } from './inbound/forget-raw.ts';

export const jobs: readonly Job[] = [
  {
    name: 'email.check-sending-domains',
    payload: z.object({}),
    cron: '17 * * * *',
    run: (database, _, { stopping }) => checkDomains(database, stopping),
  },
  {
    name: 'email.fetch-mailboxes',
    payload: z.object({}),
    cron: '* * * * *',
    maxAttempts: 1,
    run: (database, _, { stopping }) => fetchMailboxes(database, stopping),
  },
  {
    name: 'email.forget-raw-mails',
    payload: z.object({}),
    cron: '25 3 * * *',
    run: (database, _, { stopping }) => forgetRaw(database, stopping),
  },
];
