import type { Domain } from '../app/kernel/domain.ts';
import { commands } from './commands.ts';
import { accountEvents } from './events.ts';
import { jobs } from './jobs.ts';
import { notices } from './notices.ts';
import { routes } from './routes.ts';

export const accounts: Domain = {
  name: 'accounts',
  events: accountEvents,
  routes,
  jobs,
  commands,
  notices,
};
