import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { redeemPermit, type Permit } from '../../src/compliance/index.ts';
import { handOver } from '../../src/email/smtp/hand-over.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Every source file of the server that is no test. */
const SOURCES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => ({ path: `src/${path}`, text: readFileSync(join(ROOT, 'src', path), 'utf8') }));

/** Which files bring in a file or a package; types alone bring in nothing. */
function importersOf(wanted: string): string[] {
  return SOURCES.filter(({ path, text }) =>
    [...text.matchAll(/^(?:import|export)\s+(type\s+)?(\{[^}]*\}|[^'{]*?)\s*(?:from\s*)?'([^']+)';/gms)].some(([, type, names, from]) => {
      const onlyTypes =
        type !== undefined || (names!.startsWith('{') && names!.split(',').every((name) => /^[{\s]*(type\s|\}?\s*$)/.test(name)));
      const target = from!.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(path), from!)) : from!;
      return target === wanted && !onlyTypes;
    }),
  ).map(({ path }) => path);
}

/** Which files name something from anywhere. */
const usersOf = (name: string): string[] =>
  SOURCES.filter(({ text }) => new RegExp(`\\b${name}\\b`).test(text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))).map(
    ({ path }) => path,
  );

/**
 * What can hand a letter to a server, and who may have it in hand. The last of each chain asks the gate or redeems what the gate gave. Letters about
 * identity (sign-in, reset) are no account's mail and go by themselves.
 */
const HANDS: Record<string, string[]> = {
  nodemailer: ['src/accounts/send-letter.ts', 'src/accounts/sign-up-door.ts', 'src/email/smtp/transport.ts'],
  'src/email/smtp/session.ts': ['src/email/smtp/direct.ts', 'src/email/smtp/outlet.ts', 'src/email/smtp/post-room.ts'],
  'src/email/smtp/direct.ts': ['src/email/smtp/post-room.ts'],
  'src/email/smtp/outlet.ts': ['src/email/smtp/post-room.ts'],
  'src/email/smtp/post-room.ts': ['src/email/smtp/thread.ts'],
  'src/email/smtp/thread.ts': [],
  'src/email/smtp/threads.ts': ['src/email/smtp/hand-over.ts'],
  'src/email/smtp/hand-over.ts': ['src/email/send-due-letters.ts'],
};

describe('no letter leaves but through the gate', () => {
  it.each(Object.entries(HANDS))('%s is in no other hands', (file, hands) => {
    expect(importersOf(file).toSorted()).toEqual(hands.toSorted());
  });

  it('only what redeems a permit gets an address out of one', () => {
    expect(usersOf('redeemPermit').filter((path) => !path.startsWith('src/compliance/'))).toEqual([
      'src/email/smtp/hand-over.ts',
      'src/email/smtp/transport.ts',
    ]);
    for (const path of ['src/email/smtp/hand-over.ts', 'src/email/smtp/transport.ts'])
      expect(readFileSync(join(ROOT, path), 'utf8')).toMatch(/= redeemPermit\(permit\)/);
  });

  it('only the gate makes permits', () => {
    expect(usersOf('issuePermit').toSorted()).toEqual([
      'src/compliance/permit-mail.ts',
      'src/compliance/permit-test-letter.ts',
      'src/compliance/permit.ts',
    ]);
  });

  it('who speaks to a server in one letter gives the permit of the one who asked', () => {
    const senders = usersOf('smtpTransport').filter((path) => path !== 'src/email/smtp/transport.ts');
    expect(senders.toSorted()).toEqual(['src/email/send-test-letter.ts', 'src/email/send-test-message.ts']);
    for (const path of senders) expect(readFileSync(join(ROOT, path), 'utf8')).toMatch(/permitTestLetter\(db, /);
  });

  it('letters are queued by one door, which asks the gate', () => {
    expect(SOURCES.filter(({ text }) => /insert into deliveries\b/i.test(text)).map(({ path }) => path)).toEqual([
      'src/email/queries/deliveries.ts',
    ]);
    expect(importersOf('src/email/queries/deliveries.ts').filter((path) => usersOf('insertDeliveries').includes(path))).toEqual([
      'src/email/queue-letters.ts',
    ]);
    expect(readFileSync(join(ROOT, 'src/email/queue-letters.ts'), 'utf8')).toMatch(/await judgeMail\(/);
  });

  it('what is claimed is asked about again before it is cast', () => {
    expect(importersOf('src/email/compose/cast-letters.ts')).toEqual(['src/email/claim-letters.ts']);
    expect(readFileSync(join(ROOT, 'src/email/claim-letters.ts'), 'utf8')).toMatch(/await permitMail\(/);
  });

  it('a permit that was written by hand, or used, opens nothing', async () => {
    const forged = { accountId: 1, objectId: 0, recordId: 1, address: 'ada@example.com', purpose: 'bulk' } as unknown as Permit;
    expect(() => redeemPermit(forged)).toThrow('not issued by the gate');
    const way = {
      kind: 'smtp' as const,
      connections: 1,
      server: { host: '127.0.0.1', port: 1, security: 'none' as const, user: '', password: '' },
    };
    const letter = { permit: forged, head: {} as never, mould: '', letter: {} as never };
    await expect(handOver(way, 'quay.example', { letters: [letter], moulds: new Map() })).rejects.toThrow('not issued by the gate');
  });
});
