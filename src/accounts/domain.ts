import type { Domain } from '../app/kernel/domain.ts';
import { accountEvents } from './events.ts';

export const accounts: Domain = {
  name: 'accounts',
  events: accountEvents,
};
