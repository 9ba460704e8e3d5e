import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { handInMail, type WrittenMail } from '../../test/inbound.ts';
import { routesOn } from '../../test/routes.ts';
import { prepareInstallation } from '../accounts/index.ts';
import { personalData } from '../app/registry.ts';
import { CONTACT } from '../records/schema.ts';

const test = testDatabase();
const ask = routesOn(test);
let owner: TestSeat;
let sales: TestSeat;
let marketing: TestSeat;

beforeAll(async () => {
  prepareInstallation(test.database, { baseUrl: 'http://localhost', secretKey: 'a key for tests alone, long enough for everybody' });
  owner = await makeAccount(test);
  sales = await makeUser(test, owner, { role: 'Sales', name: 'Sol Sales' });
  marketing = await makeUser(test, owner, { role: 'Marketing', name: 'Mia Marketing' });
});

const ok = async (seat: TestSeat, method: string, url: string, body?: object): Promise<any> => {
  const answer = await ask(seat, method, url, body);
  expect(answer.status, `${method} ${url}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body;
};
const receive = async (mail: WrittenMail): Promise<number> => {
  await handInMail(test, owner.accountId, mail);
  await test.settle(owner.accountId);
  const { conversations } = await ok(owner, 'GET', '/api/conversations?state=any');
  return conversations.find(({ address }: { address: string }) => address === mail.from).id;
};
const contact = async (first: string, more: object = {}): Promise<number> =>
  (await ok(owner, 'POST', `/api/records/${CONTACT}`, { values: { 1: first, 3: `${first.toLowerCase()}@example.com`, ...more } })).id;
const detail = (id: number, seat = owner): Promise<any> => ok(seat, 'GET', `/api/conversations/${id}`);
const letterOf = async (conversation: number): Promise<any> => {
  await test.settle(owner.accountId);
  const { entries } = await detail(conversation);
  const { deliveryId } = entries.findLast(({ kind }: { kind: string }) => kind === 'out');
  return ok(owner, 'GET', `/api/outbox/${deliveryId}`);
};
const told = async (seat: TestSeat): Promise<string[]> => {
  await test.settle(owner.accountId);
  const { notifications } = await ok(seat, 'GET', '/api/notifications');
  return notifications.map(({ kind }: { kind: string }) => kind);
};

describe('an answer', () => {
  it('is a letter in the conversation of the mail it answers, with what they wrote below it as they wrote it', async () => {
    await contact('Ada');
    const written = 'Is {{ contact.city }} **far**?\nSee [this](https://bad.example)';
    const id = await receive({
      from: 'ada@example.com',
      name: 'Ada',
      subject: 'Way {{ owner.email }}',
      text: written,
      messageId: '<way@ada>',
    });
    await ok(sales, 'POST', `/api/conversations/${id}/answer`, { text: 'Not at all. {{ contact.email }}' });
    expect(await detail(id)).toMatchObject({ state: 'waiting', entries: [{ kind: 'in' }, { kind: 'out', authorId: sales.userId }] });
    const { letter, headers } = await letterOf(id);
    expect(letter.subject.replaceAll('\u2060', '')).toBe('Re: Way {{ owner.email }}');
    const text = letter.text.replaceAll('\u2060', '');
    expect(text).toContain('Not at all. {{ contact.email }}');
    expect(text).toContain('> Is {{ contact.city }} **far**?\n> See [this](');
    expect(letter.html).not.toContain('href="https://bad.example"');
    expect(Object.fromEntries(headers)).toMatchObject({ 'In-Reply-To': '<way@ada>', References: '<way@ada>' });
  });

  it('comes from the channel’s address with its signature, and answers go there', async () => {
    const [{ id: inboxId }] = (await ok(owner, 'GET', '/api/inboxes')).inboxes;
    const more = { inboxId, address: 'hello@bakery.example', fromName: 'The bakery', signature: 'Your bakery\n3 Quay Street' };
    await ok(owner, 'POST', '/api/inbox-channels', more);
    await contact('Berta');
    const id = await receive({ from: 'berta@example.com', to: 'hello@bakery.example' });
    await ok(owner, 'POST', `/api/conversations/${id}/answer`, { text: 'Yes', quote: false, afterwards: 'close' });
    const { letter } = await letterOf(id);
    expect(letter.replyTo).toBe('hello@bakery.example');
    expect(letter.text).toContain('Yes\n\nYour bakery\n3 Quay Street');
    expect(letter.text).not.toContain('wrote:');
    expect(await detail(id)).toMatchObject({ state: 'closed' });
  });

  it('to a stranger makes them a contact first', async () => {
    const id = await receive({ from: 'stranger@example.com', name: 'Stran Ger' });
    await ok(sales, 'POST', `/api/conversations/${id}/answer`, { text: 'Welcome' });
    expect((await detail(id)).record).toMatchObject({ objectId: CONTACT });
  });

  it('of the second of two colleagues is held back until they have seen the first', async () => {
    await contact('Clara');
    const id = await receive({ from: 'clara@example.com' });
    const seen = (await detail(id)).entries.at(-1).id;
    await ok(sales, 'POST', `/api/conversations/${id}/answer`, { text: 'First', seen });
    const second = await ask(marketing, 'POST', `/api/conversations/${id}/answer`, { text: 'Second', seen });
    expect([second.status, second.body.code]).toEqual([409, 'answered_meanwhile']);
    await ok(sales, 'POST', `/api/conversations/${id}/answer`, { text: 'One more thing', seen });
    await ok(marketing, 'POST', `/api/conversations/${id}/answer`, { text: 'Second', seen: (await detail(id)).entries.at(-1).id });
  });

  it('to whom nothing may be sent is refused, and nothing is left of it', async () => {
    const record = await contact('Dora');
    const id = await receive({ from: 'dora@example.com' });
    await test.owner.query('update records set email_status = -2 where account_id = $1 and object_id = 0 and id = $2', [
      owner.accountId,
      record,
    ]);
    const refused = await ask(owner, 'POST', `/api/conversations/${id}/answer`, { text: 'Hello' });
    expect([refused.status, refused.body.code]).toEqual([422, 'answer_refused']);
    expect((await detail(id)).entries).toHaveLength(1);
  });

  it('may be the first word, to a contact; theirs then comes back into it', async () => {
    const recordId = await contact('Emil');
    const [{ channels }] = (await ok(owner, 'GET', '/api/inboxes')).inboxes;
    const begun = { objectId: CONTACT, recordId, channelId: channels[0].id, subject: 'Your order', text: 'It is ready' };
    expect((await ask(sales, 'POST', '/api/conversations', begun)).status).toBe(404);
    const { id } = await ok(owner, 'POST', '/api/conversations', begun);
    expect(await detail(id)).toMatchObject({ state: 'waiting', assigneeId: owner.userId, subject: 'Your order' });
    await receive({ from: 'emil@example.com', subject: 'Re: Your order', text: 'Thanks' });
    expect(await detail(id)).toMatchObject({ state: 'open', entryCount: 2 });
    expect((await ok(owner, 'GET', `/api/records/${CONTACT}/${recordId}/conversations`)).conversations).toMatchObject([{ id }]);
  });
});

describe('colleagues', () => {
  it('give each other conversations, note, name each other, and are told', async () => {
    await contact('Frida');
    const id = await receive({ from: 'frida@example.com' });
    await ok(owner, 'POST', '/api/conversations/assign', { ids: [id], userId: sales.userId });
    expect(await told(sales)).toContain('conversation.assigned');
    await ok(sales, 'POST', `/api/conversations/${id}/notes`, { text: `Ask @{${marketing.userId}}` });
    expect(await told(marketing)).toContain('conversation.mentioned');
    await receive({ from: 'frida@example.com', text: 'And?' });
    expect(await told(sales)).toContain('conversation.replied');
    expect((await ok(owner, 'GET', `/api/conversations/${id}/mentionable?search=m`)).users).toEqual([
      { id: marketing.userId, name: 'Mia Marketing' },
    ]);
    const reader = await makeUser(test, owner, { role: 'Read only', name: 'Rea Der' });
    const unseen = await ask(owner, 'POST', `/api/conversations/${id}/notes`, { text: `Look @{${reader.userId}}` });
    expect(unseen.body.code).toBe('mention_unseen');
    const stranger = await ask(owner, 'POST', '/api/conversations/assign', { ids: [id], userId: reader.userId });
    expect(stranger.body.fields.userId).toBe('Rea Der does not answer in the inbox “Everyone”. Choose somebody who does, or let them in.');
  });

  it('each have read and begun their own', async () => {
    const id = await receive({ from: 'grete@example.com' });
    const line = async (seat: TestSeat): Promise<any> =>
      (await ok(seat, 'GET', '/api/conversations?state=any')).conversations.find((one: { id: number }) => one.id === id);
    await ok(sales, 'PUT', `/api/conversations/${id}/read`, { upTo: (await detail(id)).entries.at(-1).id });
    await ok(sales, 'PUT', `/api/conversations/${id}/draft`, { kind: 'answer', text: 'Dear Gr' });
    expect([(await line(sales)).isUnread, (await line(sales)).hasDraft]).toEqual([false, true]);
    expect([(await line(owner)).isUnread, (await line(owner)).hasDraft]).toEqual([true, false]);
    expect((await detail(id, sales)).draft).toEqual({ kind: 'answer', text: 'Dear Gr' });
    await ok(sales, 'PUT', `/api/conversations/${id}/read`, { upTo: 0 });
    expect((await line(sales)).isUnread).toBe(true);
    await ok(sales, 'POST', `/api/conversations/${id}/answer`, { text: 'Dear Grete' });
    expect((await detail(id, sales)).draft).toBeNull();
    const counts = await ok(owner, 'GET', '/api/conversations/counts');
    expect(counts.inboxes[0].open).toBe((await ok(owner, 'GET', '/api/conversations?state=open')).conversations.length);
  });

  it('tell each other who is answering, and nobody else', async () => {
    const id = await receive({ from: 'hans@example.com' });
    await ok(sales, 'POST', `/api/conversations/${id}/answering`, { page: 'page-1234', doing: 'here', answering: true });
    const reader = await makeUser(test, owner, { role: 'Read only' });
    expect((await ask(reader, 'POST', `/api/conversations/${id}/answering`, { page: 'page-1234', doing: 'here' })).status).toBe(403);
  });
});

describe('conversations', () => {
  it('rest until their time by the account’s clock, close and open again, many at once', async () => {
    const ids = [await receive({ from: 'i1@example.com' }), await receive({ from: 'i2@example.com' })];
    const until = new Date(test.clock.now().getTime() + 3_600_000).toISOString();
    expect(await ok(owner, 'POST', '/api/conversations/snooze', { ids, until })).toEqual({ changed: 2 });
    await test.settle(owner.accountId);
    expect((await detail(ids[0]!)).state).toBe('snoozed');
    test.clock.moveBy(3_700_000);
    await test.settle(owner.accountId);
    expect((await detail(ids[0]!)).state).toBe('open');
    expect((await ask(owner, 'POST', '/api/conversations/snooze', { ids, until })).body.code).toBe('not_in_future');
    expect(await ok(owner, 'POST', '/api/conversations/close', { ids })).toEqual({ changed: 2 });
    expect(await ok(owner, 'POST', '/api/conversations/close', { ids })).toEqual({ changed: 0 });
    expect(await ok(owner, 'POST', '/api/conversations/reopen', { ids: ids.slice(0, 1) })).toEqual({ changed: 1 });
  });

  it('of one person become one, those of two never', async () => {
    await contact('Jo');
    const first = await receive({ from: 'jo@example.com', subject: 'One' });
    await ok(owner, 'POST', '/api/conversations/close', { ids: [first] });
    const second = await receive({ from: 'jo@example.com', subject: 'Two' });
    expect(second).not.toBe(first);
    expect((await detail(second)).others).toMatchObject([{ id: first, subject: 'One' }]);
    await ok(owner, 'POST', `/api/conversations/${second}/merge`, { otherId: first });
    expect((await detail(second)).entries.map(({ subject }: { subject: string }) => subject)).toEqual(['One', 'Two']);
    expect((await detail(first)).id).toBe(second);
    await receive({ from: 'jo@example.com', subject: 'Re: One' });
    expect((await detail(second)).entryCount).toBe(3);
    const other = await receive({ from: 'somebody@example.com' });
    expect((await ask(owner, 'POST', `/api/conversations/${second}/merge`, { otherId: other })).body.code).toBe('other_person');
    expect((await ask(owner, 'POST', `/api/conversations/${second}/merge`, { otherId: second })).body.code).toBe('same_conversation');
  });

  it('are found by what was said, by whom and about what, and page by page', async () => {
    const id = await receive({ from: 'kai@example.com', name: 'Kai Kuchen', subject: 'Streusel', text: 'With almonds, please: 100%' });
    for (const search of ['almond', 'Kuchen', 'strEU', 'kai@example', '100%']) {
      const { conversations } = await ok(owner, 'GET', `/api/conversations?state=any&search=${encodeURIComponent(search)}`);
      expect(
        conversations.map((one: { id: number }) => one.id),
        search,
      ).toContain(id);
    }
    expect((await ok(owner, 'GET', '/api/conversations?state=any&search=zzzzz')).conversations).toEqual([]);
    const { texts } = await ok(owner, 'GET', '/api/search?q=almonds');
    expect(texts).toContainEqual(expect.objectContaining({ kind: 'conversation', id }));
    const seen: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: any = await ok(owner, 'GET', `/api/conversations?state=any&limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      seen.push(...page.conversations.map((one: { id: number }) => one.id));
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await ok(owner, 'GET', '/api/conversations?state=any&limit=100')).conversations.length);
  });

  it('show somebody else’s HTML so that nothing in it acts, pictures from elsewhere only when asked', async () => {
    const html =
      '<p onclick="x()">Hi<script>alert(1)</script><img data-src="https://spy.example/p.gif"><img src="https://spy.example/q.gif"><a href="javascript:x()">a</a><a href="https://ok.example">b</a><form action="/x"><input></form><div style="background:url(https://spy.example/b)">c</div></p>';
    const id = await receive({ from: 'lina@example.com', html });
    const entry = (await detail(id)).entries[0].id;
    const plain = await ok(owner, 'GET', `/api/conversations/${id}/entries/${entry}/html`);
    expect(plain.html).not.toMatch(/script|onclick|javascript|spy\.example|<form|<input/);
    expect(plain).toMatchObject({ hasPictures: true, html: expect.stringContaining('href="https://ok.example"') });
    const shown = await ok(owner, 'GET', `/api/conversations/${id}/entries/${entry}/html?pictures=true`);
    expect(shown.html).toContain(' src="https://spy.example/p.gif"');
  });

  it('of a person go with them when they are merged, exported and erased', async () => {
    const [kept, gone] = [await contact('Mona'), await contact('Monika')];
    const id = await receive({ from: 'monika@example.com', text: 'Secret almond', subject: 'Secret subject' });
    await ok(owner, 'POST', '/api/duplicates/merge', { objectId: CONTACT, recordIds: [kept, gone] });
    await test.settle(owner.accountId);
    expect((await detail(id)).record).toMatchObject({ id: kept });
    const own = personalData().find(({ label }) => label === 'Conversations with you')!;
    const [exported] = (await test.database.account(owner.accountId, (db) => own.export(db, CONTACT, kept))) as any[];
    expect(exported).toMatchObject({ kind: 'in', text: 'Secret almond', subject: 'Secret subject', from: 'monika@example.com' });
    await test.database.account(owner.accountId, (db) => own.erase(db, CONTACT, kept));
    expect(JSON.stringify(await detail(id))).not.toMatch(/Secret|monika@/);
    expect((await detail(id)).state).toBe('closed');
  });
});
