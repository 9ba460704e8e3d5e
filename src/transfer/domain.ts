import type { Domain } from '../app/kernel/domain.ts';
import { commands } from './commands.ts';
import { TRANSFER_EVENTS } from './events.ts';
import { jobs } from './jobs.ts';
import { importLoop } from './loops.ts';
import { personalData } from './personal-data.ts';
import { routes } from './routes.ts';

export const transfer: Domain = {
  name: 'transfer',
  events: TRANSFER_EVENTS,
  routes,
  jobs,
  loops: [importLoop],
  personalData,
  commands,
};
