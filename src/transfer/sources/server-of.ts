import type { Database } from '../../app/db.ts';
import { privateKeys, unsealSecret } from '../keys/sealed-keys.ts';
import type { SourceRow } from '../queries/sources.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { SftpServer } from './connect-sftp.ts';

/** How to get in to the server of a source. Refuses `password_gone` where it was sealed by another installation. */
export async function serverOf(database: Database, accountId: number, source: SourceRow): Promise<SftpServer> {
  const server = { host: source.host, port: source.port, user: source.user_name, hostKey: source.host_key };
  if (source.auth === 'key') return { ...server, privateKeys: await privateKeys(database, accountId, 'ssh') };
  const password = unsealSecret(database, source.password_sealed);
  if (password === undefined) throw new Problem('password_gone', 'The password of this source is not known here any more. Enter it again.');
  return { ...server, password };
}
