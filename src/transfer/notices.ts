import type { Notice } from '../app/kernel/domain.ts';
import { bulkFinished, importFailed, importFinished, importHeld, sourceFailed } from './events.ts';

const ended: readonly Notice[] = [importFinished, importFailed, bulkFinished].map(({ kind }) => ({
  kind,
  topic: 'work',
  to: ['starter'],
}));

const ofSources: readonly Notice[] = [importHeld, sourceFailed].map(({ kind }) => ({
  kind,
  topic: 'work',
  to: [{ data: 'userIds', is: 'users' }],
}));

/** Of which of these events users are told: whoever began the work, or set it up. */
export const notices: readonly Notice[] = [...ended, ...ofSources];
