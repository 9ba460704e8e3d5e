import type { Domain } from '../app/kernel/domain.ts';
import { groupEvents } from './events.ts';
import { followers } from './followers.ts';
import { loops } from './loops.ts';
import { routes } from './routes.ts';

export const criteria: Domain = { name: 'criteria', events: groupEvents, routes, followers, loops };
