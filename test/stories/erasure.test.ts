import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, prepareInstallation } from '../../src/accounts/index.ts';
import { backup } from '../../src/app/backups/backup.ts';
import { readFrames } from '../../src/app/backups/backup-file.ts';
import { buildServer } from '../../src/app/server.ts';
import { receiveHit } from '../../src/visits/receive-hit.ts';
import { storeWaitingHits } from '../../src/visits/index.ts';
import { CONTACT_FIELDS as F } from '../../src/records/schema.ts';
import { visitor, type Visitor } from '../browser.ts';
import { makeAccount, signedIn, type TestSeat } from '../factories.ts';
import { testDatabase } from '../harness.ts';
import { handInMail } from '../inbound.ts';

const test = testDatabase();

/** Everything that will be known of one person: each stands nowhere else in the installation. */
const KNOWN = {
  firstName: 'Wilhelmina',
  lastName: 'Zeppelinsdottir',
  email: 'wilhelmina.z@zeppelin-post.example',
  sms: '+436641234987',
  phone: '+4315557788',
  title: 'Admiraless',
  street: 'Nebelhornweg 77',
  city: 'Quitzdorf',
  website: 'https://zeppelin-luft.example/mina',
  source: 'Leuchtturmfest',
  custom: 'Lieblingsknoten Palstek',
  formerName: 'Wilhelmine',
  formerEmail: 'mine@obernzell-post.example',
  formerCity: 'Obernzell',
  note: 'Mag keine Anrufe am Vormittag',
  formerNote: 'Ruft gern vormittags zurueck',
  task: 'Zeppelinmodell vorbeibringen',
  outcome: 'Modell angenommen',
  evidence: 'Am Messestand mündlich zugesagt',
  withdrawal: 'Hat am Telefon abgesagt',
  rejected: 'Wilhelmina ohne Geburtstag',
  mailSubject: 'Landeplatz am Bodensee',
  mailText: 'Darf ich mit dem Luftschiff kommen',
  mailLayout: 'Luftschiffbriefkopf',
  answer: 'Gern, bitte am Nordufer landen',
  typedSubject: 'Ihr Ankerplatz ist frei',
  typedText: 'Bringen Sie die Halteleinen mit',
  colleagues: 'Vorsicht, reist per Luftschiff',
  draft: 'Noch eine Frage zum Ankermast',
  formAnswer: 'Steuerfrau beim Bodenseerennen',
  ip: '198.51.100.23',
  formPage: 'ballonfahrt-anfrage',
  visitedPage: 'preisliste-gondeln',
  visitedFrom: 'https://luftfahrerforum.example/faden',
  campaign: 'gondelpost',
} as const;
/** What a click could give away of its reader and is not kept in the first place. */
const NOT_KEPT = { address: '203.0.113.77', browser: 'Zeppelinbrowser/9' };

