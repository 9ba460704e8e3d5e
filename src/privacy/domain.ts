import type { Domain } from '../app/kernel/domain.ts';
import { personExported } from './events.ts';
import { routes } from './routes.ts';

export const privacy: Domain = { name: 'privacy', events: [personExported], routes };
