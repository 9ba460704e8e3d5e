import { z } from 'zod';
import type { Job } from '../app/kernel/domain.ts';
import { makePartitionsAhead } from './queries/upkeep.ts';

/** Each night the owner makes the partitions of the coming months. */
export const makePartitions: Job = {
  name: 'ledger.make-partitions',
  payload: z.object({}),
  cron: '10 3 * * *',
  run: (database) => database.system(makePartitionsAhead),
};
