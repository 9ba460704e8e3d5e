import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { posix } from 'node:path';
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2';

const { flagsToString, OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp as any;

export interface ServedFile {
  content: Buffer;
  /** Seconds since 1970. */
  modified: number;
}

export interface SftpServer {
  port: number;
  /** By path: `/in/people.csv`. */
  files: Map<string, ServedFile>;
  /** Ends the connection after so many bytes of a file were sent. */
  dropAfter: number | undefined;
  /** How often a file was opened. */
  opened: number;
  passwordsTried: string[];
  put(path: string, content: string | Buffer, modified?: number): void;
  close(): Promise<void>;
}

export interface ServedTo {
  user: string;
  password?: string;
  /** A line as in `authorized_keys`. */
  publicKey?: string;
  hostKey?: string;
  port?: number;
}

export const newHostKey = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }) as string;

/** An SFTP server of this process, with files in memory. */
export async function startSftp(to: ServedTo): Promise<SftpServer> {
  const served: SftpServer = {
    port: 0,
    files: new Map(),
    dropAfter: undefined,
    opened: 0,
    passwordsTried: [],
    put: (path, content, modified = 1_772_000_000) => void served.files.set(path, { content: Buffer.from(content), modified }),
    close: () => new Promise((done) => server.close(() => done())),
  };
  const server = new ssh2.Server({ hostKeys: [to.hostKey ?? newHostKey()] }, (client: Connection) => {
    client.on('error', () => undefined);
    client.on('authentication', (asked) => {
      if (asked.username !== to.user) return asked.reject(['password', 'publickey']);
      if (asked.method === 'password') {
        served.passwordsTried.push(asked.password);
        return asked.password === to.password ? asked.accept() : asked.reject(['password', 'publickey']);
      }
      const known = to.publicKey === undefined ? undefined : ssh2.utils.parseKey(to.publicKey);
      if (asked.method !== 'publickey' || !known || known instanceof Error || !asked.key.data.equals(known.getPublicSSH())) {
        return asked.reject(['password', 'publickey']);
      }
      if (asked.signature && known.verify(asked.blob!, asked.signature, asked.hashAlgo) !== true) return asked.reject();
      return asked.accept();
    });
    client.on('ready', () =>
      client.on('session', (accept) => accept().on('sftp', (acceptSftp: () => SFTPWrapper) => serve(acceptSftp(), served, client))),
    );
  });
  await new Promise<void>((done) => server.listen(to.port ?? 0, '127.0.0.1', done));
  served.port = (server.address() as AddressInfo).port;
  return served;
}

function serve(sftp: SFTPWrapper, served: SftpServer, client: Connection): void {
  const handles = new Map<number, { path: string; listed?: boolean; sent: number }>();
  let next = 0;
  const handleOf = (path: string): Buffer => {
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(++next);
    handles.set(next, { path, sent: 0 });
    return handle;
  };
  const at = (handle: Buffer) => handles.get(handle.readUInt32BE(0))!;
  const attributes = ({ content, modified }: ServedFile) => ({
    mode: 0o100644,
    uid: 0,
    gid: 0,
    size: content.length,
    atime: modified,
    mtime: modified,
  });
  const isFolder = (path: string): boolean => path === '/' || [...served.files.keys()].some((file) => file.startsWith(`${path}/`));
  const stat = (id: number, path: string): void => {
    const file = served.files.get(posix.resolve('/', path));
    if (file) sftp.attrs(id, attributes(file));
    else if (isFolder(posix.resolve('/', path)))
      sftp.attrs(id, { ...attributes({ content: Buffer.alloc(0), modified: 0 }), mode: 0o040755 });
    else sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
  };
  sftp.on('REALPATH', (id, path) => sftp.name(id, [{ filename: posix.resolve('/', path), longname: path, attrs: {} as never }]));
  sftp.on('STAT', stat);
  sftp.on('LSTAT', stat);
  sftp.on('FSTAT', (id, handle) => stat(id, at(handle).path));
  sftp.on('OPENDIR', (id, path) =>
    isFolder(posix.resolve('/', path)) ? sftp.handle(id, handleOf(posix.resolve('/', path))) : sftp.status(id, STATUS_CODE.NO_SUCH_FILE),
  );
  sftp.on('READDIR', (id, handle) => {
    const folder = at(handle);
    if (folder.listed) return sftp.status(id, STATUS_CODE.EOF);
    folder.listed = true;
    const here = [...served.files].filter(([path]) => posix.dirname(path) === folder.path);
    if (here.length === 0) return sftp.status(id, STATUS_CODE.EOF);
    return sftp.name(
      id,
      here.map(([path, file]) => ({
        filename: posix.basename(path),
        longname: `-rw-r--r-- 1 u g ${file.content.length} Jan 1 00:00 ${posix.basename(path)}`,
        attrs: attributes(file) as never,
      })),
    );
  });
  sftp.on('OPEN', (id, path, flags) => {
    if (flagsToString(flags) !== 'r' && flags !== OPEN_MODE.READ) return sftp.status(id, STATUS_CODE.PERMISSION_DENIED);
    if (!served.files.has(posix.resolve('/', path))) return sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
    served.opened++;
    return sftp.handle(id, handleOf(posix.resolve('/', path)));
  });
  sftp.on('READ', (id, handle, offset, length) => {
    const open = at(handle);
    const { content } = served.files.get(open.path)!;
    if (offset >= content.length) return sftp.status(id, STATUS_CODE.EOF);
    if (served.dropAfter !== undefined && open.sent >= served.dropAfter) return void client.end();
    const piece = content.subarray(offset, offset + length);
    open.sent += piece.length;
    return sftp.data(id, piece);
  });
  sftp.on('CLOSE', (id) => sftp.status(id, STATUS_CODE.OK));
  sftp.on('REMOVE', (id, path) =>
    sftp.status(id, served.files.delete(posix.resolve('/', path)) ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE),
  );
  sftp.on('RENAME', (id, from, to) => {
    const file = served.files.get(posix.resolve('/', from));
    if (!file || served.files.has(posix.resolve('/', to))) return sftp.status(id, STATUS_CODE.FAILURE);
    served.files.delete(posix.resolve('/', from));
    served.files.set(posix.resolve('/', to), file);
    return sftp.status(id, STATUS_CODE.OK);
  });
}
