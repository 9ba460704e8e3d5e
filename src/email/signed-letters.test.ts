import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { authenticate } from 'mailauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { givePostalAddress, makeContacts, makeMessage } from '../../test/mail.ts';
import { startMailServer, type MailServer } from '../../test/mail-server.ts';
import { goLive, prepareInstallation } from '../accounts/index.ts';
import { seal } from '../app/sealing.ts';
import { sendMessage } from './send-message.ts';
import { closeThreads } from './smtp/threads.ts';

const OPENDKIM = '/usr/sbin/opendkim-testmsg';
const SECRET = 'k'.repeat(40);
const db = testDatabase();
let server: MailServer;

beforeAll(async () => {
  server = await startMailServer();
  prepareInstallation(db.database, { baseUrl: 'https://quay.example', secretKey: SECRET });
});
afterAll(async () => {
  await closeThreads();
  await server.close();
});

interface Signer {
  seat: TestSeat;
  pem: string;
  /** What the domain's name servers would say. */
  resolve: (name: string, type: string) => Promise<string[][]>;
}

/** An account whose domain is verified, with a key of the kind asked for. */
async function signer(kind: 'rsa' | 'ed25519'): Promise<Signer> {
  const { publicKey, privateKey } = kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const inDns = (kind === 'rsa' ? der : der.subarray(-32)).toString('base64');
  const seat = await makeAccount(db, { name: 'Bäckerei am Hafen' });
  await givePostalAddress(db, seat);
  await db.owner.query(
    `insert into mail_settings (account_id, from_name, from_address, reply_to, smtp_host, smtp_port, smtp_security, updated_at)
     values ($1, 'Bäckerei am Hafen', 'hello@bakery.example', 'answers@bakery.example', '127.0.0.1', $2, 'none', now())`,
    [seat.accountId, server.port],
  );
  await db.owner.query(
    `insert into sending_domains (account_id, id, name, state, return_path_host, tracking_host, created_at)
     values ($1, 1, 'bakery.example', 'verified', 'bounce.bakery.example', 'links.bakery.example', now())`,
    [seat.accountId],
  );
  await db.owner.query(
    `insert into sending_domain_keys (account_id, domain_id, selector, private_key_sealed, public_key, state, created_at)
     values ($1, 1, 'q1', $2, $3, 'signing', now())`,
    [seat.accountId, seal(SECRET, 'quayside dkim keys', pem), inDns],
  );
  await db.database.account(seat.accountId, (account) => goLive(account, seat.actor));
  const records: Record<string, string> = {
    'q1._domainkey.bakery.example': `v=DKIM1; k=${kind}; p=${inDns}`,
    '_dmarc.bakery.example': 'v=DMARC1; p=reject; adkim=s',
    'bakery.example': 'v=spf1 ip4:127.0.0.1 -all',
  };
  const resolve = async (name: string, type: string): Promise<string[][]> => {
    const text = type === 'TXT' ? records[name] : undefined;
    if (text === undefined) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
    return [text.match(/.{1,255}/g)!];
  };
  return { seat, pem, resolve };
}

async function letterOf({ seat }: Signer, changes: object = {}): Promise<string> {
  server.letters.length = 0;
  const ids = await makeContacts(db, seat, 1);
  const messageId = await makeMessage(db, seat, changes);
  await db.database.account(seat.accountId, (account) =>
    sendMessage(account, seat.actor, { messageId, objectId: 0, recordIds: ids, ids: seat.ids }),
  );
  await db.settle(seat.accountId);
  return server.letters[0]!.raw;
}

const judged = (raw: string, { resolve }: Signer) =>
  authenticate(raw, {
    ip: '127.0.0.1',
    helo: 'quay.example',
    sender: 'hello@bakery.example',
    mta: 'mx.example',
    resolver: resolve as never,
  });

// Blanks in rows, tabs, dots at the beginnings of lines, long lines and every alphabet: all that a relaxed form or a transport could change.
const HARD = `Grüße  mit   Lücken,\ttabs\n\n.a dot\n..two\nFrom me\n${'lang'.repeat(80)} 日本語 émoji 🥐 =3D = \n\nend   `;

