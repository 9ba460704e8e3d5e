import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from './config.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'quayside-config-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('every setting has a default that works', () => {
  const config = readConfig({ DATA_DIR: join(folder, 'data'), PORT: '' });
  expect(config).toMatchObject({
    port: 3000,
    baseUrl: 'http://localhost:3000',
    databaseUrl: undefined,
    smtpUrl: undefined,
    allowsPrivateHosts: false,
    logLevel: 'info',
  });
});

test('the secret key is made once, kept, and readable by its owner alone', () => {
  const first = readConfig({ DATA_DIR: folder });
  expect(first.secretKey.length).toBeGreaterThanOrEqual(43);
  expect(readConfig({ DATA_DIR: folder }).secretKey).toBe(first.secretKey);
  expect(readFileSync(join(folder, 'secret-key'), 'utf8')).toBe(first.secretKey);
  expect(statSync(join(folder, 'secret-key')).mode & 0o777).toBe(0o600);
});

test('backups go beside the data folder, where they are told to, or nowhere, and never into the data folder', () => {
  const DATA_DIR = join(folder, 'data');
  expect(readConfig({ DATA_DIR }).backupDir).toBe(`${DATA_DIR}-backups`);
  expect(readConfig({ DATA_DIR, BACKUP_DIR: join(folder, 'elsewhere') }).backupDir).toBe(join(folder, 'elsewhere'));
  expect(readConfig({ DATA_DIR, BACKUP_DIR: 'off' }).backupDir).toBeUndefined();
  for (const inside of [DATA_DIR, join(DATA_DIR, 'backups')]) {
    expect(() => readConfig({ DATA_DIR, BACKUP_DIR: inside })).toThrow('would be lost with it');
  }
});

test.each([
  ['PORT', 'eighty', 'PORT must be a whole number'],
  ['PORT', '70000', 'PORT must be a whole number'],
  ['BASE_URL', 'quayside.example.com', 'BASE_URL must be the full address'],
  ['DATABASE_URL', 'mysql://root@localhost/x', 'DATABASE_URL must look like postgresql://'],
  ['SMTP_URL', 'mail.example.com:25', 'SMTP_URL must look like smtp://'],
  ['SECRET_KEY', 'short', 'SECRET_KEY must have at least 32 characters'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of'],
])('a wrong %s (%s) is refused by its name', (name, value, sentence) => {
  expect(() => readConfig({ DATA_DIR: folder, [name]: value })).toThrow(sentence);
});

test('a data folder that is a file is refused in one sentence', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => readConfig({ DATA_DIR: file })).toThrow(`cannot write to its data folder ${file} (not a folder)`);
  expect(() => readConfig({ DATA_DIR: join(file, 'data') })).toThrow('(not a folder)');
});

test('a data folder without the right to write is refused in one sentence', () => {
  chmodSync(folder, 0o555);
  const isRoot = process.geteuid!() === 0;
  if (isRoot) process.seteuid!(65_534);
  try {
    expect(() => readConfig({ DATA_DIR: folder })).toThrow('(permission denied)');
  } finally {
    if (isRoot) process.seteuid!(0);
  }
});

test('the slash at the end of BASE_URL is dropped', () => {
  expect(readConfig({ DATA_DIR: folder, BASE_URL: 'https://quayside.example.com/' }).baseUrl).toBe('https://quayside.example.com');
});
