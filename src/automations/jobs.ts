import { z } from 'zod';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Job } from '../app/kernel/domain.ts';
import { everyone, type Viewer } from '../app/kernel/viewer.ts';
import { viewerOf } from '../accounts/index.ts';
import { enrolRecords } from './people/enrol-records.ts';
import { measureSplits } from './seeing/measure-splits.ts';
import { movePeople } from './seeing/move-people.ts';
import { recordsSchema } from './schema.ts';
import { destinationSchema, whomSchema } from './rules/seeing-schema.ts';
import { runSimulation } from './simulation/run-simulation.ts';
import { transferPeople } from './versions/transfer-people.ts';

const enrolling = z.object({
  accountId: z.int(),
  automationId: z.int(),
  userId: z.int(),
  actor: z.custom<Actor>(),
  records: recordsSchema,
  after: z.int(),
});

const simulating = z.object({ accountId: z.int(), simulationId: z.int() });

const transferring = z.object({ accountId: z.int(), automationId: z.int() });

const movingOn = z.object({
  accountId: z.int(),
  userId: z.int(),
  actor: z.custom<Actor>(),
  automationId: z.int(),
  stepId: z.int(),
  whom: whomSchema,
  to: destinationSchema,
  after: z.int(),
});

/** Through whose eyes work goes on that somebody began. */
const viewerAgain = (db: AccountDb, userId: number): Promise<Viewer> | Viewer =>
  userId === everyone.userId ? everyone : viewerOf(db, userId);

export const jobs: readonly Job[] = [
  {
    name: 'automations.enrol',
    payload: enrolling,
    maxAttempts: 10,
    run: (database, { accountId, userId, actor, ...enrolled }: z.infer<typeof enrolling>) =>
      database.account(accountId, async (db) => {
        await enrolRecords(db, actor, { ...enrolled, viewer: await viewerAgain(db, userId) });
      }),
  },
  {
    name: 'automations.move-people',
    payload: movingOn,
    maxAttempts: 10,
    run: (database, { accountId, userId, actor, ...moving }: z.infer<typeof movingOn>) =>
      database.account(accountId, async (db) => {
        await movePeople(db, actor, { ...moving, viewer: await viewerAgain(db, userId) });
      }),
  },
  {
    name: 'automations.measure-splits',
    payload: z.object({}),
    cron: '*/10 * * * *',
    run: (database, _, { stopping }) => measureSplits(database, stopping),
  },
  {
    name: 'automations.simulate',
    payload: simulating,
    maxAttempts: 1,
    run: (database, payload: z.infer<typeof simulating>, { stopping }) => runSimulation(database, payload, stopping),
  },
  {
    name: 'automations.transfer-people',
    payload: transferring,
    async run(database, payload: z.infer<typeof transferring>, context) {
      await transferPeople(database, payload, context);
    },
  },
];
