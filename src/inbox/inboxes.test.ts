import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { handInMail } from '../../test/inbound.ts';
import { routesOn } from '../../test/routes.ts';
import { prepareInstallation } from '../accounts/index.ts';
import { domains } from '../app/registry.ts';
import { routes } from './routes.ts';

const test = testDatabase();
const ask = routesOn(test);
let owner: TestSeat;
let sales: TestSeat;
let marketing: TestSeat;
let reader: TestSeat;
let stranger: TestSeat;
let support: number;
let conversation: number;

beforeAll(async () => {
  prepareInstallation(test.database, { baseUrl: 'http://localhost', secretKey: 'a key for tests alone, long enough for everybody' });
  owner = await makeAccount(test);
  sales = await makeUser(test, owner, { role: 'Sales', name: 'Sol' });
  marketing = await makeUser(test, owner, { role: 'Marketing', name: 'Mia' });
  reader = await makeUser(test, owner, { role: 'Read only' });
  stranger = await makeAccount(test);
  const input = { name: 'Support', isForAll: false, userIds: [sales.userId] };
  support = (await ask(owner, 'POST', '/api/inboxes', input)).body.id;
  await ask(owner, 'POST', '/api/inbox-channels', { inboxId: support, address: 'support@bakery.example' });
  await handInMail(test, owner.accountId, { from: 'ada@example.com', to: 'support@bakery.example' });
  await test.settle(owner.accountId);
  conversation = (await ask(owner, 'GET', '/api/conversations')).body.conversations[0].id;
});

