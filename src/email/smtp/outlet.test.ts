import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import type { Failure } from '../rules/classify-failure.ts';
import { Outlet } from './outlet.ts';
import { SmtpSession, type SmtpServer } from './session.ts';

const open: SMTPServer[] = [];
const outlets: Outlet[] = [];
afterEach(async () => {
  for (const outlet of outlets.splice(0)) outlet.close();
  await Promise.all(open.splice(0).map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
});

interface Taken {
  to: string;
  user: unknown;
  secure: boolean;
}

async function serverWith(options: SMTPServerOptions): Promise<{ port: number; taken: Taken[] }> {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    authOptional: true,
    onData(stream, session, done) {
      stream.resume().on('end', () => {
        taken.push({ to: session.envelope.rcptTo[0]!.address, user: session.user, secure: session.secure });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.server.address() as { port: number }).port, taken };
}

const serverAt = (port: number, changes: Partial<SmtpServer> = {}): SmtpServer => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  user: '',
  password: '',
  allowPrivate: true,
  ...changes,
});

/** Sends so many letters and gives what became of each. */
function send(server: SmtpServer, count: number, connections = 2, name = 'p'): Promise<(Failure | null)[]> {
  const outlet = new Outlet(() => SmtpSession.open(server, 'quay.example'), connections);
  outlets.push(outlet);
  const bytes = Buffer.from('Subject: Bread\r\n\r\nBread.\r\n');
  return Promise.all(
    Array.from(
      { length: count },
      (_, at) =>
        new Promise<Failure | null>((tell) =>
          outlet.add([
            { compose: () => ({ from: 'a@bakery.example', to: `${name}${at}@example.com`, bytes, room: Buffer.alloc(64) }), tell },
          ]),
        ),
    ),
  );
}

test('letters go encrypted and signed in, one after the other over few connections', async () => {
  let connected = 0;
  const server = await serverWith({
    authOptional: false,
    onConnect: (_, done) => (connected++, done()),
    onAuth: ({ username, password }, _, done) => (password === 'secret' ? done(null, { user: username! }) : done(new Error('no'))),
  });
  const settings = serverAt(server.port, { security: 'starttls', user: 'robin', password: 'secret', anyCertificate: true });
  expect(await send(settings, 20)).toEqual(Array.from({ length: 20 }, () => null));
  expect(server.taken).toHaveLength(20);
  expect(server.taken.every(({ user, secure }) => user === 'robin' && secure)).toBe(true);
  expect(connected).toBeLessThanOrEqual(2);
});

test('a server whose certificate is not its own gets nothing, nor one that refuses the password', async () => {
  const server = await serverWith({ authOptional: false, onAuth: (_, __, done) => done(new Error('no')) });
  expect(await send(serverAt(server.port, { security: 'starttls' }), 1)).toEqual([{ outcome: 'retry', reason: 'server_unreachable' }]);
  const wrong = serverAt(server.port, { security: 'starttls', user: 'robin', password: 'wrong', anyCertificate: true });
  expect(await send(wrong, 1)).toEqual([{ outcome: 'retry', reason: 'server_refused_password' }]);
  expect(server.taken).toHaveLength(0);
});

test.each([true, false])('refusals of single receivers leave the others alone (hidden pipelining: %s)', async (hidePIPELINING) => {
  const server = await serverWith({
    hidePIPELINING,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _, done) =>
      done(address.startsWith('p3@') ? Object.assign(new Error('5.1.1 user unknown'), { responseCode: 550 }) : undefined),
  });
  const outcomes = await send(serverAt(server.port), 8);
  expect(outcomes.map((outcome) => outcome?.reason ?? 'taken')).toEqual(
    Array.from({ length: 8 }, (_, at) => (at === 3 ? 'no_such_mailbox' : 'taken')),
  );
  expect(server.taken.map(({ to }) => to).toSorted()).toEqual(
    ['p0', 'p1', 'p2', 'p4', 'p5', 'p6', 'p7'].map((name) => `${name}@example.com`),
  );
});

test('a server that takes few connections is served over those it takes; what is too large for it is not begun', async () => {
  const server = await serverWith({ disabledCommands: ['AUTH', 'STARTTLS'], maxClients: 1 });
  expect(await send(serverAt(server.port), 30, 5)).toEqual(Array.from({ length: 30 }, () => null));
  const small = await serverWith({ disabledCommands: ['AUTH', 'STARTTLS'], size: 10 });
  expect(await send(serverAt(small.port), 2)).toEqual(Array.from({ length: 2 }, () => ({ outcome: 'failed', reason: 'too_large' })));
  expect(small.taken).toHaveLength(0);
});

test.each([true, false])(
  'an address with letters beyond ASCII goes to a server that takes such alone (hidden pipelining: %s)',
  async (hidePIPELINING) => {
    const disabledCommands = ['AUTH', 'STARTTLS'];
    const taking = await serverWith({ disabledCommands, hidePIPELINING, hideSMTPUTF8: false });
    expect(await send(serverAt(taking.port), 3, 2, 'ädä')).toEqual([null, null, null]);
    expect(taking.taken.map(({ to }) => to).toSorted()).toEqual(['ädä0@example.com', 'ädä1@example.com', 'ädä2@example.com']);
    const plain = await serverWith({ disabledCommands, hidePIPELINING, hideSMTPUTF8: true });
    expect(await send(serverAt(plain.port), 2, 2, 'ädä')).toEqual(
      Array.from({ length: 2 }, () => ({ outcome: 'failed', reason: 'server_takes_no_unicode' })),
    );
    expect(plain.taken).toHaveLength(0);
  },
);
