import type { Domain } from '../app/kernel/domain.ts';
import { actions } from './bulk/actions.ts';
import { commands } from './commands.ts';
import { TRANSFER_EVENTS } from './events.ts';
import { jobs } from './jobs.ts';
import { bulkLoop, importLoop } from './loops.ts';
import { notices } from './notices.ts';
import { personalData } from './personal-data.ts';
import { routes } from './routes.ts';
import { archiveRoutes } from './routes/archive.ts';

export const transfer: Domain = {
  name: 'transfer',
  events: TRANSFER_EVENTS,
  routes: [...routes, ...archiveRoutes],
  jobs,
  loops: [importLoop, bulkLoop],
  actions,
  personalData,
  commands,
  notices,
};