describe('an inbox', () => {
  it('is seen and answered by whom it names, and by owners, alone', async () => {
    const seenBy = async (seat: TestSeat): Promise<number> => (await ask(seat, 'GET', '/api/conversations')).body.conversations.length;
    expect([await seenBy(owner), await seenBy(sales), await seenBy(marketing)]).toEqual([1, 1, 0]);
    expect((await ask(marketing, 'GET', `/api/conversations/${conversation}`)).status).toBe(404);
    expect((await ask(marketing, 'POST', '/api/conversations/close', { ids: [conversation] })).status).toBe(404);
    expect((await ask(marketing, 'GET', '/api/search?q=Hello')).body.texts).toEqual([]);
    expect((await ask(sales, 'GET', '/api/search?q=Hello')).body.texts).toHaveLength(1);
    const notices = (await ask(sales, 'GET', '/api/notifications')).body.notifications;
    expect(notices).toMatchObject([{ kind: 'conversation.opened', subject: { type: 'conversation', id: conversation } }]);
    const { inboxes } = (await ask(marketing, 'GET', '/api/inboxes')).body;
    expect(inboxes.map(({ name, isMine }: { name: string; isMine: boolean }) => [name, isMine])).toEqual([
      ['Everyone', true],
      ['Support', false],
    ]);
  });

  it('takes in what another hands it, whose assignee keeps it only where they answer in it too', async () => {
    await ask(owner, 'POST', '/api/conversations/assign', { ids: [conversation], userId: sales.userId });
    const [everyone] = (await ask(owner, 'GET', '/api/inboxes')).body.inboxes;
    await ask(sales, 'POST', '/api/conversations/move', { ids: [conversation], inboxId: everyone.id });
    expect((await ask(marketing, 'GET', `/api/conversations/${conversation}`)).body).toMatchObject({ assigneeId: sales.userId });
    const { id: closed } = (await ask(owner, 'POST', '/api/inboxes', { name: 'Money', isForAll: false, userIds: [marketing.userId] })).body;
    await ask(sales, 'POST', '/api/conversations/move', { ids: [conversation], inboxId: closed });
    expect((await ask(marketing, 'GET', `/api/conversations/${conversation}`)).body).toMatchObject({ assigneeId: null, inboxId: closed });
    expect((await ask(sales, 'GET', `/api/conversations/${conversation}`)).status).toBe(404);
    expect((await ask(owner, 'POST', '/api/conversations/move', { ids: [conversation], inboxId: 999 })).body.code).toBe('no_such_inbox');
    expect((await ask(owner, 'DELETE', `/api/inboxes/${closed}?to=${closed}`)).body.code).toBe('same_inbox');
    expect((await ask(owner, 'DELETE', `/api/inboxes/${closed}?to=${support}`)).status).toBe(204);
    expect((await ask(sales, 'GET', `/api/conversations/${conversation}`)).body).toMatchObject({ inboxId: support });
  });

  it('cannot be for nobody, nor have an address twice, nor be without the channel of answers', async () => {
    const nobody = await ask(owner, 'POST', '/api/inboxes', { name: 'Empty', isForAll: false });
    expect(nobody.body.fields).toEqual({ userIds: 'Name the people who answer here, or let everybody.' });
    const twice = await ask(owner, 'POST', '/api/inbox-channels', { inboxId: support, address: 'SUPPORT@bakery.example ' });
    expect([twice.status, twice.body.code]).toEqual([422, 'address_taken']);
    const [everyone, { channels }] = (await ask(owner, 'GET', '/api/inboxes')).body.inboxes;
    expect((await ask(owner, 'DELETE', `/api/inbox-channels/${everyone.channels[0].id}`)).body.code).toBe('needed_channel');
    await ask(owner, 'PATCH', `/api/inbox-channels/${channels[0].id}`, { address: 'help@bakery.example', signature: 'The bakery' });
    await ask(owner, 'PATCH', `/api/inbox-channels/${everyone.channels[0].id}`, { inboxId: support });
    const [, moved] = (await ask(owner, 'GET', '/api/inboxes')).body.inboxes;
    expect(moved.channels).toMatchObject([{ kind: 'replies' }, { address: 'help@bakery.example', signature: 'The bakery' }]);
    expect((await ask(owner, 'DELETE', `/api/inbox-channels/${channels[0].id}`)).status).toBe(204);
  });

  it('loses whoever leaves the account, and what was theirs is nobody’s', async () => {
    const leaver = await makeUser(test, owner, { role: 'Sales' });
    await ask(owner, 'PUT', `/api/inboxes/${support}`, { name: 'Support', isForAll: false, userIds: [sales.userId, leaver.userId] });
    await ask(owner, 'POST', '/api/conversations/assign', { ids: [conversation], userId: leaver.userId });
    await ask(leaver, 'POST', '/api/answer-templates', { name: 'Mine', text: 'Mine', isShared: false });
    expect((await ask(owner, 'DELETE', `/api/users/${leaver.userId}`, { reassignTo: owner.userId })).status).toBeLessThan(300);
    const [, inbox] = (await ask(owner, 'GET', '/api/inboxes')).body.inboxes;
    expect(inbox.userIds).toEqual([sales.userId]);
    expect((await ask(owner, 'GET', `/api/conversations/${conversation}`)).body.assigneeId).toBeNull();
  });
});

describe('answers at hand', () => {
  it('are everybody’s or one’s own, and read as whom one answers will read them', async () => {
    const text = 'Dear {{ contact.first_name | default: "friend" }}, we open at 7.';
    const shared = await ask(marketing, 'POST', '/api/answer-templates', { name: 'Hours', shortcut: 'Hours', text });
    expect(shared.status).toBe(200);
    expect((await ask(sales, 'POST', '/api/answer-templates', { name: 'Hours', text })).status).toBe(403);
    const own = (await ask(sales, 'POST', '/api/answer-templates', { name: 'Own', text: 'Own', isShared: false })).body.id;
    const names = async (seat: TestSeat): Promise<string[]> =>
      (await ask(seat, 'GET', '/api/answer-templates')).body.templates.map(({ name }: { name: string }) => name);
    expect([await names(sales), await names(marketing)]).toEqual([['Hours', 'Own'], ['Hours']]);
    expect((await ask(marketing, 'DELETE', `/api/answer-templates/${own}`)).status).toBe(404);
    expect((await ask(sales, 'DELETE', `/api/answer-templates/${shared.body.id}`)).status).toBe(403);
    const bad = await ask(marketing, 'POST', '/api/answer-templates', { name: 'Bad', text: '{{ contact.nothing }}' });
    expect([bad.status, Object.keys(bad.body.fields ?? {})]).toEqual([422, ['text']]);
    const fill = async (): Promise<string> =>
      (await ask(owner, 'POST', `/api/conversations/${conversation}/fill`, { templateId: shared.body.id })).body.text;
    expect(await fill()).toBe('Dear ada, we open at 7.');
    await ask(owner, 'POST', '/api/records/0', { values: { 1: 'Ada {{ owner.email }}', 3: 'ada@example.com' } });
    await ask(owner, 'POST', `/api/conversations/${conversation}/take`, {});
    expect((await fill()).replaceAll('\u2060', '')).toBe('Dear Ada {{ owner.email }}, we open at 7.');
    expect(await fill()).not.toContain('{{');
    await ask(sales, 'PUT', `/api/answer-templates/${own}`, { name: 'Own too', text: 'Own', isShared: false });
    expect((await ask(sales, 'DELETE', `/api/answer-templates/${own}`)).status).toBe(204);
  });
});

