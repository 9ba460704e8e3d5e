import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerCertificate } from './own-ca.ts';

/** A real mail server of Debian's, with settings and a folder of its own. */
export interface MailPeer {
  port: number;
  /** What it wrote to its log. */
  log(): string;
  close(): Promise<void>;
}

const isRoot = process.getuid?.() === 0;
const READY_MS = 20_000;

/**
 * A Postfix that takes mail from this machine, delivers for `receiver.example`, where nobody lives, and hands mail to the domains of `routes` over to
 * their port of this machine. Nothing of it leaves the machine.
 */
export async function startPostfix(routes: Readonly<Record<string, number>>): Promise<MailPeer> {
  const root = await debian('usr/sbin/postfix', ['postfix']);
  const folder = mkdtempSync('/tmp/qs-postfix-');
  chmodSync(folder, 0o755);
  const [port] = await freePorts(1);
  for (const part of ['etc', 'spool', 'data', 'log']) mkdirSync(join(folder, part));
  writeFileSync(join(folder, 'etc/main.cf'), mainCf(root, folder, routes));
  writeFileSync(join(folder, 'etc/master.cf'), masterCf(port!));
  if (isRoot) own(join(folder, 'data'), 'postfix');
  await prepareQueue(folder);
  const master = [join(root, 'usr/lib/postfix/sbin/master'), '-c', join(folder, 'etc'), '-d'];
  const server = run(root, isRoot ? master : [...(await asIfRoot()), ...master]);
  return ready({ server, port: port!, folder, logFile: join(folder, 'log/mail.log') });
}

const mainCf = (root: string, folder: string, routes: Readonly<Record<string, number>>): string => `compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
command_directory = ${join(root, 'usr/sbin')}
daemon_directory = ${join(root, 'usr/lib/postfix/sbin')}
meta_directory = ${join(root, 'etc/postfix')}
shlib_directory = ${join(root, 'usr/lib/postfix')}
mail_owner = ${isRoot ? 'postfix' : userInfo().username}
setgid_group = ${isRoot ? 'postdrop' : 'mail'}
default_privs = nobody
maillog_file = ${folder}/log/mail.log
maillog_file_prefixes = ${folder}
import_environment = MAIL_CONFIG LD_PRELOAD LD_LIBRARY_PATH FAKEROOTKEY PATH
myhostname = mx.receiver.example
mydestination = receiver.example
local_recipient_maps =
alias_maps =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
smtpd_recipient_restrictions = permit_mynetworks, reject
transport_maps = inline:{ ${Object.entries(routes)
  .map(([domain, port]) => `{ ${domain} = smtp:[127.0.0.1]:${port} }`)
  .join(' ')} }
default_transport = error:nothing leaves this machine
relay_domains =
smtp_tls_security_level =
smtpd_tls_security_level =
`;

const masterCf = (port: number): string => `127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
local unix - n n - - local
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`;

/** The folders of a queue, with the owners Postfix asks for. */
async function prepareQueue(folder: string): Promise<void> {
  const queues = ['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming', 'private', 'saved', 'trace'];
  for (const name of [...queues, 'maildrop', 'public', 'pid']) {
    const path = join(folder, 'spool', name);
    mkdirSync(path);
    chmodSync(path, name === 'maildrop' ? 0o1730 : name === 'public' ? 0o710 : name === 'pid' ? 0o755 : 0o700);
    if (isRoot && name !== 'pid') own(path, 'postfix');
  }
}

export interface Dovecot extends MailPeer {
  /** Where it is encrypted from the first byte, if it has a certificate. */
  tlsPort: number;
  deliver(raw: string): Promise<void>;
}

/** A Dovecot with one mailbox over IMAP on this machine alone: in the clear, and encrypted where it is given a certificate. */
export async function startDovecot(box: { user: string; password: string }, certificate?: ServerCertificate): Promise<Dovecot> {
  const root = await debian('usr/sbin/dovecot', ['dovecot-core', 'dovecot-imapd']);
  const folder = mkdtempSync('/tmp/qs-dovecot-');
  chmodSync(folder, 0o755);
  const [port, tlsPort] = await freePorts(2);
  const maildir = join(folder, 'mail');
  for (const part of ['', 'new', 'cur', 'tmp']) mkdirSync(join(maildir, part), { recursive: true });
  const user = isRoot ? 'nobody' : userInfo().username;
  if (isRoot) for (const part of ['', 'new', 'cur', 'tmp']) own(join(maildir, part), 'nobody');
  writeFileSync(
    join(folder, 'dovecot.conf'),
    dovecotConf({ root, folder, port: port!, tlsPort: tlsPort!, user, password: box.password, certificate }),
  );
  const server = run(root, [join(root, 'usr/sbin/dovecot'), '-F', '-c', join(folder, 'dovecot.conf')]);
  const peer = await ready({ server, port: port!, folder, logFile: join(folder, 'log') });
  let delivered = 0;
  return {
    ...peer,
    tlsPort: tlsPort!,
    async deliver(raw) {
      const path = join(maildir, 'new', `${process.pid}.M${++delivered}.receiver`);
      writeFileSync(path, raw.replaceAll(/\r?\n/g, '\r\n'));
      if (isRoot) own(path, 'nobody');
    },
  };
}

