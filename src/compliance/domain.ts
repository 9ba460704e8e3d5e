import type { Domain } from '../app/kernel/domain.ts';
import { COMPLIANCE_EVENTS } from './events.ts';
import { FACTS } from './facts.ts';
import { mergers } from './mergers.ts';
import { permissions } from './personal-data.ts';
import { insertSalt } from './queries/switches.ts';
import { routes } from './routes.ts';

export const compliance: Domain = {
  name: 'compliance',
  events: COMPLIANCE_EVENTS,
  facts: FACTS,
  routes,
  personalData: [permissions],
  mergers,
  prepareAccount: insertSalt,
};
