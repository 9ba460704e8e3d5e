import type { Notice } from '../app/kernel/domain.ts';
import { formSubmitted } from './events.ts';

export const NOTICES: readonly Notice[] = [
  { kind: formSubmitted.kind, topic: 'records', to: [{ data: 'userIds', is: 'users' }], apart: 3 },
];
