import type { Domain } from '../app/kernel/domain.ts';
import { VISIT_EVENTS } from './events.ts';
import { jobs } from './jobs.ts';
import { markLink } from './mark-link.ts';
import { mergers } from './mergers.ts';
import { storeWaitingHits } from './note-hit.ts';
import { visitsOfPerson } from './personal-data.ts';
import { routes } from './routes.ts';

export const visits: Domain = {
  name: 'visits',
  events: VISIT_EVENTS,
  routes,
  jobs,
  personalData: [visitsOfPerson],
  mergers,
  markLink,
  finishServing: storeWaitingHits,
};
