import { z } from 'zod';
import { forgetKeys } from '../app/idempotency.ts';
import type { Domain } from '../app/kernel/domain.ts';
import { compatibleDoor } from './compatible/door.ts';
import { apiEvents } from './events.ts';
import { mcpDoor } from './mcp/door.ts';
import { wireRecords } from './compatible/records/wire-records.ts';
import { routes } from './routes.ts';

export const api: Domain = {
  name: 'api',
  events: apiEvents,
  routes,
  jobs: [
    {
      name: 'api.forget-idempotency-keys',
      payload: z.object({}),
      cron: '10 * * * *',
      run: async (database) => void (await forgetKeys(database)),
    },
  ],
  doors: [compatibleDoor, mcpDoor],
  wireRecords,
};
