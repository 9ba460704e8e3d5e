import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { givePostalAddress, makeMessage } from '../../../test/mail.ts';
import { identify, installationOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { buildServer } from '../../app/server.ts';
import { giveConsent, permissionLinks } from '../../compliance/index.ts';
import { createRecord } from '../../records/index.ts';
import { sendMessage } from '../send-message.ts';
import { showLetter } from '../show-letter.ts';

const db = testDatabase();
let app: FastifyInstance;

beforeAll(async () => void (app = await buildServer({ database: db.database, identify, baseUrl: 'http://localhost:3000', port: 0 })));
afterAll(() => app.close());

const inside = <T>(seat: TestSeat, work: (account: AccountDb) => Promise<T>): Promise<T> => db.database.account(seat.accountId, work);
const set = (seat: TestSeat, columns: string) =>
  db.owner.query(
    `insert into permission_settings (account_id, updated_at, ${columns.split('=')[0]}) values ($1, now(), ${columns.split('=')[1]})`,
    [seat.accountId],
  );

async function visitor(seat: TestSeat, email: string, topicIds: number[] = []): Promise<number> {
  return inside(seat, async (account) => {
    const id = await createRecord(account, seat.actor, seat.ids, { objectId: 0, values: { 1: 'Ada', 3: email } });
    await giveConsent(
      account,
      { type: 'contact', id: String(id) },
      {
        objectId: 0,
        recordIds: [id],
        channel: 'email',
        how: 'form',
        sourceId: 7,
        evidence: 'Yes, send me the harbour news.',
        page: 'https://quay.example/news',
        ip: '192.0.2.7',
        topicIds,
      },
    );
    return id;
  });
}

/** What letters a person got or has waiting: purpose and what became of each, with its text. */
async function letters(seat: TestSeat, id: number): Promise<{ purpose: string; status: string; reason: string | null }[]> {
  await db.settle(seat.accountId);
  const { rows } = await db.owner.query(
    'select purpose, status, reason from deliveries where account_id = $1 and record_id = $2 order by id',
    [seat.accountId, id],
  );
  return rows;
}

const status = async (seat: TestSeat, id: number): Promise<number> =>
  (await db.owner.query('select email_status from records where account_id = $1 and object_id = 0 and id = $2', [seat.accountId, id]))
    .rows[0].email_status;

const page = async (url: string, payload?: string, headers: Record<string, string> = {}) => {
  const answer = await app.inject({
    method: payload === undefined ? 'GET' : 'POST',
    url: url.replace('http://localhost:3000', ''),
    ...(payload === undefined ? {} : { payload }),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
  return { status: answer.statusCode, html: answer.body };
};

const linksOf = (seat: TestSeat, recordId: number, address: string) =>
  permissionLinks(installationOf(db.database), { accountId: seat.accountId, objectId: 0, recordId }, address);

test('where double opt-in is required nobody is written to until they press the button of the page', async () => {
  const seat = await makeAccount(db);
  await givePostalAddress(db, seat);
  await set(seat, "double_opt_in='required'");
  const id = await visitor(seat, 'ada@example.com');
  expect(await status(seat, id)).toBe(-3);
  expect(await letters(seat, id)).toMatchObject([{ purpose: 'confirmation', status: 'captured' }]);

  const news = await makeMessage(db, seat);
  await inside(seat, (account) => sendMessage(account, seat.actor, { messageId: news, objectId: 0, recordIds: [id], ids: seat.ids }));
  const { confirm } = linksOf(seat, id, 'ada@example.com');
  const shown = await page(confirm!);
  expect(shown).toMatchObject({ status: 200 });
  expect(shown.html).toContain('ad…@example.com');
  expect(shown.html).not.toContain('ada@example.com');
  expect(await status(seat, id)).toBe(-3);
  for (let press = 0; press < 2; press++) expect((await page(confirm!, 'action=confirm')).html).toContain('is confirmed');
  expect(await status(seat, id)).toBe(2);

  await inside(seat, (account) => sendMessage(account, seat.actor, { messageId: news, objectId: 0, recordIds: [id], ids: seat.ids }));
  expect(await letters(seat, id)).toMatchObject([{ purpose: 'confirmation' }, { purpose: 'bulk', status: 'captured' }]);
  const { rows } = await db.owner.query(
    'select state, how, source_id, personal from consents where account_id = $1 and record_id = $2 order by id',
    [seat.accountId, id],
  );
  expect(rows).toEqual([
    {
      state: 'requested',
      how: 'form',
      source_id: 7,
      personal: { evidence: 'Yes, send me the harbour news.', page: 'https://quay.example/news', ip: '192.0.2.7' },
    },
    {
      state: 'confirmed',
      how: 'link',
      source_id: null,
      personal: { evidence: 'Yes, write to me', page: 'http://localhost:3000/p/confirm', ip: '127.0.0.1' },
    },
  ]);
});

test('the letter itself carries the link of its receiver', async () => {
  const seat = await makeAccount(db);
  await set(seat, "double_opt_in='required'");
  const id = await visitor(seat, 'link@example.com');
  await db.settle(seat.accountId);
  const { rows } = await db.owner.query('select id from deliveries where account_id = $1 and record_id = $2', [seat.accountId, id]);
  const shown = await inside(seat, (account) =>
    showLetter(account, { database: db.database, installation: undefined, viewer: everyone, id: rows[0].id }),
  );
  expect(JSON.stringify(shown)).toContain(linksOf(seat, id, 'link@example.com').confirm!);
});

test('where it is optional people may be written to at once, and are asked beside', async () => {
  const seat = await makeAccount(db);
  await set(seat, "double_opt_in='optional'");
  const id = await visitor(seat, 'opt@example.com');
  expect(await status(seat, id)).toBe(1);
  expect(await letters(seat, id)).toMatchObject([{ purpose: 'confirmation', status: 'captured' }]);
});

test('a form that is sent again and again sends one letter, and five at most', async () => {
  const seat = await makeAccount(db);
  await set(seat, "double_opt_in='required'");
  const id = await visitor(seat, 'again@example.com');
  const again = () =>
    inside(seat, (account) =>
      giveConsent(account, seat.actor, { objectId: 0, recordIds: [id], channel: 'email', how: 'form', evidence: 'Yes, please' }),
    );
  await again();
  expect(await letters(seat, id)).toHaveLength(1);
  for (let day = 0; day < 8; day++) {
    db.clock.moveBy(86_400_000);
    await again();
  }
  expect(await letters(seat, id)).toHaveLength(5);
});

test('a link that is too old confirms nothing and gets a new one; one for another address is none', async () => {
  const seat = await makeAccount(db);
  await set(seat, "double_opt_in='required'");
  const id = await visitor(seat, 'late@example.com');
  const { confirm } = linksOf(seat, id, 'late@example.com');
  db.clock.moveBy(15 * 86_400_000);
  expect((await page(confirm!, 'action=confirm')).html).toContain('too old');
  expect(await status(seat, id)).toBe(-3);
  expect((await page(confirm!, 'action=again')).html).toContain('on its way');
  expect(await letters(seat, id)).toHaveLength(2);
  expect((await page(confirm!, 'action=confirm')).html).toContain('is confirmed');
  const other = linksOf(seat, id, 'other@example.com').confirm!;
  expect((await page(other)).status).toBe(404);
  expect((await page(`${confirm}x`)).status).toBe(404);
});

test('an own confirmation is used while nobody has found it wanting, then the standard one', async () => {
  const seat = await makeAccount(db);
  const own = await makeMessage(db, seat, {
    name: 'Our own',
    purpose: 'confirmation',
    subject: 'Is it you?',
    body: { kind: 'plain', text: 'Please click {{ confirm_url }}' },
  });
  await db.owner.query(
    "insert into permission_settings (account_id, double_opt_in, confirmation_message_id, confirmation_review, updated_at) values ($1, 'required', $2, 'provisional', now())",
    [seat.accountId, own],
  );
  const first = await visitor(seat, 'first@example.com');
  await letters(seat, first);
  await db.owner.query("update permission_settings set confirmation_review = 'refused' where account_id = $1", [seat.accountId]);
  const second = await visitor(seat, 'second@example.com');
  await letters(seat, second);
  const { rows } = await db.owner.query(
    'select d.record_id, m.name from deliveries d join messages m on m.account_id = d.account_id and m.id = d.message_id where d.account_id = $1 order by d.id',
    [seat.accountId],
  );
  expect(rows).toEqual([
    { record_id: first, name: 'Our own' },
    { record_id: second, name: 'confirmation en 1' },
  ]);
});
