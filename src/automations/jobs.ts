import { z } from 'zod';
import type { Actor } from '../app/kernel/actor.ts';
import type { Job } from '../app/kernel/domain.ts';
import { viewerOf } from '../accounts/index.ts';
import { enrolRecords } from './enrol-records.ts';
import { recordsSchema } from './schema.ts';

const enrolling = z.object({
  accountId: z.int(),
  automationId: z.int(),
  userId: z.int(),
  actor: z.custom<Actor>(),
  records: recordsSchema,
  after: z.int(),
});

export const jobs: readonly Job[] = [
  {
    name: 'automations.enrol',
    payload: enrolling,
    maxAttempts: 10,
    run: (database, { accountId, userId, actor, ...enrolled }: z.infer<typeof enrolling>) =>
      database.account(accountId, async (db) => {
        await enrolRecords(db, actor, { ...enrolled, viewer: await viewerOf(db, userId) });
      }),
  },
];
