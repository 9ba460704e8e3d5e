import { createHash } from 'node:crypto';
import Client from 'ssh2-sftp-client';
import { installationOf } from '../../accounts/index.ts';
import type { Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { connectOutwards } from '../../app/outbound.ts';

/** How long a server may take to let somebody in. */
const READY_MS = 20_000;
const KEEPALIVE_MS = 10_000;

export interface SftpServer {
  host: string;
  port: number;
  user: string;
  password?: string | undefined;
  privateKeys?: readonly string[] | undefined;
  /** The fingerprint by which the server is known. */
  hostKey: string | null;
}

export interface SftpConnection {
  sftp: Client;
  hostKey: string;
  end(): Promise<void>;
}

/**
 * Connects to a server. Whoever it shows itself to be at first is remembered by the caller; from then on another key is refused before any
 * password is sent. Refuses `host_key_changed`, `login_refused`, and what `connectOutwards` refuses.
 */
export async function connectSftp(database: Database, server: SftpServer): Promise<SftpConnection> {
  const keys = server.password === undefined ? (server.privateKeys ?? []) : [undefined];
  if (keys.length === 0) throw new Problem('no_ssh_key', 'This account has no SSH key yet. Make one, and put it on the server.');
  let refused: unknown;
  for (const privateKey of keys) {
    try {
      return await connectWith(database, server, privateKey);
    } catch (error) {
      refused = error;
      if (!(error instanceof Problem && error.code === 'login_refused')) break;
    }
  }
  throw refused;
}

async function connectWith(database: Database, server: SftpServer, privateKey: string | undefined): Promise<SftpConnection> {
  const { host, port, user, password, hostKey: known } = server;
  const sock = await connectOutwards({ host, port }, { allowPrivate: installationOf(database).allowsPrivateHosts === true });
  const sftp = new Client('quayside', { error: () => undefined, end: () => undefined, close: () => undefined });
  let shown = '';
  try {
    await sftp.connect({
      sock,
      username: user,
      ...(privateKey === undefined ? { password } : { privateKey }),
      readyTimeout: READY_MS,
      keepaliveInterval: KEEPALIVE_MS,
      hostVerifier: (key: Buffer) => {
        shown = fingerprintOf(key);
        return known === null || known === shown;
      },
    });
  } catch (error) {
    sock.destroy();
    throw connectionProblem(error as Error, server, shown);
  }
  return {
    sftp,
    hostKey: shown,
    end: () =>
      sftp.end().then(
        () => undefined,
        () => undefined,
      ),
  };
}

/** As OpenSSH shows it: `SHA256:` and the digest in base 64. */
const fingerprintOf = (key: Buffer): string => `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

function connectionProblem(error: Error, { host, user, hostKey }: SftpServer, shown: string): Problem {
  if (hostKey !== null && shown !== '' && hostKey !== shown) {
    return new Problem(
      'host_key_changed',
      `${host} shows another key (${shown}) than before (${hostKey}). Nothing was sent. Ask whoever runs it; if it is right, accept the new key in the settings of the source.`,
    );
  }
  if (/authentication methods failed|authentication failure|login/i.test(error.message)) {
    return new Problem('login_refused', `${host} does not let “${user}” in. Check the name, and the password or key.`);
  }
  return new Problem(
    'cannot_connect',
    `The connection to ${host} ended before files could be listed. Check that it is an SFTP server, and try again.`,
  );
}
