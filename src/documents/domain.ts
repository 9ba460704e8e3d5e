import type { Domain } from '../app/kernel/domain.ts';
import { DOCUMENT_EVENTS } from './events.ts';
import { routes } from './routes.ts';

export const documents: Domain = { name: 'documents', events: DOCUMENT_EVENTS, routes };
