import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitor, type Visitor } from '../../test/browser.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { inAccount, testDatabase } from '../../test/harness.ts';
import { identify, prepareInstallation } from '../accounts/index.ts';
import { runJob } from '../app/jobs.ts';
import { buildServer } from '../app/server.ts';
import { personalData } from '../app/registry.ts';
import { changeOwnerOfRecords } from '../records/index.ts';
import { nextMorning } from './rules/mail-time.ts';
import type { NotificationView } from './schema.ts';

const test = testDatabase({ now: '2026-03-02T09:00:00Z' });
let app: FastifyInstance;
let ada: TestSeat;
let grace: TestSeat;
let stranger: TestSeat;
let asAda: Visitor;
let asGrace: Visitor;

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: 'x'.repeat(40), smtpUrl: 'smtp://localhost:1' });
  ada = await makeAccount(test);
  grace = await makeUser(test, ada, { role: 'Manager', name: 'Grace Hopper', email: 'grace@example.com' });
  stranger = await makeAccount(test);
  asAda = visitor(app, await signedIn(test, ada));
  asGrace = visitor(app, await signedIn(test, grace));
});
afterAll(() => app.close());

interface Told {
  notifications: NotificationView[];
  unread: number;
  next: number | null;
}
const toldTo = async (who: Visitor, query = ''): Promise<Told> => {
  await test.settle();
  return who.get<Told>(`/api/notifications${query}`);
};
const newContact = async (name: string): Promise<number> => (await asAda.post('/api/records/0', { values: { firstname: name } })).id;
const letters = async (): Promise<{ email: string; subject: string; body: string }[]> =>
  (await test.owner.query(`select email, subject, body from identity_mails where kind = 'notification' order by id`)).rows;
const readAll = async (who: Visitor): Promise<void> => {
  const { notifications } = await toldTo(who);
  if (notifications[0]) await who.post('/api/notifications/read', { upTo: notifications[0].id });
};

describe('users are told', () => {
  it('of a task that a colleague gave them, and not of one they gave themselves', async () => {
    const id = await newContact('Zoë');
    await asAda.post(`/api/records/0/${id}/tasks`, { subject: 'Call back', assigneeId: grace.userId });
    await asAda.post(`/api/records/0/${id}/tasks`, { subject: 'My own', assigneeId: ada.userId });
    const { notifications, unread } = await toldTo(asGrace);
    expect(unread).toBe(1);
    expect(notifications).toMatchObject([{ kind: 'task.created', topic: 'tasks', count: 1, isRead: false, record: { id, name: 'Zoë' } }]);
    expect(notifications[0]!.actorName).not.toBeNull();
    expect((await toldTo(asAda)).notifications).toEqual([]);
  });

  it('of thousands of records that came to them at once with one notification', async () => {
    await readAll(asGrace);
    const { rows } = await test.owner.query(
      `insert into records (account_id, object_id, id, unique_id, owner_id, created_at, updated_at)
       select $1, 0, 1000 + n, 'u' || n, $2, now(), now() from generate_series(1, 3000) n returning id`,
      [ada.accountId, ada.userId],
    );
    const recordIds = rows.map(({ id }) => Number(id));
    await inAccount(test.database, ada.accountId, (db) =>
      changeOwnerOfRecords(db, { type: 'user', id: String(ada.userId) }, { objectId: 0, recordIds, ownerId: grace.userId }),
    );
    expect((await toldTo(asGrace, '?unread=true')).notifications).toMatchObject([{ kind: 'owner.changed', count: 3000, record: null }]);
  });

  it('once of an event, also when its batch is read again', async () => {
    const before = (await toldTo(asGrace)).notifications.length;
    await test.owner.query(
      `insert into event_batches (account_id, follower, batch_id, kinds)
       select account_id, 'notifications.tell', batch_id, array[kind] from events
       where account_id = $1 and kind = 'task.created' group by account_id, batch_id, kind`,
      [ada.accountId],
    );
    expect((await toldTo(asGrace)).notifications.length).toBe(before);
  });

  it('nothing of records they may not see, and no names of those they no longer see', async () => {
    const clerk = await makeUser(test, ada, { role: 'Sales', name: 'Clerk' });
    const asClerk = visitor(app, await signedIn(test, clerk));
    const id = await newContact('Hidden');
    await asAda.patch(`/api/records/0/${id}`, { ownerId: clerk.userId });
    expect((await toldTo(asClerk)).notifications).toMatchObject([{ record: { name: 'Hidden' } }]);
    await asAda.patch(`/api/records/0/${id}`, { ownerId: ada.userId });
    expect((await toldTo(asClerk)).notifications).toEqual([]);
  });

  it('and no longer, once they have left', async () => {
    const leaver = await makeUser(test, ada, { name: 'Leaver', email: 'leaver@example.com' });
    const id = await newContact('Left behind');
    await asAda.post(`/api/records/0/${id}/tasks`, { subject: 'Never', assigneeId: leaver.userId });
    await test.settle();
    await test.owner.query('update users set left_at = now() where account_id = $1 and id = $2', [ada.accountId, leaver.userId]);
    test.clock.moveBy(2 * 86_400_000);
    await test.settle();
    expect((await letters()).filter(({ email }) => email === 'leaver@example.com')).toEqual([]);
  });

  it('nothing about a person who was erased', async () => {
    const id = await newContact('Forgotten');
    await asAda.post(`/api/records/0/${id}/tasks`, { subject: 'Soon gone', assigneeId: grace.userId });
    await test.settle();
    expect((await toldTo(asGrace)).notifications.some(({ record }) => record?.id === id)).toBe(true);
    await inAccount(test.database, ada.accountId, async (db) => {
      for (const { erase } of personalData()) await erase(db, 0, id);
    });
    expect((await test.owner.query('select id from notifications where object_id = 0 and record_id = $1', [id])).rows).toEqual([]);
  });
});

