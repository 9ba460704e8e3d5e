import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitor, type Visitor } from '../../test/browser.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { makeAutomation, makeMap } from '../../test/maps.ts';
import { identify, prepareInstallation } from '../accounts/index.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { enrolRecords } from '../automations/index.ts';
import { forgetPersonal } from '../ledger/index.ts';
import { buildServer } from '../app/server.ts';
import { changeOwnerOfRecords, CONTACT } from '../records/index.ts';
import { actions } from './actions.ts';
import type { NotificationView } from './schema.ts';

const test = testDatabase({ now: '2026-03-02T09:00:00Z' });
let app: FastifyInstance;
let ada: TestSeat;
let grace: TestSeat;
let asAda: Visitor;
let asGrace: Visitor;

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: 'x'.repeat(40), smtpUrl: 'smtp://localhost:1' });
  ada = await makeAccount(test);
  grace = await makeUser(test, ada, { role: 'Sales', name: 'Grace Hopper', email: 'grace@example.com' });
  asAda = visitor(app, await signedIn(test, ada));
  asGrace = visitor(app, await signedIn(test, grace));
});
afterAll(() => app.close());

const contacts = async (count: number, ownerId: number): Promise<number[]> => {
  const ids: number[] = [];
  for (let n = 1; n <= count; n++) ids.push((await asAda.post('/api/records/0', { values: { firstname: `Pat ${n}` } })).id);
  await test.database.account(ada.accountId, (db) => changeOwnerOfRecords(db, ada.actor, { objectId: CONTACT, recordIds: ids, ownerId }));
  return ids;
};
const told = async (who: Visitor): Promise<NotificationView[]> => {
  await test.settle();
  return (await who.get<{ notifications: NotificationView[] }>('/api/notifications')).notifications.filter(
    ({ kind }) => kind === 'user.notified',
  );
};
const role = async (name: string): Promise<number> =>
  Number((await test.owner.query('select id from roles where account_id = $1 and name = $2', [ada.accountId, name])).rows[0].id);
const letters = async () =>
  (await test.owner.query(`select email, subject, body from identity_mails where kind = 'notification' order by id`)).rows;
const notifying = (settings: object) =>
  makeMap([['user.notify', { to: ['owner'], subject: 'A reply from {{ contact.first_name }}', ...settings }], ['end']]);

async function walk(settings: object, ids: number[]): Promise<void> {
  const map = await makeAutomation(test, ada, notifying(settings), 'Telling');
  const records = { recordIds: ids };
  await test.database.account(ada.accountId, (db) => enrolRecords(db, ada.actor, { automationId: map, records, viewer: everyone }));
  await test.settle(ada.accountId);
}

describe('the step that notifies', () => {
  it('tells each record’s owner once, with its own words, in the app at once and by mail when it is not read', async () => {
    const ids = await contacts(2, grace.userId);
    await walk({ text: 'Call {{ contact.first_name }} today.' }, ids);
    const shown = await told(asGrace);
    expect(shown.map(({ words, record, topic }) => [words?.subject, words?.text, record?.id, topic])).toEqual([
      ['A reply from Pat 2', 'Call Pat 2 today.', ids[1], 'automations'],
      ['A reply from Pat 1', 'Call Pat 1 today.', ids[0], 'automations'],
    ]);
    expect(await told(asAda)).toEqual([]);
    expect(await letters()).toEqual([]);
    test.clock.moveBy(6 * 60_000);
    await test.settle();
    const [letter] = await letters();
    expect(letter).toMatchObject({ email: 'grace@example.com' });
    expect(letter.body).toContain('A reply from Pat 1\n  Call Pat 1 today.');
    const { rows } = await test.owner.query(
      "select cause_id, actor_type, data from events where account_id = $1 and kind = 'user.notified'",
      [ada.accountId],
    );
    expect(rows).toHaveLength(2);
    for (const row of rows)
      expect(row).toMatchObject({ actor_type: 'step', cause_id: expect.anything(), data: { userIds: [grace.userId] } });
  });

  it('tells users and roles, each once, and as each has chosen', async () => {
    await asGrace.put('/api/notifications/choices', { choices: [{ topic: 'automations', inApp: false, byMail: 'never' }] });
    const before = (await told(asGrace)).length;
    const [id] = await contacts(1, grace.userId);
    await walk({ to: ['owner', ada.userId, { role: await role('Sales') }], subject: 'For all' }, [id!]);
    expect((await told(asAda)).map(({ words }) => words?.subject)).toEqual(['For all']);
    expect(await told(asGrace)).toHaveLength(before);
    await asGrace.put('/api/notifications/choices', { choices: [{ topic: 'automations', inApp: true, byMail: 'at-once' }] });
  });

  it('tells of many records together', async () => {
    const before = (await told(asGrace)).length;
    await walk({ subject: 'Many' }, await contacts(12, grace.userId));
    const after = await told(asGrace);
    expect(after).toHaveLength(before + 1);
    expect(after[0]).toMatchObject({ count: 12, words: null, record: null });
  });

  it('falls to the account’s owner where nobody is left to tell, and says nothing more once the person is erased', async () => {
    const ids = await contacts(1, grace.userId);
    await test.owner.query('update records set owner_id = null where account_id = $1 and id = $2 and object_id = 0', [
      ada.accountId,
      ids[0],
    ]);
    await walk({ subject: 'Orphan {{ contact.first_name }}' }, ids);
    expect((await told(asAda))[0]!.words?.subject).toBe('Orphan Pat 1');
    await test.database.account(ada.accountId, (db) => forgetPersonal(db, CONTACT, ids));
    expect((await told(asAda))[0]!.words).toBeNull();
  });

  it('says beforehand what cannot work', async () => {
    const problem = async (settings: object): Promise<string | undefined> => {
      const parsed = actions[0]!.settings.safeParse({ to: ['owner'], subject: 'x', ...settings });
      if (!parsed.success) return parsed.error.issues[0]!.message;
      return test.database.account(ada.accountId, async (db) => (await actions[0]!.problems!(db, CONTACT, parsed.data))[0]);
    };
    expect(await problem({})).toBeUndefined();
    expect(await problem({ to: [] })).toBe('Choose who is notified.');
    expect(await problem({ to: [999] })).toMatch(/has left/);
    expect(await problem({ to: [{ role: 999 }] })).toMatch(/Nobody in this account/);
    expect(await problem({ subject: '' })).toMatch(/in a line/);
    expect(await problem({ text: '{{ contact.nothing }}' })).toMatch(/no merge field/);
  });
});
