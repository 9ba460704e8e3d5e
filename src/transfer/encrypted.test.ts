import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createMessage, encrypt, enums, generateKey as generatePgp, readKey, readPrivateKey } from 'openpgp';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { foundImport } from '../../test/imports.ts';
import { workbook } from '../../test/workbooks.ts';
import { makeKey } from './keys/make-key.ts';
import { removeKey } from './keys/remove-key.ts';
import type { EncryptionRules } from './pgp/open-encrypted.ts';
import { keysOf, type AccountKeyRow } from './queries/account-keys.ts';
import { receiveFile } from './receive-file.ts';

const test = testDatabase();
const run = promisify(execFile);
const CSV = 'Email,Name\nada@example.com,Ada\nbob@example.com,Bob\n';
let seat: TestSeat;
let home: string;

beforeAll(async () => {
  seat = await makeAccount(test);
  home = await mkdtemp(join(tmpdir(), 'quayside-gpg-'));
  await makeOne();
});
afterAll(async () => {
  await run('gpgconf', ['--homedir', home, '--kill', 'all']).catch(() => undefined);
  await rm(home, { recursive: true, force: true });
});

const inSeat = <T>(work: Parameters<typeof test.database.account<T>>[1]): Promise<T> => test.database.account(seat.accountId, work);
const keys = (): Promise<AccountKeyRow[]> => inSeat((db) => keysOf(db, 'pgp'));
const makeOne = (): Promise<void> =>
  makeKey(test.database, inSeat, { actor: seat.actor, ids: seat.ids, userId: seat.userId }, { kind: 'pgp', name: 'Harbour Ltd' });

async function received(bytes: Uint8Array, encryption: EncryptionRules = {}): Promise<number> {
  const pieces = Readable.from(
    Array.from({ length: Math.ceil(bytes.length / 10_000) }, (_, at) => bytes.subarray(at * 10_000, (at + 1) * 10_000)),
  );
  return receiveFile(test.database, {
    accountId: seat.accountId,
    objectId: 0,
    fileName: 'people.csv.pgp',
    userId: seat.userId,
    bytes: pieces,
    encryption,
  });
}
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'taken',
    (error: { code: string }) => error.code,
  );

const gpg = (...args: string[]): Promise<unknown> =>
  run('gpg', ['--homedir', home, '--batch', '--yes', '--quiet', '--trust-model', 'always', ...args]);

/** A file as GnuPG encrypts it for the account's newest key. */
async function byGpg(content: string | Buffer, ...how: string[]): Promise<Buffer> {
  const [newest] = await keys();
  const [key, plain, out] = ['key.asc', 'plain', 'out'].map((name) => join(home, name)) as [string, string, string];
  await writeFile(key, newest!.public_key);
  await writeFile(plain, content);
  await gpg('--import', key);
  await gpg('--recipient', newest!.fingerprint, '--output', out, ...how, '--encrypt', plain);
  return readFile(out);
}

async function senderOfGpg(): Promise<string> {
  await gpg('--passphrase', '', '--quick-gen-key', 'sender@example.com', 'ed25519', 'sign', 'never');
  return (await run('gpg', ['--homedir', home, '--armor', '--export', 'sender@example.com'])).stdout;
}

