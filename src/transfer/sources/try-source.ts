import type { Database } from '../../app/db.ts';
import { invalid } from '../../app/kernel/problem.ts';
import { privateKeys } from '../keys/sealed-keys.ts';
import type { SourceRow } from '../queries/sources.ts';
import type { TriedSource, TrySource } from '../rules/source-input.ts';
import { connectSftp, type SftpServer } from './connect-sftp.ts';
import { listFiles } from './list-files.ts';
import { serverOf } from './server-of.ts';

const FILES_SHOWN = 10;

/** Connects to a server as it is entered, and tells its key and which files fit. Changes nothing. Refuses what `connectSftp` and `listFiles` refuse. */
export async function trySource(database: Database, accountId: number, asked: TrySource, before?: SourceRow): Promise<TriedSource> {
  const connection = await connectSftp(database, await serverAsked(database, accountId, asked, before));
  try {
    const files = await listFiles(connection.sftp, asked.folder || '.', asked.pattern);
    return {
      hostKey: connection.hostKey,
      files: files.slice(-FILES_SHOWN).map(({ fileName, fileSize }) => ({ name: fileName, size: fileSize })),
      count: files.length,
    };
  } finally {
    await connection.end();
  }
}

/** A password that is kept goes to the server and user it was entered for, and nowhere else. */
async function serverAsked(database: Database, accountId: number, asked: TrySource, before: SourceRow | undefined): Promise<SftpServer> {
  const { host, port, user, auth, password } = asked;
  const isSameServer = before?.host === host && before.port === port;
  const server = { host, port, user, hostKey: isSameServer ? before.host_key : null };
  if (auth === 'key') return { ...server, privateKeys: await privateKeys(database, accountId, 'ssh') };
  if (password !== undefined) return { ...server, password };
  if (!isSameServer || before.user_name !== user || before.auth !== 'password')
    throw invalid('password', 'Enter the password of this user on this server.');
  return serverOf(database, accountId, before);
}
