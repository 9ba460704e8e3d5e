import type { Domain } from '../app/kernel/domain.ts';
import { enqueueJob } from '../app/jobs.ts';
import { jobs } from './jobs.ts';
import { routes } from './routes.ts';

export const sample: Domain = {
  name: 'sample',
  routes,
  jobs,
  welcomeNewcomer: (db) => enqueueJob(db, 'sample.create', { parentAccountId: db.accountId }),
};
