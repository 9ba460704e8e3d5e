import type { Domain } from '../app/kernel/domain.ts';
import { actions } from './actions.ts';
import { RECORD_EVENTS } from './events.ts';
import { prepareAccount } from './prepare-account.ts';

export const records: Domain = {
  name: 'records',
  events: RECORD_EVENTS,
  actions,
  prepareAccount,
};
