import type { Domain, Notice } from '../app/kernel/domain.ts';
import { COMPLIANCE_EVENTS, confirmationReviewed, importHeld, sendingSlowed, sendingStopped } from './events.ts';
import { FACTS } from './facts.ts';
import { fieldUses } from './field-uses.ts';
import { health } from './health/follow-health.ts';
import { jobs } from './jobs.ts';
import { mergers } from './mergers.ts';
import { permissions, wishes } from './personal-data.ts';
import { insertSalt } from './queries/switches.ts';
import { routes } from './routes.ts';

/** Of what becomes of the account's mail its owners are told. */
const notices: readonly Notice[] = [importHeld, sendingSlowed, sendingStopped, confirmationReviewed].map(({ kind }) => ({
  kind,
  topic: 'work',
  to: [{ data: 'userIds', is: 'users' }],
}));

export const compliance: Domain = {
  name: 'compliance',
  events: COMPLIANCE_EVENTS,
  facts: FACTS,
  routes,
  jobs,
  followers: [health],
  notices,
  personalData: [permissions, wishes],
  mergers,
  fieldUses,
  prepareAccount: insertSalt,
};
