import { eventKind } from '../ledger/index.ts';

/** The declaration, word for word, is the text of this event's import; the event proves who made it and when. */
export const importStarted = eventKind('import.started', { retention: 'proof', subject: 'import' });
export const importStopped = eventKind('import.stopped', { retention: 'business', subject: 'import' });
export const importFailed = eventKind('import.failed', { retention: 'business', subject: 'import' });
export const importFinished = eventKind('import.finished', { retention: 'proof', subject: 'import', trigger: true });
export const bulkStarted = eventKind('bulk.started', { retention: 'proof', subject: 'bulk' });
export const bulkStopped = eventKind('bulk.stopped', { retention: 'business', subject: 'bulk' });
export const bulkFinished = eventKind('bulk.finished', { retention: 'business', subject: 'bulk' });
export const accountArchived = eventKind('account.archived', { retention: 'proof' });
export const accountBroughtIn = eventKind('account.brought_in', { retention: 'proof' });
export const exportMade = eventKind('export.made', { retention: 'proof' });

export const TRANSFER_EVENTS = [
  importStarted,
  importStopped,
  importFailed,
  importFinished,
  bulkStarted,
  bulkStopped,
  bulkFinished,
  exportMade,
  accountArchived,
  accountBroughtIn,
] as const;
