import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../../app/db.ts';
import { system, type Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { accountArchived } from '../events.ts';
import { archiveOf, type ArchiveSum } from './write-archive.ts';

/** An archive holds a connection, and a snapshot, as long as its reader takes. */
const MOST_AT_ONCE = 2;
let running = 0;

/** Writes a whole account into a file of this machine, and the ledger. Refuses `account_not_found` and `file_unwritable`. */
export async function exportAccount(database: Database, accountId: number, path: string): Promise<ArchiveSum & { file: string }> {
  const sum = await writeAccount(database, accountId, path);
  await tell(database, accountId, system, sum);
  return { file: path, ...sum };
}

/** Writes an account into a file as it stands at one moment. The file has its name only once it is whole. */
export async function writeAccount(database: Database, accountId: number, path: string): Promise<ArchiveSum> {
  const unfinished = `${path}.unfinished`;
  try {
    const sum = await inSnapshot(database, accountId, (zip) => pipeline(zip, createWriteStream(unfinished, { mode: 0o600 })));
    await rename(unfinished, path);
    return sum;
  } catch (error) {
    await rm(unfinished, { force: true });
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new Problem('file_unwritable', `The file ${path} cannot be written (${code}). Choose another place.`);
  }
}

/**
 * Starts the archive of an account and gives it as a stream. What is refused is thrown before anything streams; `busy` when too many are
 * being read.
 */
export async function streamAccount(database: Database, accountId: number, actor: Actor): Promise<Readable> {
  if (running >= MOST_AT_ONCE) {
    throw new Problem('busy', `${MOST_AT_ONCE} whole accounts are being exported already. Try again when one of them has ended.`, {
      status: 429,
    });
  }
  running++;
  const body = new PassThrough({ highWaterMark: 1024 * 1024 });
  // An error reaches who reads the stream; with nobody left to read it, it must not end the process.
  body.on('error', () => undefined);
  inSnapshot(database, accountId, (zip) => pipeline(zip, body))
    .then((sum) => tell(database, accountId, actor, sum))
    .catch((error: Error) => body.destroy(error))
    .finally(() => running--);
  return body;
}

async function inSnapshot(database: Database, accountId: number, read: (zip: Readable) => Promise<void>): Promise<ArchiveSum> {
  return database.account(
    accountId,
    async (db) => {
      const { zip, finished } = archiveOf(db);
      const [sum] = await Promise.all([finished, read(zip)]);
      return sum;
    },
    { snapshot: true },
  );
}

async function tell(database: Database, accountId: number, actor: Actor, { tables, rows }: ArchiveSum): Promise<void> {
  await database.account(accountId, (db) => recordEvent(db, actor, { kind: accountArchived, data: { tables, rows } }));
}
