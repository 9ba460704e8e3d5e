import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { givePostalAddress, makeContacts } from '../../test/mail.ts';
import { identify, installationOf } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';
import { CONTACT_FIELDS as C, recordById } from '../records/index.ts';
import { permissionLinks } from './permission-links.ts';
import { termsOf } from './permit-mail.ts';
import { recordHardBounces } from './record-hard-bounces.ts';
import { verdictsOf } from './queries/verdict.ts';
import { topicById } from './queries/wishes-verdict.ts';
import { createTopicBody } from './schema.ts';
import { createTopic } from './topics/create-topic.ts';
import { updatePermissionSettings } from './update-permission-settings.ts';

const db = testDatabase();
let app: FastifyInstance;

beforeAll(async () => void (app = await buildServer({ database: db.database, identify, baseUrl: 'http://localhost', port: 0 })));
afterAll(() => app.close());

interface Reader {
  seat: TestSeat;
  id: number;
  path: string;
}

async function aReader(): Promise<Reader> {
  const seat = await makeAccount(db);
  await givePostalAddress(db, seat);
  const [id] = await makeContacts(db, seat, 1);
  const { preferences } = permissionLinks(installationOf(db.database), { accountId: seat.accountId, objectId: 0, recordId: id! });
  return { seat, id: id!, path: new URL(preferences).pathname };
}

const topic = ({ seat }: Reader, name: string, begins: 'in' | 'out' = 'in', isPublic = true): Promise<number> =>
  db.database.account(seat.accountId, (account) =>
    createTopic(account, seat.actor, seat.ids, createTopicBody.parse({ name, begins, isPublic })),
  );

const opened = (path: string, language = 'en') => app.inject({ url: path, headers: { 'accept-language': language } });

const sent = (path: string, form: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });

/** What the gate says of bulk mail to them, about a topic or in general. */
const refusalOf = ({ seat, id }: Reader, topicId?: number) =>
  db.database.account(seat.accountId, async (account) => {
    const topicAsked = topicId === undefined ? undefined : topicById(seat.accountId, topicId);
    const asked = { objectId: 0, recordIds: [id], causeIds: [null], purpose: 'bulk' as const, topic: topicAsked };
    return (await verdictsOf(account, await termsOf(account), asked))[0]!.reason;
  });

test('shows the public topics as they stand, and changes nothing by being opened', async () => {
  const reader = await aReader();
  const news = await topic(reader, 'Harbour news');
  const offers = await topic(reader, 'Offers', 'out');
  await topic(reader, 'For the staff', 'in', false);
  const { statusCode, body } = await opened(reader.path);
  expect(statusCode).toBe(200);
  expect(body).toMatch(new RegExp(`name="topic-${news}" checked`));
  expect(body).toMatch(new RegExp(`name="topic-${offers}">`));
  expect(body).not.toContain('For the staff');
  expect(body).not.toContain('ada0');
  expect(await refusalOf(reader)).toBeNull();
});

test('keeps topics, a pause and its end, each once', async () => {
  const reader = await aReader();
  const news = await topic(reader, 'Harbour news');
  const offers = await topic(reader, 'Offers', 'out');
  expect((await sent(reader.path, { action: 'save', [`topic-${offers}`]: 'on', frequency: 'all', pause: '' })).statusCode).toBe(200);
  expect(await refusalOf(reader, news)).toBe('topic_declined');
  expect(await refusalOf(reader, offers)).toBeNull();

  await sent(reader.path, { action: 'save', [`topic-${offers}`]: 'on', pause: '4' });
  expect(await refusalOf(reader, offers)).toBe('paused');
  expect((await opened(reader.path)).body).toContain('<option value="0">');
  await sent(reader.path, { action: 'save', [`topic-${offers}`]: 'on', pause: '0' });
  expect(await refusalOf(reader, offers)).toBeNull();

  const lines = await db.owner.query(
    "select state, topic_id, how, personal ->> 'ip' as ip from consents where account_id = $1 and record_id = $2 order by id",
    [reader.seat.accountId, reader.id],
  );
  expect(lines.rows.map(({ state, topic_id }) => [state, topic_id === null ? null : Number(topic_id)])).toEqual([
    ['withdrawn', news],
    ['given', offers],
    ['paused', null],
    ['continued', null],
  ]);
  expect(new Set(lines.rows.map(({ how }) => how))).toEqual(new Set(['preferences']));
  expect(lines.rows.every(({ ip }) => ip !== null)).toBe(true);
});

