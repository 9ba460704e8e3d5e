import type { AccountKeyRow } from '../queries/account-keys.ts';
import type { SourceFileRow } from '../queries/source-files.ts';
import type { SourceRow } from '../queries/sources.ts';
import type { AccountKeyView, SourceFileView, SourceView } from '../rules/source-input.ts';

export const presentSource = (row: SourceRow, now: Date): SourceView => ({
  id: row.id,
  name: row.name,
  objectId: row.object_id,
  columns: row.columns,
  host: row.host,
  port: row.port,
  user: row.user_name,
  auth: row.auth,
  hasPassword: row.password_sealed !== null,
  hostKey: row.host_key,
  folder: row.folder,
  pattern: row.pattern,
  whenDone: row.when_done,
  doneFolder: row.done_folder,
  schedule: row.schedule,
  needsEncryption: row.needs_encryption,
  needsSignature: row.needs_signature,
  senderKey: row.sender_key,
  permission: row.permission,
  paused: row.paused,
  isRunning: row.claimed_until !== null && row.claimed_until > now,
  nextAt: row.paused ? null : (row.next_at?.toISOString() ?? null),
  lastAt: row.last_at?.toISOString() ?? null,
  failure: row.failure,
  createdBy: row.created_by,
});

export const presentSourceFile = (row: SourceFileRow): SourceFileView => ({
  id: row.id,
  fileName: row.file_name,
  fileSize: row.file_size,
  status: row.status,
  sentence: row.sentence,
  importId: row.import_id,
  counts:
    row.created_count === null ? null : { created: row.created_count, updated: row.updated_count ?? 0, rejected: row.rejected_count ?? 0 },
  isRunning: row.import_status === 'running',
  fetchedAt: row.fetched_at.toISOString(),
});

export const presentKey = (row: AccountKeyRow): AccountKeyView => ({
  id: row.id,
  kind: row.kind,
  fingerprint: row.fingerprint,
  publicKey: row.public_key,
  createdAt: row.created_at.toISOString(),
  isUsable: row.private_sealed !== null,
});
