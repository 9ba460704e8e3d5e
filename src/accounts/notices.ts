import type { Notice } from '../app/kernel/domain.ts';
import { apiKeyExposed, appTokenReused } from './events.ts';

export const notices: readonly Notice[] = [
  { kind: apiKeyExposed.kind, topic: 'work', to: [{ data: 'userIds', is: 'users' }], apart: 5 },
  { kind: appTokenReused.kind, topic: 'work', to: [{ data: 'userIds', is: 'users' }], apart: 5 },
];