test('a pause ends by itself when its weeks are over', async () => {
  const reader = await aReader();
  await sent(reader.path, { action: 'save', pause: '1' });
  expect(await refusalOf(reader)).toBe('paused');
  await db.owner.query("update mail_wishes set paused_until = paused_until - interval '8 days' where account_id = $1", [
    reader.seat.accountId,
  ]);
  expect(await refusalOf(reader)).toBeNull();
});

test('ends all mail and begins it again, and a hard bounce is not begun again', async () => {
  const reader = await aReader();
  expect((await sent(reader.path, { action: 'stop' })).body).toContain('role="status"');
  expect(await refusalOf(reader)).toBe('suppressed');
  expect((await opened(reader.path)).body).toContain('value="start"');
  await sent(reader.path, { action: 'start' });
  expect(await refusalOf(reader)).toBeNull();

  await db.database.account(reader.seat.accountId, (account) =>
    recordHardBounces(account, reader.seat.actor, 0, [{ recordId: reader.id, messageId: 1, causeId: null }]),
  );
  await sent(reader.path, { action: 'start' });
  expect(await refusalOf(reader)).toBe('hard_bounce');
});

test('keeps corrected details of the fields the account offers, keeps nothing of a form with a wrong one, and no field beside them', async () => {
  const reader = await aReader();
  const news = await topic(reader, 'Harbour news');
  await db.database.account(reader.seat.accountId, (account) =>
    updatePermissionSettings(account, reader.seat.actor, { correctableFields: [C.firstName, C.birthday] }),
  );
  const wrong = await sent(reader.path, { action: 'save', [`field-${C.firstName}`]: 'Ada', [`field-${C.birthday}`]: 'yesterday' });
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('role="alert"');
  expect(await refusalOf(reader, news)).toBeNull();

  await sent(reader.path, {
    action: 'save',
    [`field-${C.firstName}`]: ' Augusta ',
    [`field-${C.lastName}`]: 'Sneaked in',
    [`topic-${news}`]: 'on',
  });
  const record = await db.database.account(reader.seat.accountId, (account) => recordById(account, 0, reader.id));
  expect(record?.values).toMatchObject({ [C.firstName]: 'Augusta' });
  expect(record?.values).not.toHaveProperty(String(C.lastName));
});

test('speaks the language that was chosen, then the browser’s, and keeps the chosen one', async () => {
  const reader = await aReader();
  expect((await opened(reader.path, 'de-CH,de;q=0.9')).body).toContain('<html lang="de"');
  await sent(`${reader.path}?lang=de`, { action: 'save' });
  expect((await opened(reader.path, 'en')).body).toContain('<html lang="de"');
  expect((await opened(`${reader.path}?lang=en`, 'de')).body).toContain('<html lang="en"');
});

test('a link that was changed, that is for something else, or whose person is gone opens nothing', async () => {
  const reader = await aReader();
  const other = await aReader();
  const { confirm } = permissionLinks(
    installationOf(db.database),
    { accountId: reader.seat.accountId, objectId: 0, recordId: reader.id },
    'a@b.example',
  );
  const stretched = reader.path.replace(/preferences\/p[0-9a-z]+/, (start) => `${start.slice(0, -1)}${other.seat.accountId.toString(36)}`);
  for (const path of [`${reader.path}x`, stretched, `/p/preferences/${confirm!.split('/').at(-1)}`, '/p/preferences/.']) {
    expect([path, (await opened(path)).statusCode]).toEqual([path, 404]);
    expect([path, (await sent(path, { action: 'stop' })).statusCode]).toEqual([path, 404]);
  }
  expect(await refusalOf(reader)).toBeNull();
  await db.owner.query('update records set deleted_at = now() where account_id = $1 and object_id = 0 and id = $2', [
    reader.seat.accountId,
    reader.id,
  ]);
  expect((await opened(reader.path)).statusCode).toBe(404);
});
