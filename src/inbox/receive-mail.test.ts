import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { handInMail, type WrittenMail } from '../../test/inbound.ts';
import { routesOn } from '../../test/routes.ts';
import { CONTACT } from '../records/schema.ts';

const test = testDatabase();
const ask = routesOn(test);
let owner: TestSeat;

beforeAll(async () => {
  owner = await makeAccount(test);
});

const receive = async (mail: WrittenMail): Promise<number> => {
  const id = await handInMail(test, owner.accountId, mail);
  await test.settle(owner.accountId);
  return id;
};
const contact = async (first: string): Promise<number> =>
  (await ask(owner, 'POST', `/api/records/${CONTACT}`, { values: { 1: first, 3: `${first.toLowerCase()}@example.com` } })).body.id;
const listed = async (more = 'state=any'): Promise<any[]> => (await ask(owner, 'GET', `/api/conversations?${more}`)).body.conversations;
const of = async (address: string, state = 'any'): Promise<any[]> =>
  (await listed(`state=${state}`)).filter((line) => line.address === address);
const detail = async (id: number): Promise<any> => (await ask(owner, 'GET', `/api/conversations/${id}`)).body;
const events = async (kind: string): Promise<any[]> =>
  (await test.owner.query('select * from events where account_id = $1 and kind = $2 order by id', [owner.accountId, kind])).rows;

describe('mail that people write', () => {
  it('begins a conversation with the contact of that address, told with the mail as its cause', async () => {
    const id = await contact('Ada');
    const inbound = await receive({ from: 'Ada@Example.com', name: 'Ada L.', subject: 'Rolls', text: 'Have you rolls?' });
    const [line] = await of('ada@example.com', 'open');
    expect(line).toMatchObject({
      name: 'Ada',
      subject: 'Rolls',
      excerpt: 'Have you rolls?',
      isUnread: true,
      record: { objectId: CONTACT, id },
    });
    const [opened] = await events('conversation.opened');
    expect(opened).toMatchObject({ object_id: CONTACT, record_id: id, subject_type: 'conversation', personal: { subject: 'Rolls' } });
    const { rows } = await test.owner.query('select kind, data from events where account_id = $1 and id = $2', [
      owner.accountId,
      opened.cause_id,
    ]);
    expect(rows).toEqual([{ kind: 'mail.received', data: { inbound } }]);
  });

  it('goes on where it answers our letter, a mail of the same writer, or the same subject, and else with what is under way', async () => {
    const record = { objectId: CONTACT, id: await contact('Berta') };
    const from = 'berta@example.com';
    await receive({ from, subject: 'Bread', messageId: '<first@berta>' });
    const [first] = await of(from);
    await ask(owner, 'POST', `/api/conversations/${first.id}/answer`, { text: 'Yes, fresh' });
    const { deliveryId } = (await detail(first.id)).entries[1];
    await ask(owner, 'POST', '/api/conversations/close', { ids: [first.id] });
    await receive({ from, subject: 'Something else', answers: '<unknown@x>', deliveryId, kind: 'reply', record });
    expect(await of(from)).toMatchObject([{ id: first.id, state: 'open', entryCount: 3 }]);
    await receive({ from, subject: 'Whatever', references: ['<first@berta>'] });
    await receive({ from, subject: 'AW: Re: bread' });
    await receive({ from, subject: 'No subject we know' });
    expect(await of(from)).toMatchObject([{ id: first.id, entryCount: 6 }]);
    await ask(owner, 'POST', '/api/conversations/close', { ids: [first.id] });
    await receive({ from, subject: 'Cake' });
    expect(await of(from)).toMatchObject([{ subject: 'Cake' }, { id: first.id, state: 'closed' }]);
    test.clock.moveBy(40 * 86_400_000);
    await ask(owner, 'POST', '/api/conversations/close', { ids: (await of(from)).map(({ id }) => id) });
    await receive({ from, subject: 'Re: Bread' });
    expect(await of(from)).toHaveLength(3);
  });

  it('of somebody else is not let into a conversation by naming its mails', async () => {
    await receive({ from: 'clara@example.com', messageId: '<clara@x>', subject: 'Private' });
    await receive({ from: 'mallory@example.com', answers: '<clara@x>', references: ['<clara@x>'], subject: 'Re: Private' });
    expect(await of('clara@example.com')).toMatchObject([{ entryCount: 1 }]);
    expect(await of('mallory@example.com')).toMatchObject([{ entryCount: 1 }]);
  });

  it('of strangers waits unknown until somebody takes them, or makes a contact at once where the inbox has it so', async () => {
    await receive({ from: 'new@example.com', name: 'Nora Newman' });
    const [line] = await of('new@example.com');
    expect(line).toMatchObject({ name: 'Nora Newman', record: null });
    const taken = await ask(owner, 'POST', `/api/conversations/${line.id}/take`, {});
    const record = (await ask(owner, 'GET', `/api/records/${CONTACT}/${taken.body.record.id}`)).body;
    expect(record).toMatchObject({ name: 'Nora Newman', values: { 3: 'new@example.com' } });
    expect(await of('new@example.com')).toMatchObject([{ record: taken.body.record }]);
    const [inbox] = (await ask(owner, 'GET', '/api/inboxes')).body.inboxes;
    await ask(owner, 'PUT', `/api/inboxes/${inbox.id}`, { name: 'Everyone', isForAll: true, userIds: [], unknownSenders: 'create' });
    await receive({ from: 'otto@example.com', name: 'Otto' });
    expect((await of('otto@example.com'))[0].record).not.toBeNull();
    await ask(owner, 'PUT', `/api/inboxes/${inbox.id}`, { name: 'Everyone', isForAll: true, userIds: [], unknownSenders: 'leave' });
  });

  it('to an address of a channel arrives in its inbox, all other in the one for answers', async () => {
    const { id: inboxId } = (await ask(owner, 'POST', '/api/inboxes', { name: 'Support', isForAll: true })).body;
    const channel = await ask(owner, 'POST', '/api/inbox-channels', { inboxId, address: 'Support@bakery.example' });
    expect(channel.status, JSON.stringify(channel.body)).toBe(200);
    await receive({ from: 'dora@example.com', to: 'support@bakery.example' });
    await receive({ from: 'dora@example.com', to: 'anything@bakery.example' });
    const lines = await of('dora@example.com');
    expect(lines.map((line) => line.inboxId === inboxId)).toEqual([false, true]);
  });

  it('is taken once, whatever reads it again', async () => {
    const id = await receive({ from: 'emil@example.com' });
    await test.database.account(owner.accountId, async (db) => {
      const { receiveMail } = await import('./receive-mail.ts');
      const { inboundMail } = await import('../email/index.ts');
      await receiveMail(db, owner.ids, { mail: (await inboundMail(db, id))!, causeId: 1 });
    });
    expect(await of('emil@example.com')).toMatchObject([{ entryCount: 1 }]);
  });
});

