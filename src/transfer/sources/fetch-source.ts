import { accountSettings, viewerOf } from '../../accounts/index.ts';
import type { AccountDb, Database } from '../../app/db.ts';
import { enqueueJob } from '../../app/jobs.ts';
import { system } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { log } from '../../app/log.ts';
import { recordEvent } from '../../ledger/index.ts';
import { sourceFailed } from '../events.ts';
import { filesDealtWith, insertSourceFile, seenKey } from '../queries/source-files.ts';
import { claimSource, pinHostKey, sourceById, updateClaim, updateFetched, type SourceRow } from '../queries/sources.ts';
import { nextFetch, nextTry } from '../rules/source-schedule.ts';
import { connectSftp, type SftpConnection } from './connect-sftp.ts';
import { listFiles } from './list-files.ts';
import { serverOf } from './server-of.ts';
import { takeFile } from './take-file.ts';

/** A process that took a source and has not finished a file for so long has died; another goes on. */
const LEASE_MS = 60 * 60_000;
/** So many files are taken at one time; what is left comes the next. */
const MOST_FILES = 100;

const leaseFrom = (database: Database): { moment: Date; until: Date } => {
  const moment = database.clock.now();
  return { moment, until: new Date(moment.getTime() + LEASE_MS) };
};

/** Takes the source that is due longest, or the one named, for the background. Gives its id; undefined where there is none. */
export async function fetchSourceLater(database: Database, db: AccountDb, id?: number): Promise<number | undefined> {
  const claimed = await claimSource(db, { ...leaseFrom(database), ...(id === undefined ? {} : { id }) });
  if (claimed === undefined) return undefined;
  const payload = { accountId: db.accountId, sourceId: claimed };
  await enqueueJob(db, 'transfer.fetch-source', payload, { key: ['source', db.accountId, claimed].join(':'), maxAttempts: 3 });
  return claimed;
}

/**
 * Fetches what is new in the folder of a source and sets its import going, one file after the other, with the rights of whoever set the
 * source up. What goes wrong is told in the source, its history and the ledger, and tried again sooner than planned; a file that is refused
 * for what it holds is not tried again.
 */
export async function fetchSource(database: Database, accountId: number, sourceId: number): Promise<void> {
  const source = await database.account(accountId, (db) => sourceById(db, sourceId));
  if (!source) return;
  try {
    const fetched = await fetchNew(database, accountId, source);
    await settle(database, accountId, source, fetched);
  } catch (error) {
    if (!(error instanceof Problem)) log.warn({ err: error, accountId, sourceId }, 'import source failed');
    const sentence = error instanceof Problem ? error.message : `The connection to ${source.host} was lost. It is tried again.`;
    await fail(database, accountId, source, { sentence, pause: error instanceof Problem && error.code === 'not_found' });
  }
}

/** Gives the sentence of the last file that was refused, if one was. */
async function fetchNew(database: Database, accountId: number, source: SourceRow): Promise<string | null> {
  const viewer = await database
    .account(accountId, (db) => viewerOf(db, source.created_by))
    .catch(() => {
      throw new Problem('not_found', 'Whoever set this source up has no seat in this account any more. Save it again under another name.');
    });
  if (!viewer.isOwner && !viewer.can('records.import')) {
    throw new Problem('not_found', 'Whoever set this source up may not import any more. Somebody who may has to save it again.');
  }
  const connection = await connectSftp(database, await serverOf(database, accountId, source));
  try {
    await database.account(accountId, (db) => pinHostKey(db, source.id, connection.hostKey));
    return await takeFiles(database, accountId, { source, viewer, connection });
  } finally {
    await connection.end();
  }
}

interface Fetching {
  source: SourceRow;
  viewer: Parameters<typeof takeFile>[2]['viewer'];
  connection: SftpConnection;
}

async function takeFiles(database: Database, accountId: number, { source, viewer, connection }: Fetching): Promise<string | null> {
  const known = await database.account(accountId, (db) => filesDealtWith(db, source.id));
  const files = (await listFiles(connection.sftp, source.folder, source.pattern)).filter((file) => !known.has(seenKey(file)));
  let refused: string | null = null;
  for (const file of files.slice(0, MOST_FILES)) {
    await database.account(accountId, (db) => updateClaim(db, source.id, leaseFrom(database).until));
    refused = (await takeFile(database, accountId, { source, viewer, sftp: connection.sftp, file })) ?? refused;
  }
  return refused;
}

async function settle(database: Database, accountId: number, source: SourceRow, refused: string | null): Promise<void> {
  await database.account(accountId, async (db) => {
    const { timeZone } = await accountSettings(db);
    await updateFetched(db, source.id, { failures: 0, failure: refused, nextAt: nextFetch(source.schedule, db.now, timeZone) });
    if (refused !== null) await tell(db, source, refused);
  });
}

async function fail(
  database: Database,
  accountId: number,
  source: SourceRow,
  { sentence, pause }: { sentence: string; pause: boolean },
): Promise<void> {
  const id = await database.nextIds(accountId, `source-file:${source.id}`, 1);
  await database.account(accountId, async (db) => {
    const { timeZone } = await accountSettings(db);
    const failures = source.failures + 1;
    await insertSourceFile(db, source.id, { id, status: 'failed', sentence });
    const nextAt = nextTry(source.schedule, failures, db.now, timeZone);
    await updateFetched(db, source.id, { failures, failure: sentence, nextAt, paused: pause });
    if (source.failure !== sentence) await tell(db, source, sentence);
  });
}

/** Once for each thing that goes wrong, not each time it does. */
async function tell(db: AccountDb, { id, name, created_by }: SourceRow, sentence: string): Promise<void> {
  await recordEvent(db, system, {
    kind: sourceFailed,
    subject: { type: 'import_source', id },
    data: { userIds: [created_by], source: name, sentence },
  });
}
