import { accountOwner } from '../accounts/index.ts';
import type { Job } from '../app/kernel/domain.ts';
import { whileAtRest } from '../app/rests.ts';
import { createSample } from './create-sample.ts';
import { liveThrough } from './live-through.ts';
import { createSamplePayload, liveThroughPayload } from './schema.ts';

export const jobs: readonly Job[] = [
  {
    name: 'sample.create',
    payload: createSamplePayload,
    run: async (database, { parentAccountId }) => {
      const owner = await database.account(parentAccountId, accountOwner);
      await createSample(database, parentAccountId, owner);
    },
  },
  {
    name: 'sample.live-through',
    payload: liveThroughPayload,
    run: (database, { accountId }, context) => whileAtRest(database, accountId, () => liveThrough(database, accountId, context)),
  },
];