describe('what is no person’s mail', () => {
  it('neither begins a conversation nor wakes one, and nobody is told', async () => {
    await receive({ from: 'away@example.com', kind: 'auto_reply' });
    expect(await of('away@example.com')).toEqual([]);
    await receive({ from: 'away@example.com', messageId: '<away@x>' });
    const [line] = await of('away@example.com');
    await ask(owner, 'POST', `/api/conversations/${line.id}/answer`, { text: 'Here you are', afterwards: 'close' });
    const { deliveryId } = (await detail(line.id)).entries[1];
    const before = (await events('conversation.replied')).length;
    await receive({ from: 'away@example.com', kind: 'auto_reply', deliveryId, text: 'I am out of office' });
    const after = await detail(line.id);
    expect(after).toMatchObject({ state: 'closed', isUnread: false });
    expect(after.entries[2]).toMatchObject({ kind: 'in', isAuto: true, text: 'I am out of office' });
    expect(await events('conversation.replied')).toHaveLength(before);
  });

  it('stops being news beyond twenty an hour, and is left out beyond a hundred', async () => {
    for (let n = 0; n < 120; n++) await handInMail(test, owner.accountId, { from: 'machine@example.com', subject: 'Ping' });
    await test.settle(owner.accountId);
    const [line] = await of('machine@example.com');
    expect(line.entryCount).toBe(100);
    const told = [...(await events('conversation.opened')), ...(await events('conversation.replied'))];
    expect(told.filter(({ subject_id }) => Number(subject_id) === line.id)).toHaveLength(20);
  });

  it('of our own channels is left alone', async () => {
    await receive({ from: 'support@bakery.example' });
    expect(await of('support@bakery.example')).toEqual([]);
  });

  it('of whom was called spam closes what there was and makes nothing more, by address or by domain', async () => {
    for (const from of ['x@spam.example', 'y@spam.example', 'z@mail.spam2.example']) await receive({ from });
    const [line] = await of('x@spam.example');
    expect((await ask(owner, 'POST', `/api/conversations/${line.id}/spam`, {})).body).toEqual({ closed: 1, blocked: 'x@spam.example' });
    await receive({ from: 'x@spam.example' });
    expect(await of('x@spam.example')).toEqual([]);
    expect(await of('x@spam.example', 'spam')).toMatchObject([{ id: line.id, state: 'closed', entryCount: 1 }]);
    expect(await of('y@spam.example')).toHaveLength(1);
    await ask(owner, 'POST', '/api/blocked-senders', { value: 'spam2.example' });
    await receive({ from: 'z@mail.spam2.example' });
    expect(await of('z@mail.spam2.example', 'spam')).toMatchObject([{ state: 'closed', entryCount: 1 }]);
    const [other] = await of('y@spam.example');
    await ask(owner, 'POST', `/api/conversations/${other.id}/spam`, { block: 'domain' });
    expect((await ask(owner, 'GET', '/api/blocked-senders')).body.senders.map(({ value }: { value: string }) => value)).toEqual([
      'spam.example',
      'spam2.example',
      'x@spam.example',
    ]);
    await ask(owner, 'POST', '/api/blocked-senders/unblock', { value: 'spam.example' });
    await receive({ from: 'y@spam.example', subject: 'I am real' });
    expect(await of('y@spam.example')).toMatchObject([{ subject: 'I am real' }]);
  });
});
