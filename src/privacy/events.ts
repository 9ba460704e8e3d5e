import { eventKind } from '../ledger/index.ts';

export const personExported = eventKind('person.exported', { retention: 'proof' });
