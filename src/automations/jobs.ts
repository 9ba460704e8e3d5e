import { z } from 'zod';
import type { Actor } from '../app/kernel/actor.ts';
import type { Job } from '../app/kernel/domain.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { viewerOf } from '../accounts/index.ts';
import { enrolRecords } from './enrol-records.ts';
import { recordsSchema } from './schema.ts';
import { transferPeople } from './transfer-people.ts';

const enrolling = z.object({
  accountId: z.int(),
  automationId: z.int(),
  userId: z.int(),
  actor: z.custom<Actor>(),
  records: recordsSchema,
  after: z.int(),
});

const transferring = z.object({ accountId: z.int(), automationId: z.int() });

export const jobs: readonly Job[] = [
  {
    name: 'automations.enrol',
    payload: enrolling,
    maxAttempts: 10,
    run: (database, { accountId, userId, actor, ...enrolled }: z.infer<typeof enrolling>) =>
      database.account(accountId, async (db) => {
        const viewer = userId === everyone.userId ? everyone : await viewerOf(db, userId);
        await enrolRecords(db, actor, { ...enrolled, viewer });
      }),
  },
  {
    name: 'automations.transfer-people',
    payload: transferring,
    async run(database, payload: z.infer<typeof transferring>, context) {
      await transferPeople(database, payload, context);
    },
  },
];
