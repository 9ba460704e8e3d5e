import { z } from 'zod';
import type { Job } from '../app/kernel/domain.ts';
import { changeOptions } from './change-options.ts';
import { changeTags } from './change-tags.ts';
import { dropCopies } from './drop-copies.ts';
import { emptyBin } from './empty-bin.ts';
import { forgetUnusedFiles } from './queries/files.ts';
import { makeSortable } from './make-sortable.ts';
import { purgeDeletedFields } from './purge-deleted-fields.ts';
import { restoreCopies } from './restore-copies.ts';
import { sweepWords } from './words/sweep-words.ts';

const fieldOfAccount = z.object({ accountId: z.int(), objectId: z.int(), fieldId: z.int() });

export const jobs: readonly Job[] = [
  {
    name: 'records.forget-unused-files',
    payload: z.object({}),
    cron: '20 3 * * *',
    run: async (database) => void (await forgetUnusedFiles(database)),
  },
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
    name: 'records.restore-copies',
    payload: fieldOfAccount,
    run: (database, payload, { stopping }) => restoreCopies(database, payload, stopping),
  },
  {
    name: 'records.change-options',
    payload: z.object({ accountId: z.int(), changeId: z.int() }),
    run: (database, payload, { stopping }) => changeOptions(database, payload, stopping),
  },
  {
    name: 'records.change-tags',
    payload: z.object({ accountId: z.int(), changeId: z.int() }),
    run: (database, payload, { stopping }) => changeTags(database, payload, stopping),
  },
  {
    name: 'records.purge-deleted-fields',
    payload: z.object({}),
    cron: '50 3 * * *',
    run: (database, _, { stopping }) => purgeDeletedFields(database, stopping),
  },
  {
    name: 'records.sweep-words',
    payload: z.object({}),
    cron: '20 4 * * *',
    run: (database, _, { stopping }) => sweepWords(database, stopping),
  },
  {
    name: 'records.empty-bin',
    payload: z.object({}),
    cron: '40 3 * * *',
    run: (database, _, { stopping }) => emptyBin(database, stopping),
  },
];