interface DovecotTerms {
  root: string;
  folder: string;
  port: number;
  tlsPort: number;
  user: string;
  password: string;
  certificate: ServerCertificate | undefined;
}

const dovecotConf = (of: DovecotTerms): string => `
base_dir = ${of.folder}/run
state_dir = ${of.folder}/state
libexec_dir = ${join(of.root, 'usr/lib/dovecot')}
mail_plugin_dir = ${join(of.root, 'usr/lib/dovecot/modules')}
auth_failure_delay = 0
log_path = ${of.folder}/log
protocols = imap
ssl = ${of.certificate ? `yes\nssl_cert = <${of.certificate.certFile}\nssl_key = <${of.certificate.keyFile}` : 'no'}
disable_plaintext_auth = no
listen = 127.0.0.1
default_internal_user = ${isRoot ? 'dovecot' : of.user}
default_internal_group = ${isRoot ? 'dovecot' : primaryGroup()}
default_login_user = ${isRoot ? 'dovenull' : of.user}
first_valid_uid = 1
mail_location = maildir:${of.folder}/mail
passdb {
  driver = static
  args = password=${of.password}
}
userdb {
  driver = static
  args = uid=${of.user} gid=${isRoot ? 'nogroup' : primaryGroup()} home=${of.folder}/mail
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${of.port}
  }
  inet_listener imaps {
    port = ${of.certificate ? of.tlsPort : 0}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;

/** The group of this user by its name; programs ask for no number. */
const primaryGroup = (): string =>
  readFileSync('/etc/group', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([, , gid]) => Number(gid) === process.getgid!())![0]!;

async function debian(program: string, packages: string[]): Promise<string> {
  const { debianFolder } = (await import('../bin/parts/debian.js' as string)) as {
    debianFolder: (program: string, packages: string[]) => Promise<string>;
  };
  return debianFolder(program, packages);
}

/** Postfix wants to be root and does nothing that root alone may do: what makes it believe so. */
async function asIfRoot(): Promise<string[]> {
  const root = await debian('usr/bin/fakeroot-sysv', ['fakeroot', 'libfakeroot']);
  const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  const library = join(root, `usr/lib/${machine}-linux-gnu/libfakeroot/libfakeroot-sysv.so`);
  return [join(root, 'usr/bin/fakeroot-sysv'), '-l', library, '-f', join(root, 'usr/bin/faked-sysv'), '--'];
}

/** Runs a program, with the libraries that were unpacked with it. */
function run(root: string, [command, ...args]: string[]): ChildProcess & { said: Buffer[] } {
  const libraries = ['usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu', 'usr/lib/postfix', 'usr/lib/dovecot'];
  const env = root === '/' ? process.env : { ...process.env, LD_LIBRARY_PATH: libraries.map((path) => join(root, path)).join(':') };
  const server = spawn(command!, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const said: Buffer[] = [];
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (part: Buffer) => said.push(part));
  server.on('error', (error) => said.push(Buffer.from(String(error))));
  return Object.assign(server, { said });
}

async function ready(of: { server: ChildProcess & { said: Buffer[] }; port: number; folder: string; logFile: string }): Promise<MailPeer> {
  const said = (): string => Buffer.concat(of.server.said).toString() + (existsSync(of.logFile) ? readFileSync(of.logFile, 'utf8') : '');
  const until = performance.now() + READY_MS;
  while (!(await answers(of.port))) {
    if (performance.now() > until || of.server.exitCode !== null) throw new Error(`The mail server did not get ready:\n${said()}`);
    await sleep(50);
  }
  return {
    port: of.port,
    log: said,
    async close() {
      const gone = new Promise((resolve) => of.server.once('exit', resolve));
      if (of.server.exitCode === null) {
        process.kill(-of.server.pid!, 'SIGTERM');
        await Promise.race([gone, sleep(3_000)]);
      }
      rmSync(of.folder, { recursive: true, force: true });
    },
  };
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const end = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('data', () => end(true));
  });

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer();
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Gives a file to a user of the system by name. */
function own(path: string, user: string): void {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${user}:`));
  const [, , uid, gid] = (line ?? '').split(':');
  chownSync(path, Number(uid), Number(gid));
}