describe('every route of conversations', () => {
  it('is closed to who may not use inboxes, and shows nothing of another account', async () => {
    const body: Record<string, object> = {
      '/api/conversations': { objectId: 0, recordId: 1, channelId: 1, subject: 'x', text: 'x' },
      '/api/conversations/assign': { ids: [conversation], userId: null },
      '/api/conversations/close': { ids: [conversation] },
      '/api/conversations/reopen': { ids: [conversation] },
      '/api/conversations/snooze': { ids: [conversation], until: '2030-01-01T00:00:00Z' },
      '/api/conversations/move': { ids: [conversation], inboxId: 1 },
      '/api/conversations/:id/answer': { text: 'x' },
      '/api/conversations/:id/notes': { text: 'x' },
      '/api/conversations/:id/draft': { kind: 'note', text: 'x' },
      '/api/conversations/:id/read': { upTo: 1 },
      '/api/conversations/:id/answering': { page: 'page-1', doing: 'here' },
      '/api/conversations/:id/fill': { templateId: 1 },
      '/api/conversations/:id/take': {},
      '/api/conversations/:id/merge': { otherId: conversation },
      '/api/conversations/:id/spam': {},
      '/api/answer-templates': { name: 'x', text: 'x' },
      '/api/answer-templates/:id': { name: 'x', text: 'x' },
      '/api/blocked-senders': { value: 'x.example' },
      '/api/blocked-senders/unblock': { value: 'x.example' },
      '/api/inboxes': { name: 'x', isForAll: true },
      '/api/inboxes/:id': { name: 'x', isForAll: true },
      '/api/inbox-channels': { inboxId: support, address: 'x@x.example' },
      '/api/inbox-channels/:id': { signature: 'x' },
    };
    expect(domains().some(({ routes: own }) => own === routes)).toBe(true);
    const before = await fingerprint();
    for (const { method, path, access } of routes) {
      const url = path.replace(':object', '0').replace(':id', String(conversation)).replace(':entry', '1').replace(':position', '0');
      const query = path === '/api/inboxes/:id' && method === 'DELETE' ? `?to=${support}` : '';
      const asked = [method, url + query, method === 'GET' || method === 'DELETE' ? undefined : body[path]] as const;
      if (access !== 'user') expect((await ask(reader, ...asked)).status, `${method} ${path}`).toBe(403);
      const answer = await ask(stranger, ...asked);
      expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(500);
      expect(JSON.stringify(answer.body ?? ''), `${method} ${path}`).not.toMatch(/ada@example|Support|Hours/);
      if (path.startsWith('/api/conversations/:id')) expect(answer.status, `${method} ${path}`).toBe(404);
    }
    expect(await fingerprint()).toEqual(before);
  });

  async function fingerprint(): Promise<unknown> {
    const { rows } = await test.owner.query(
      `select (select md5(string_agg(v::text, ',' order by v.id)) from conversations v where v.account_id = $1) as conversations,
         (select md5(string_agg(i::text, ',' order by i.id)) from inboxes i where i.account_id = $1) as inboxes,
         (select md5(string_agg(c::text, ',' order by c.id)) from inbox_channels c where c.account_id = $1) as channels,
         (select count(*) from events e where e.account_id = $1) as events`,
      [owner.accountId],
    );
    return rows;
  }
});