test.each(['rsa', 'ed25519'] as const)('a letter signed with %s passes DKIM, SPF and DMARC in strict alignment', async (kind) => {
  const account = await signer(kind);
  const raw = await letterOf(account, { subject: 'Grüße, {{ contact.first_name }} 🥐', body: { kind: 'plain', text: HARD } });
  const { dkim, dmarc, spf } = await judged(raw, account);
  expect(dkim.results.map(({ status, signingDomain, selector }) => [status.result, signingDomain, selector])).toEqual([
    ['pass', 'bakery.example', 'q1'],
  ]);
  expect(dkim.results[0]!.status.aligned).toBe('bakery.example');
  expect(spf && spf.status.result).toBe('pass');
  expect(dmarc && dmarc.status.result).toBe('pass');
  expect(dkim.headerFrom).toEqual(['hello@bakery.example']);
});

test('the signature covers what RFC 8058 asks for, and nothing can be added or changed unseen', async () => {
  const account = await signer('rsa');
  const raw = await letterOf(account);
  const signed = /^ h=([\s\S]*?);/m.exec(raw)![1]!.replaceAll(/\s/g, '').split(':');
  expect(signed).toEqual(
    expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id', 'list-unsubscribe', 'list-unsubscribe-post']),
  );
  expect(raw).toMatch(/^List-Unsubscribe: <https:\/\/quay\.example\/e\/u\/[\w.-]+>\r$/m);
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  for (const changed of [
    raw.replace('\r\nAda0', '\r\nEve0'),
    raw.replace(/^Subject: .*$/m, 'Subject: Something else'),
    `Subject: One more\r\n${raw}`,
    raw.replace(/^From: /m, 'From: eve@bakery.example\r\nFrom: '),
    raw.replace(/\/e\/u\//, '/e/x/'),
  ]) {
    expect(changed).not.toBe(raw);
    const { dkim } = await judged(changed, account);
    expect(dkim.results[0]!.status.result).not.toBe('pass');
  }
});

test('every line is short, plain ASCII, and ends as mail asks for it', async () => {
  const account = await signer('rsa');
  const raw = await letterOf(account, { subject: `${'Wörter '.repeat(40)}`, body: { kind: 'plain', text: HARD } });
  const lines = raw.split('\r\n');
  expect(raw.replaceAll('\r\n', '')).toMatch(/^[ -~]*$/);
  expect(lines.filter((line) => line.length > 998)).toEqual([]);
  const body = lines.slice(lines.indexOf('') + 1);
  expect(body.filter((line) => line.length > 83 || /[ \t]$|\t| {2}|^\./.test(line))).toEqual([]);
  const [{ mail }] = server.letters as [(typeof server.letters)[0]];
  expect(mail.subject).toBe('Wörter '.repeat(40).trim());
  expect(mail.text).toContain('Grüße  mit   Lücken,\ttabs\n\n.a dot\n..two\nFrom me');
  expect(mail.text).toContain(`${'lang'.repeat(80)} 日本語 émoji 🥐 =3D =`);
  expect(mail.from?.value).toEqual([{ name: 'Bäckerei am Hafen', address: 'hello@bakery.example' }]);
});

test.runIf(existsSync(OPENDKIM))('the signer of the mail servers reads the same body in it', async () => {
  const account = await signer('rsa');
  const raw = await letterOf(account, { body: { kind: 'plain', text: HARD } });
  const folder = mkdtempSync(join(tmpdir(), 'quayside-dkim-'));
  try {
    const key = join(folder, 'key.pem');
    writeFileSync(key, account.pem);
    const unsigned = raw.replace(/^DKIM-Signature: [\s\S]*?\r\n(?=[A-Z])/, '');
    const args = ['-C', '-t', folder, '-d', 'bakery.example', '-s', 'q1', '-k', key];
    const { status, stdout } = spawnSync(OPENDKIM, args, { input: unsigned, encoding: 'utf8' });
    expect(status).toBe(0);
    // It knows no newer hash; what it hashed must be, byte for byte, what left here and what our own hash is of.
    const body = raw.slice(raw.indexOf('\r\n\r\n') + 4);
    const hashIn = (text: string) => /\bbh=([\w+/=\s]+);/.exec(text)?.[1]!.replaceAll(/\s/g, '');
    expect(hashIn(stdout)).toBe(createHash('sha1').update(body).digest('base64'));
    expect(hashIn(raw)).toBe(createHash('sha256').update(body).digest('base64'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
