import type { Domain } from '../app/kernel/domain.ts';
import { storeCounts } from './numbers/gathered-counts.ts';
import { FORM_EVENTS } from './events.ts';
import { fieldUses } from './field-uses.ts';
import { tagUses } from './tag-uses.ts';
import { mergers } from './mergers.ts';
import { NOTICES } from './notices.ts';
import { submissionsOfPerson } from './personal-data.ts';
import { routes } from './routes.ts';

export const forms: Domain = {
  name: 'forms',
  events: FORM_EVENTS,
  routes,
  notices: NOTICES,
  personalData: [submissionsOfPerson],
  mergers,
  fieldUses,
  tagUses,
  finishServing: storeCounts,
};