describe('mail', () => {
  it('tells at once of what was not read in the app, all that waits in one letter, with the record’s address', async () => {
    await readAll(asGrace);
    await asGrace.put('/api/notifications/choices', { choices: [{ topic: 'tasks', inApp: true, byMail: 'at-once' }] });
    const sent = (await letters()).length;
    const first = await newContact('Ærø');
    await asAda.post(`/api/records/0/${first}/tasks`, { subject: 'One', assigneeId: grace.userId });
    const second = await newContact('Bo');
    await asAda.post(`/api/records/0/${second}/tasks`, { subject: 'Two', assigneeId: grace.userId });
    await test.settle();
    test.clock.moveBy(4 * 60_000);
    await test.settle();
    expect((await letters()).length).toBe(sent);
    test.clock.moveBy(2 * 60_000);
    await test.settle();
    const [letter, ...others] = (await letters()).slice(sent);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ email: 'grace@example.com', subject: expect.stringContaining('2 notifications') });
    expect(letter!.body).toContain('gave you a task on Ærø');
    expect(letter!.body).toContain(`http://quayside.test/a/${ada.accountId}/records/contact/${second}`);
    test.clock.moveBy(86_400_000);
    await test.settle();
    expect((await letters()).length).toBe(sent + 1);
  });

  it('is not written of what was read, and not to who wants none', async () => {
    await readAll(asGrace);
    const sent = (await letters()).length;
    const id = await newContact('Read');
    await asAda.post(`/api/records/0/${id}/tasks`, { subject: 'Seen', assigneeId: grace.userId });
    await test.settle();
    await asGrace.post('/api/notifications/read', { record: { objectId: 0, id } });
    await asGrace.put('/api/notifications/choices', { choices: [{ topic: 'tasks', inApp: false, byMail: 'never' }] });
    await asAda.post(`/api/records/0/${id}/tasks`, { subject: 'Unwanted', assigneeId: grace.userId });
    test.clock.moveBy(86_400_000);
    expect((await toldTo(asGrace, '?unread=true')).notifications).toEqual([]);
    expect((await letters()).length).toBe(sent);
  });

  it('of the day leaves at eight in the account’s morning, whatever the clocks do to that night', () => {
    expect(nextMorning(new Date('2026-03-28T20:00:00Z'), 'Europe/Berlin').toISOString()).toBe('2026-03-29T06:00:00.000Z');
    expect(nextMorning(new Date('2026-03-28T06:59:00Z'), 'Europe/Berlin').toISOString()).toBe('2026-03-28T07:00:00.000Z');
    expect(nextMorning(new Date('2026-11-01T00:00:00Z'), 'America/New_York').toISOString()).toBe('2026-11-01T13:00:00.000Z');
    expect(nextMorning(new Date('2026-06-01T02:30:00Z'), 'Asia/Kathmandu').toISOString()).toBe('2026-06-02T02:15:00.000Z');
  });
});