describe('a file encrypted for the account', () => {
  it('is opened as GnuPG writes it, armored and binary, CSV and workbook', async () => {
    for (const how of [['--armor'], [], ['--compress-algo', 'zlib']]) {
      expect(await foundImport(test, seat, await received(await byGpg(CSV, ...how)))).toMatchObject({
        row_count: 2,
        columns: ['Email', 'Name'],
        reading: { encrypted: { signedBy: null } },
      });
    }
    const file = await workbook({ sheets: [{ name: 'People', rows: [['Email'], ['ada@example.com']] }] });
    expect(await foundImport(test, seat, await received(await byGpg(file)))).toMatchObject({ row_count: 1, reading: { sheet: 'People' } });
  });

  it('is opened piece by piece where it is large', async () => {
    const line = `${'x'.repeat(60)}@example.com,Somebody\n`;
    const id = await received(await byGpg(`Email,Name\n${line.repeat(40_000)}`, '--compress-algo', 'none'));
    expect(await foundImport(test, seat, id)).toMatchObject({ row_count: 40_000 });
  });

  it('is opened with keys that are no longer in use, until they are removed', async () => {
    const file = await byGpg(CSV);
    await makeOne();
    const [newest, older] = await keys();
    expect(newest!.fingerprint).not.toBe(older!.fingerprint);
    expect(await refusal(received(file))).toBe('taken');
    await inSeat((db) => removeKey(db, seat.actor, older!.id));
    expect(await refusal(received(file))).toBe('wrong_key');
  });

  it('is refused with one sentence where it is for others, changed, unprotected, locked with a passphrase, or no message', async () => {
    const other = await generatePgp({ type: 'ecc', curve: 'curve25519Legacy', userIDs: [{ name: 'Other' }], format: 'object' });
    const message = (): ReturnType<typeof createMessage> => createMessage({ text: CSV }) as never;
    const forOther = await encrypt({ message: await message(), encryptionKeys: other.publicKey, format: 'binary' });
    expect(await refusal(received(forOther as Uint8Array))).toBe('wrong_key');
    const long = CSV + 'eve@example.com,Eve\n'.repeat(20_000);
    const changed = await byGpg(long, '--compress-algo', 'none');
    changed[changed.length - 3_000]! ^= 1;
    expect(await refusal(received(changed))).toBe('tampered');
    const cut = (await byGpg(long, '--compress-algo', 'none')).subarray(0, 200_000);
    expect(await refusal(received(cut))).toBe('tampered');
    expect(await refusal(received(await byGpg(CSV, '--rfc2440', '--cipher-algo', '3DES', '--disable-mdc')))).toMatch(/not_protected|taken/);
    const locked = await encrypt({ message: await message(), passwords: 'swordfish', format: 'binary' });
    expect(await refusal(received(locked as Uint8Array))).toBe('wrong_key');
    const [newest] = await keys();
    expect(await refusal(received(Buffer.from(newest!.public_key)))).toBe('not_a_message');
    const { rows } = await test.owner.query("select 1 from imports where status = 'uploading'");
    expect(rows).toEqual([]);
  });

  it('is refused where nothing protects it against changes', async () => {
    const [newest] = await keys();
    const encryptionKeys = await readKey({ armoredKey: newest!.public_key });
    const sessionKey = { data: new Uint8Array(16).fill(7), algorithm: 'aes128' as const };
    const { encryptSessionKey, PacketList, SymmetricallyEncryptedDataPacket, LiteralDataPacket, Message } =
      (await import('openpgp')) as any;
    const literal = new LiteralDataPacket();
    literal.setText(CSV);
    const packet = new SymmetricallyEncryptedDataPacket();
    packet.packets = new PacketList();
    packet.packets.push(literal);
    await packet.encrypt(enums.symmetric.aes128, sessionKey.data);
    const head = await encryptSessionKey({ ...sessionKey, encryptionKeys, format: 'object' });
    head.packets.push(packet);
    expect(await refusal(received(new Message(head.packets).write()))).toBe('not_protected');
  });

  it('is checked against the sender’s key where that is given', async () => {
    const senderKey = await senderOfGpg();
    const fingerprint = (await readKey({ armoredKey: senderKey })).getFingerprint().toUpperCase();
    const signed = await byGpg(CSV, '--local-user', 'sender@example.com', '--sign');
    expect((await foundImport(test, seat, await received(signed, { senderKey, needsSignature: true }))).reading.encrypted).toEqual({
      signedBy: fingerprint,
    });
    expect(await refusal(received(await byGpg(CSV), { senderKey, needsSignature: true }))).toBe('not_signed');
    expect(await refusal(received(await byGpg(CSV), { senderKey }))).toBe('taken');
    const [mine] = await keys();
    expect(await refusal(received(signed, { senderKey: mine!.public_key, needsSignature: true }))).toBe('not_signed');
    expect(await refusal(received(Buffer.from(CSV), { needsEncryption: true }))).toBe('not_encrypted');
  });

  it('keeps private keys sealed', async () => {
    for (const key of await keys()) {
      expect(key.private_sealed).toMatch(/^v1\./);
      await expect(readPrivateKey({ armoredKey: key.private_sealed! })).rejects.toThrow();
    }
  });
});
