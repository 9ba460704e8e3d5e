import type { Notice } from '../app/kernel/domain.ts';
import { bulkFinished, importFailed, importFinished } from './events.ts';

/** Of which of these events users are told: whoever began the work. */
export const notices: readonly Notice[] = [importFinished, importFailed, bulkFinished].map(({ kind }) => ({
  kind,
  topic: 'work',
  to: ['starter'],
}));