describe('notifications', () => {
  it('are one’s own: nobody reads, marks or chooses for another', async () => {
    const asStranger = visitor(app, await signedIn(test, stranger));
    expect(await toldTo(asStranger)).toEqual({ notifications: [], unread: 0, next: null });
    const { notifications } = await toldTo(asGrace);
    await asStranger.post('/api/notifications/read', { upTo: 1_000_000 });
    await asAda.post('/api/notifications/read', { ids: notifications.map(({ id }) => id) });
    const { rows } = await test.owner.query('select count(*)::int as rows from notifications where read_at is not null and user_id = $1', [
      grace.userId,
    ]);
    const foreign = await app.inject({
      url: '/api/notifications',
      headers: { ...(await signedIn(test, stranger)), 'x-account': String(ada.accountId) },
    });
    expect(foreign.statusCode).toBe(404);
    expect((await app.inject({ url: '/api/notifications' })).statusCode).toBe(401);
    await asGrace.post('/api/notifications/read', { upTo: 1_000_000 });
    const after = await test.owner.query('select count(*)::int as rows from notifications where read_at is not null and user_id = $1', [
      grace.userId,
    ]);
    expect(after.rows[0].rows).toBeGreaterThanOrEqual(rows[0].rows);
    expect((await toldTo(asGrace)).unread).toBe(0);
  });

  it('come a page at a time, each once', async () => {
    await asGrace.put('/api/notifications/choices', { choices: [{ topic: 'tasks', inApp: true, byMail: 'never' }] });
    for (let n = 0; n < 7; n++) {
      const id = await newContact(`Page ${n}`);
      await asAda.post(`/api/records/0/${id}/tasks`, { subject: 'Page', assigneeId: grace.userId });
    }
    const all = (await toldTo(asGrace, '?limit=100')).notifications.map(({ id }) => id);
    const paged: number[] = [];
    let page = await toldTo(asGrace, '?limit=3');
    for (;;) {
      paged.push(...page.notifications.map(({ id }) => id));
      if (page.next === null) break;
      page = await toldTo(asGrace, `?limit=3&before=${page.next}`);
    }
    expect(paged).toEqual(all);
  });

  it('refuse a choice there is none of in one sentence', async () => {
    const answer = await app.inject({
      method: 'PUT',
      url: '/api/notifications/choices',
      headers: await signedIn(test, grace),
      payload: { choices: [{ topic: 'weather', inApp: true, byMail: 'never' }] },
    });
    expect([answer.statusCode, JSON.stringify(answer.json())]).toEqual([
      expect.any(Number),
      expect.stringContaining('Choose one of mentions'),
    ]);
    expect(answer.statusCode).toBe(422);
    const twice = await app.inject({
      method: 'PUT',
      url: '/api/notifications/choices',
      headers: await signedIn(test, grace),
      payload: { choices: [1, 2].map(() => ({ topic: 'tasks', inApp: true, byMail: 'never' })) },
    });
    expect([twice.statusCode, JSON.stringify(twice.json())]).toEqual([422, expect.stringContaining('for each topic once')]);
  });

  it('go after ninety days', async () => {
    test.clock.moveTo('2026-03-20T00:00:00Z');
    await test.owner.query(`update notifications set at = now() - interval '91 days' where user_id = $1`, [grace.userId]);
    await runJob(test.database, 'notifications.forget', {});
    expect((await toldTo(asGrace)).notifications).toEqual([]);
  });
});
