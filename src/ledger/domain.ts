import type { Domain } from '../app/kernel/domain.ts';
import { personErased } from './events.ts';
import { makePartitions } from './jobs.ts';

export const ledger: Domain = {
  name: 'ledger',
  events: [personErased],
  jobs: [makePartitions],
};
