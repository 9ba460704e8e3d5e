import { z } from 'zod';
import type { Job } from '../app/kernel/domain.ts';
import { dropCopies } from './drop-copies.ts';
import { emptyBin } from './empty-bin.ts';
import { makeSortable } from './make-sortable.ts';

const fieldOfAccount = z.object({ accountId: z.int(), objectId: z.int(), fieldId: z.int() });

export const jobs: readonly Job[] = [
  {
    name: 'records.make-sortable',
    payload: fieldOfAccount,
    run: (database, payload, { stopping }) => makeSortable(database, payload, stopping),
  },
  {
    name: 'records.drop-copies',
    payload: fieldOfAccount,
    run: (database, payload, { stopping }) => dropCopies(database, payload, stopping),
  },
  {
    name: 'records.empty-bin',
    payload: z.object({}),
    cron: '40 3 * * *',
    run: (database, _, { stopping }) => emptyBin(database, stopping),
  },
];
