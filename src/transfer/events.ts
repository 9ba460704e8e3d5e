import { eventKind } from '../ledger/index.ts';

/** The declaration, word for word, is the text of this event's import; the event proves who made it and when. */
export const importStarted = eventKind('import.started', { retention: 'proof', subject: 'import' });
export const importStopped = eventKind('import.stopped', { retention: 'business', subject: 'import' });
export const importFailed = eventKind('import.failed', { retention: 'business', subject: 'import' });
export const importFinished = eventKind('import.finished', { retention: 'proof', subject: 'import' });
export const bulkStarted = eventKind('bulk.started', { retention: 'proof', subject: 'bulk' });
export const bulkStopped = eventKind('bulk.stopped', { retention: 'business', subject: 'bulk' });
export const bulkFinished = eventKind('bulk.finished', { retention: 'business', subject: 'bulk' });
export const accountArchived = eventKind('account.archived', { retention: 'proof' });
export const accountBroughtIn = eventKind('account.brought_in', { retention: 'proof' });
export const exportMade = eventKind('export.made', { retention: 'proof' });
export const keyMade = eventKind('account_key.made', { retention: 'proof', subject: 'account_key' });
export const keyRemoved = eventKind('account_key.removed', { retention: 'proof', subject: 'account_key' });
export const sourceCreated = eventKind('import_source.created', { retention: 'proof', subject: 'import_source' });
export const sourceChanged = eventKind('import_source.changed', { retention: 'proof', subject: 'import_source' });
export const sourceDeleted = eventKind('import_source.deleted', { retention: 'proof', subject: 'import_source' });
/** A source could not be read, or a file of it not be taken, for the first time since it last went well. */
export const sourceFailed = eventKind('import_source.failed', { retention: 'business', subject: 'import_source' });
/** The columns of a file are not those of the mapping any more: it waits for somebody. */
export const importHeld = eventKind('import.held', { retention: 'business', subject: 'import' });

/** Of the survivor; its subject is the record that was merged into it. */
export const recordMerged = eventKind('record.merged', { retention: 'business', subject: 'record', trigger: true });
export const recordUnmerged = eventKind('record.unmerged', { retention: 'business', subject: 'record', trigger: true });

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
  keyMade,
  keyRemoved,
  sourceCreated,
  sourceChanged,
  sourceDeleted,
  sourceFailed,
  importHeld,
  recordMerged,
  recordUnmerged,
] as const;
