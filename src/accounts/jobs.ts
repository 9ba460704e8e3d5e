import { z } from 'zod';
import type { Job } from '../app/kernel/domain.ts';
import { SEND_LETTER } from './identity/letters.ts';
import { deleteIdleApps } from './queries/apps.ts';
import { deleteExpired } from './queries/identity.ts';
import { sweepSandboxes } from './remove-sandbox.ts';
import { sendLetter } from './send-letter.ts';

/** An app that registered itself and did nothing for longer than any of its tokens lasts. */
const IDLE_APP_DAYS = 180;

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
      const now = database.clock.now();
      await database.system(async (db) => {
        await deleteExpired(db, now);
        await deleteIdleApps(db, new Date(now.getTime() - IDLE_APP_DAYS * 86_400_000));
      });
      await sweepSandboxes(database);
    },
  },
];
