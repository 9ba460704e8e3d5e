import type { Domain } from '../app/kernel/domain.ts';
import { groupEvents, viewEvents } from './events.ts';
import { fieldUses } from './field-uses.ts';
import { tagUses } from './tag-uses.ts';
import { followers } from './followers.ts';
import { loops } from './loops.ts';
import { passViewsOn } from './pass-views-on.ts';
import { routes } from './routes.ts';

export const criteria: Domain = {
  name: 'criteria',
  events: [...groupEvents, ...viewEvents],
  routes,
  followers,
  loops,
  fieldUses,
  tagUses,
  reassign: passViewsOn,
};
