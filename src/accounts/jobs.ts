import { z } from 'zod';
import type { Job } from '../app/kernel/domain.ts';
import { SEND_LETTER } from './identity/letters.ts';
import { deleteExpired } from './queries/identity.ts';
import { sweepSandboxes } from './remove-sandbox.ts';
import { sendLetter } from './send-letter.ts';

export const jobs: readonly Job[] = [
  {
    name: SEND_LETTER,
    payload: z.object({ id: z.number() }),
    run: async (database, { id }) => void (await sendLetter(database, id)),
  },
  {
    name: 'accounts.sweep',
    payload: z.object({}),
    cron: '20 * * * *',
    run: async (database) => {
      await database.system((db) => deleteExpired(db, database.clock.now()));
      await sweepSandboxes(database);
    },
  },
];
