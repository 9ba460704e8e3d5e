import { z } from 'zod';
import { sql } from '../app/db.ts';
import type { Domain } from '../app/kernel/domain.ts';
import { personErased } from './events.ts';

export const ledger: Domain = {
  name: 'ledger',
  events: [personErased],
  jobs: [
    {
      name: 'ledger.make-partitions',
      payload: z.object({}),
      cron: '10 3 * * *',
      run: (database) => database.system(async (db) => void (await db.many(sql`select make_event_partitions_ahead()`))),
    },
  ],
};