describe('a person who is erased', () => {
  let server: FastifyInstance;
  let seat: TestSeat;
  let owner: Visitor;
  let folder: string;

  beforeAll(async () => {
    prepareInstallation(test.database, { baseUrl: 'http://localhost:3000', secretKey: 'a key for tests alone, long enough for everybody' });
    server = await buildServer({ database: test.database, identify, baseUrl: 'http://localhost:3000', port: 0 });
    seat = await makeAccount(test);
    owner = visitor(server, await signedIn(test, seat));
    folder = await mkdtemp(join(tmpdir(), 'quayside-erasure-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await server.close();
  });

  it('leaves none of their values in a backup of everything, and stays forgotten by those who look', async () => {
    await owner.patch('/api/account', { postalAddress: '1 Quay Street' });
    const other = await owner.post('/api/records/0', { values: { [F.firstName]: 'Konrad', [F.email]: 'konrad@example.com' } });
    const id = await importedPerson();
    await livesThrough(id);
    await isWrittenTo([id, other.id]);
    await test.settle();
    await converses();
    await test.settle();
    await looksAndAsks();
    await test.settle();
    expect(await missingFrom(await dump('before'))).toEqual([]);

    await owner.post('/api/privacy/erasures', { object: 0, id });
    await test.settle();
    expect(await foundIn(await dump('after'))).toEqual([]);

    const { found } = await owner.get('/api/search?q=wilhelmina');
    expect(found).toEqual([]);
    expect((await server.inject({ url: `/api/records/0/${id}`, headers: await signedIn(test, seat) })).statusCode).toBe(404);
    expect((await owner.get('/api/search?q=konrad')).found).toHaveLength(1);
  });

  /** They look at a page of ours, and hand a form in, by which they permit mail; what they chose of it is theirs, too. */
  async function looksAndAsks(): Promise<void> {
    const { siteKey } = await owner.patch('/api/visits/settings', { domains: ['harbour.example'], consent: 'at_once' });
    const visitorKey = 'a1b2c3d4e5f6a1b2c3d4e5f6';
    const browser = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0', origin: undefined, refuses: false, from: KNOWN.ip };
    const address = `https://harbour.example/${KNOWN.visitedPage}?utm_campaign=${KNOWN.campaign}`;
    await receiveHit(test.database, { siteKey, address, referrer: KNOWN.visitedFrom, visitor: visitorKey, mark: '', ...browser });
    await storeWaitingHits(test.database);
    // Somebody else comes after them: settings show the address that was told of last, whosesoever it was.
    await receiveHit(test.database, {
      siteKey,
      address: 'https://harbour.example/',
      referrer: '',
      visitor: '',
      mark: '',
      ...browser,
      from: '',
    });
    await storeWaitingHits(test.database);
    const blocks = [
      { type: 'field', fieldId: F.email, label: 'Address', isRequired: true },
      { type: 'field', fieldId: F.title, label: 'Title' },
      { type: 'consent', channel: 'email', text: 'Write to me' },
    ];
    const { id } = await owner.post('/api/forms', { objectId: 0, name: 'Flights', document: { kind: 'blocks', blocks } });
    const { share } = await owner.post(`/api/forms/${id}/publish`);
    const answers = { [`f${F.email}`]: KNOWN.email, [`f${F.title}`]: KNOWN.formAnswer, c0: 'yes' };
    const { statusCode } = await server.inject({
      method: 'POST',
      url: new URL(share.lastingUrl).pathname,
      remoteAddress: KNOWN.ip,
      payload: { ...answers, q_page: `https://harbour.example/${KNOWN.formPage}`, q_visitor: visitorKey },
    });
    expect(statusCode).toBe(303);
  }

  /** They write, and are answered; colleagues note something, and somebody has begun a second answer. */
  async function converses(): Promise<void> {
    const mail = { from: KNOWN.email, subject: KNOWN.mailSubject, text: KNOWN.mailText, html: `<p>${KNOWN.mailLayout}</p>` };
    await handInMail(test, seat.accountId, { ...mail, name: KNOWN.firstName, record: await recordOf(KNOWN.email) });
    await test.settle();
    const { conversations } = await owner.get('/api/conversations');
    const at = `/api/conversations/${conversations[0].id}`;
    await owner.post(`${at}/notes`, { text: KNOWN.colleagues });
    await owner.post(`${at}/answer`, { text: KNOWN.answer });
    const { id } = await recordOf(KNOWN.email);
    await owner.post(`/api/records/0/${id}/letters`, { subject: KNOWN.typedSubject, text: KNOWN.typedText });
    await owner.put(`${at}/draft`, { kind: 'answer', text: KNOWN.draft });
  }

  async function recordOf(email: string): Promise<{ objectId: number; id: number }> {
    const { records } = await owner.get(`/api/records/0?search=${encodeURIComponent(email)}`);
    return { objectId: 0, id: records[0].id };
  }

  /** The person comes by a file, whose second row about them was refused. */
  async function importedPerson(): Promise<number> {
    const rows = [
      [KNOWN.formerName, KNOWN.lastName, KNOWN.formerEmail, KNOWN.formerCity, '1980-02-03'],
      [KNOWN.rejected, KNOWN.lastName, KNOWN.formerEmail, KNOWN.formerCity, 'never'],
    ];
    const text = `First name,Last name,Email,City,Birthday\n${rows.map((row) => row.join(',')).join('\n')}\n`;
    const { id } = await owner.upload('/api/imports?object=0', { name: 'people.csv', text });
    const fields = [F.firstName, F.lastName, F.email, F.city, F.birthday];
    await owner.put(`/api/imports/${id}/mapping`, {
      mapping: fields.map((fieldId) => ({ to: 'field', fieldId })),
      options: { match: [F.email], mode: 'both', tags: ['Fair'], ownerId: null },
    });
    await owner.post(`/api/imports/${id}/start`, { permission: 'They left their address at our stand at the harbour fair in spring.' });
    await test.settle();
    const { records } = await owner.get(`/api/records/0?search=${KNOWN.lastName}`);
    return records[0].id;
  }

  async function livesThrough(id: number): Promise<void> {
    const { id: custom } = await owner.post('/api/objects/0/fields', { label: 'Favourite', type: 'text', isUnique: true });
    const values = {
      [F.firstName]: KNOWN.firstName,
      [F.email]: KNOWN.email,
      [F.smsNumber]: KNOWN.sms,
      [F.officePhone]: KNOWN.phone,
      [F.title]: KNOWN.title,
      [F.address]: KNOWN.street,
      [F.city]: KNOWN.city,
      [F.website]: KNOWN.website,
      [F.leadSource]: KNOWN.source,
      [custom]: KNOWN.custom,
    };
    await owner.patch(`/api/records/0/${id}`, { values });
    await owner.post('/api/records/149', { values: { 1: 'Deal', 9: id } });
    const note = await owner.post(`/api/records/0/${id}/notes`, { body: KNOWN.formerNote });
    await owner.patch(`/api/notes/${note.id}`, { body: KNOWN.note });
    const { tasks } = await owner.post(`/api/records/0/${id}/tasks`, { subject: KNOWN.task, dueAt: null });
    await owner.post(`/api/tasks/${tasks[0].id}/complete`, { outcome: KNOWN.outcome });
    const card = `/api/objects/0/records/${id}/permission`;
    await owner.post(`${card}/withdraw`, { channel: 'email', evidence: KNOWN.withdrawal });
    await owner.post('/api/suppressions/release', { channel: 'email', address: KNOWN.email });
    await owner.post(`${card}/give`, { channel: 'email', evidence: KNOWN.evidence });
  }

  /** A letter goes out to both, is opened, a link in it clicked, and the person barred in the end. */
  async function isWrittenTo(recordIds: number[]): Promise<void> {
    const text = `Dear {{ contact.first_name }} {{ contact.last_name }} of {{ contact.city }}, https://harbour.example/?of={{ contact.lead_source }}`;
    const { message } = await owner.post('/api/messages', {
      name: 'Letter',
      purpose: 'transactional',
      subject: 'For {{ contact.first_name | default: "you" }}',
      body: { kind: 'plain', text },
    });
    await owner.post(`/api/messages/${message.id}/publish`);
    const { id } = await owner.post('/api/automations', {
      name: 'Writing',
      objectId: 0,
      map: { triggers: [], start: 2, steps: [step(2, 'email.send', { messageId: message.id }, [3]), step(3, 'end', {}, [])], lastId: 3 },
    });
    await owner.post(`/api/automations/${id}/publish`);
    await owner.post(`/api/automations/${id}/records`, { recordIds });
    await test.settle();
    const { letters } = await owner.get('/api/outbox?limit=100');
    const letter = await owner.get(`/api/outbox/${letters.find(({ recordId }: { recordId: number }) => recordId === recordIds[0]).id}`);
    const reader = { remoteAddress: NOT_KEPT.address, headers: { 'user-agent': NOT_KEPT.browser } };
    await server.inject({ url: new URL(letter.links[0].follow).pathname, ...reader });
    await server.inject({ url: new URL(letter.links[0].follow).pathname.replace('/e/c/', '/e/o/'), ...reader });
  }

  const step = (id: number, kind: string, settings: object, next: (number | null)[]): object => ({ id, kind, settings, next });

  /** Everything the installation holds, as text; what stands in bytes is put beside it. */
  async function dump(name: string): Promise<string> {
    const file = join(folder, name);
    await backup(test.ownerUrl, file);
    const parts: Buffer[] = [];
    for await (const { kind, payload } of readFrames(file)) if (kind === 'D') parts.push(payload);
    const text = Buffer.concat(parts).toString('utf8');
    const inBytes = [...text.matchAll(/\\\\x([0-9a-f]{8,})/g)].map(([, hex]) => Buffer.from(hex!, 'hex').toString('utf8'));
    return [text, ...inBytes].join('\n').toLowerCase();
  }

  /** A value may stand as it was typed, in words, or as digits alone. */
  const formsOf = (value: string): string[] => {
    const digits = value.replaceAll(/\D/g, '');
    return [value.toLowerCase(), ...(value.startsWith('+') ? [digits, digits.slice(-10)] : [])];
  };
  const foundIn = async (text: string): Promise<string[]> =>
    Object.entries({ ...KNOWN, ...NOT_KEPT }).flatMap(([name, value]) =>
      formsOf(value)
        .filter((form) => text.includes(form))
        .map((form) => {
          const at = text.indexOf(form);
          return `${name} (${form}): …${text.slice(Math.max(0, at - 150), at + 100)}…`;
        }),
    );
  const missingFrom = async (text: string): Promise<string[]> =>
    Object.entries(KNOWN).flatMap(([name, value]) => (formsOf(value).some((form) => text.includes(form)) ? [] : [name]));
});
