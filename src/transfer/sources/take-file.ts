import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type Client from 'ssh2-sftp-client';
import type { AccountDb, Database } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { importHeld } from '../events.ts';
import { mapImport } from '../map-import.ts';
import { deleteImport, importById, type ImportRow } from '../queries/imports.ts';
import { hasContent, insertSourceFile, type SeenFile, type SourceFileStatus } from '../queries/source-files.ts';
import type { SourceRow } from '../queries/sources.ts';
import { receiveFile } from '../receive-file.ts';
import { startImports } from '../start-imports.ts';

export interface TakenFile {
  source: SourceRow;
  viewer: Viewer;
  sftp: Client;
  file: SeenFile;
}

interface Outcome {
  status: SourceFileStatus;
  sentence?: string;
  importId?: number;
}

/**
 * Fetches one file of a source and begins its import. A file whose columns are not those of the mapping waits as a draft for somebody; one
 * with the content of an earlier one is left alone; one that is refused is noted with its sentence, which is given. Throws where the
 * connection is lost: nothing of the file stays then.
 */
export async function takeFile(database: Database, accountId: number, taken: TakenFile): Promise<string | null> {
  const { source, file } = taken;
  const content = { sha256: '', isWhole: false };
  let outcome: Outcome;
  try {
    const importId = await receiveFile(database, {
      accountId,
      objectId: source.object_id,
      fileName: file.fileName,
      userId: source.created_by,
      bytes: contentOf(taken, content),
      encryption: {
        needsEncryption: source.needs_encryption,
        needsSignature: source.needs_signature,
        senderKey: source.sender_key ?? undefined,
      },
      chosen: source.reading,
    });
    outcome = await begin(database, accountId, taken, { importId, sha256: content.sha256 });
  } catch (error) {
    if (!content.isWhole) throw new Error('The connection was lost.', { cause: error });
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    outcome = { status: 'refused', sentence: error.message };
  }
  await note(database, accountId, taken, { ...outcome, sha256: content.sha256 });
  return outcome.status === 'refused' ? `${file.fileName}: ${outcome.sentence}` : null;
}

/** The bytes of a file, with their digest once all have come; a file that is shorter or longer than it was listed is still being written. */
async function* contentOf({ sftp, source, file }: TakenFile, content: { sha256: string; isWhole: boolean }): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256');
  const stream = sftp.createReadStream(posix.join(source.folder, file.fileName));
  const lost = (): void => void stream.destroy(new Error('The connection was lost.'));
  sftp.on('close', lost);
  let size = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      size += piece.length;
      digest.update(piece);
      // A file that is refused by how it begins is refused for what it holds, whether or not the rest has come.
      content.isWhole = true;
      yield piece;
    }
    if (size !== file.fileSize) {
      content.isWhole = false;
      throw new Error('The file was not whole.');
    }
    content.isWhole = true;
    content.sha256 = digest.digest('hex');
  } catch (error) {
    content.isWhole = /permission denied|no such file/i.test((error as Error).message);
    if (content.isWhole) throw new Problem('unreadable_file', 'The server does not hand this file out. Check who may read it.');
    throw error;
  } finally {
    sftp.removeListener('close', lost);
    stream.destroy();
  }
}

async function begin(
  database: Database,
  accountId: number,
  { source, viewer }: TakenFile,
  { importId, sha256 }: { importId: number; sha256: string },
): Promise<Outcome> {
  const draft = await database.account(accountId, async (db) => {
    if (!(await hasContent(db, source.id, sha256))) return importById(db, importId);
    await deleteImport(db, importId);
    return undefined;
  });
  if (!draft) return { status: 'same', sentence: 'A file with the same content was imported before.' };
  const changed = columnsChanged(source.columns, draft.columns);
  if (changed) return hold(database, accountId, source, draft, changed);
  try {
    const importer = { actor: { type: 'user' as const, id: String(source.created_by) }, viewer, ids: idsOf(database, accountId) };
    await database.account(accountId, (db) => mapImport(db, viewer, importId, { mapping: source.mapping, options: source.options }));
    await startImports(database, accountId, importer, { id: importId, permission: source.permission });
    return { status: 'imported', importId };
  } catch (error) {
    if (error instanceof Problem) return hold(database, accountId, source, draft, error.message);
    throw error;
  }
}

const idsOf =
  (database: Database, accountId: number) =>
  (name: string, count: number): Promise<number> =>
    database.nextIds(accountId, name, count);

/** What is different about the columns of a file, as a sentence; a mapping goes by their place, so the order counts. */
function columnsChanged(before: readonly string[], now: readonly string[]): string | undefined {
  if (before.length === now.length && before.every((name, at) => name === now[at])) return undefined;
  const list = (names: readonly string[]): string =>
    names
      .slice(0, 5)
      .map((name) => `“${name}”`)
      .join(', ');
  const [more, gone] = [now.filter((name) => !before.includes(name)), before.filter((name) => !now.includes(name))];
  const parts = [...(more.length > 0 ? [`new: ${list(more)}`] : []), ...(gone.length > 0 ? [`missing: ${list(gone)}`] : [])];
  return `Its columns are not those of the mapping (${parts.join('; ') || 'they stand in another order'}).`;
}

async function hold(database: Database, accountId: number, source: SourceRow, draft: ImportRow, sentence: string): Promise<Outcome> {
  await database.account(accountId, (db) =>
    recordEvent(db, system, {
      kind: importHeld,
      subject: { type: 'import', id: draft.id },
      data: { userIds: [source.created_by], sourceId: source.id, source: source.name, file: draft.file_name, sentence },
    }),
  );
  return { status: 'held', importId: draft.id, sentence };
}

/** The file is noted first, and moved or removed after: what is gone from the server is always known here. */
async function note(
  database: Database,
  accountId: number,
  { source, sftp, file }: TakenFile,
  outcome: Outcome & { sha256: string },
): Promise<void> {
  const id = await database.nextIds(accountId, `source-file:${source.id}`, 1);
  await database.account(accountId, (db: AccountDb) => insertSourceFile(db, source.id, { ...file, ...outcome, id }));
  if (outcome.status === 'imported' || outcome.status === 'same') await putAway(sftp, source, file);
}

/** A file that cannot be moved or removed stays where it is, and is not imported again. */
async function putAway(sftp: Client, source: SourceRow, { fileName, modifiedAt }: SeenFile): Promise<void> {
  const path = posix.join(source.folder, fileName);
  if (source.when_done === 'delete') await sftp.delete(path, true).catch(() => undefined);
  if (source.when_done !== 'move' || source.done_folder === null) return;
  const stamp = modifiedAt.toISOString().slice(0, 19).replace(/\D/g, '');
  await sftp
    .rename(path, posix.join(source.done_folder, fileName))
    .catch(() => sftp.rename(path, posix.join(source.done_folder!, `${stamp}-${fileName}`)))
    .catch(() => undefined);
}
