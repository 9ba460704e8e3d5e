import type { Domain } from '../app/kernel/domain.ts';
import { actions } from './actions.ts';
import { RECORD_EVENTS } from './events.ts';
import { jobs } from './jobs.ts';
import { personalData } from './personal-data.ts';
import { prepareAccount } from './prepare-account.ts';
import { nextTaskDue } from './queries/tasks.ts';
import { reassign } from './reassign.ts';
import { routes } from './routes.ts';
import { topics } from './topics.ts';

export const records: Domain = {
  name: 'records',
  events: RECORD_EVENTS,
  routes,
  jobs,
  actions,
  personalData,
  prepareAccount,
  nextDue: nextTaskDue,
  reassign,
  topics,
};
