import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createTransport } from 'nodemailer';
import { afterAll, afterEach, expect, test } from 'vitest';
import { startDovecot } from '../../../test/mail-peers.ts';
import { makeOwnCa } from '../../../test/own-ca.ts';
import { testDatabase } from '../../../test/harness.ts';
import { prepareInstallation } from '../../accounts/index.ts';
import { allowPrivateHosts } from '../../app/outbound.ts';
import { inMailbox, type ImapBox } from '../inbound/imap.ts';
import { listenForMail } from '../inbound/listen-for-mail.ts';
import type { Failure } from '../rules/classify-failure.ts';
import { Outlet } from './outlet.ts';
import { SmtpSession, type SmtpServer } from './session.ts';

const db = testDatabase();
const ca = makeOwnCa();
const [ours, anothers] = [ca.certificateFor('localhost'), ca.certificateFor('mail.elsewhere.example')];
const open: SMTPServer[] = [];
afterEach(async () => {
  ca.distrust();
  await Promise.all(open.splice(0).map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
});
afterAll(() => ca.remove());

/** A mail server that takes letters over encrypted connections alone; gives its port, and how the letters it took came. */
async function serverWith(options: SMTPServerOptions): Promise<{ port: number; taken: boolean[] }> {
  const taken: boolean[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH'],
    closeTimeout: 100,
    authOptional: true,
    onData: (stream, { secure }, done) => void stream.resume().on('end', () => (taken.push(secure), done())),
    ...options,
  });
  server.on('error', () => undefined);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.server.address() as { port: number }).port, taken };
}

async function send(port: number, security: SmtpServer['security']): Promise<Failure | null> {
  const server = { host: 'localhost', port, security, user: '', password: '', allowPrivate: true };
  const outlet = new Outlet(() => SmtpSession.open(server, 'quay.example'), 1);
  const bytes = Buffer.from('Subject: Bread\r\n\r\nBread.\r\n');
  const ready = { from: 'a@bakery.example', to: 'ada@example.com', bytes, room: Buffer.alloc(64) };
  const failure = await new Promise<Failure | null>((tell) => outlet.add([{ compose: () => ready, tell }]));
  outlet.close();
  return failure;
}

const UNREACHABLE = { outcome: 'retry', reason: 'server_unreachable' };

test.each(['tls', 'starttls'] as const)(
  'by %s letters go to a server whose certificate is its own and of an authority that is known',
  async (security) => {
    const secure = security === 'tls';
    const { port, taken } = await serverWith({ secure, cert: ours.cert, key: ours.key });
    expect(await send(port, security)).toEqual(UNREACHABLE);
    ca.trust();
    expect(await send(port, security)).toBeNull();
    const imposter = await serverWith({ secure, cert: anothers.cert, key: anothers.key });
    expect(await send(imposter.port, security)).toEqual(UNREACHABLE);
    expect([taken, imposter.taken]).toEqual([[true], []]);
  },
);

test('mail comes in encrypted where the other side wants it, by the certificate the operator names', async () => {
  const inbound = { smtpPort: 0, mailHost: 'localhost', tls: { cert: ours.cert, key: ours.key } };
  prepareInstallation(db.database, { baseUrl: 'http://localhost', secretKey: 's'.repeat(40), inbound });
  const door = (await listenForMail(db.database))!;
  const bring = (): Promise<unknown> =>
    createTransport({ host: 'localhost', port: door.port, requireTLS: true }).sendMail({
      from: 'ada@example.com',
      to: 'nobody@localhost',
      text: 'Hello',
    });
  await expect(bring()).rejects.toThrow('certificate');
  ca.trust();
  await expect(bring()).rejects.toMatchObject({ responseCode: 550 });
  await door.close();
});

test('a mailbox is read encrypted where its certificate is its own, and not at all otherwise', async () => {
  allowPrivateHosts(true);
  const dovecot = await startDovecot({ user: 'ada', password: 'a-quiet-harbour' }, ours);
  const box = (security: ImapBox['security']): ImapBox => ({
    host: 'localhost',
    port: security === 'tls' ? dovecot.tlsPort : dovecot.port,
    security,
    userName: 'ada',
    password: 'a-quiet-harbour',
    folder: 'INBOX',
  });
  const isEncrypted = (security: ImapBox['security']): Promise<boolean> =>
    inMailbox(box(security), async (client) => client.secureConnection);
  try {
    for (const security of ['tls', 'starttls'] as const) {
      ca.distrust();
      await expect(isEncrypted(security)).rejects.toMatchObject({ code: 'not_secure' });
      ca.trust();
      expect(await isEncrypted(security)).toBe(true);
    }
  } finally {
    await dovecot.close();
    allowPrivateHosts(false);
  }
}, 30_000);
