import { beforeAll, expect, it } from 'vitest';
import type { Trigger } from '../../src/automations/schema.ts';
import { sendForReal, storyWorld } from '../automations/story-world.ts';
import type { TestSeat } from '../factories.ts';
import { handInMail, type WrittenMail } from '../inbound.ts';

/** Conversations as maps see them: what starts a map, what a map does with them, and that no two machines ever keep each other talking. */
const world = storyWorld();
let colleague: TestSeat;
const ids: Record<string, number> = {};
const contact = async (name: string): Promise<number> => (ids[name] = await world.contact(name));
const address = (name: string): string => `${name}@example.com`.toLowerCase();

const post = (url: string, body: object = {}): Promise<any> => world.user.post(url, body);
const write = async (name: string, mail: Partial<WrittenMail> = {}): Promise<void> => {
  await handInMail(world.test, world.seat.accountId, { from: address(name), ...mail });
  await world.run();
};
const conversationOf = async (name: string): Promise<any> => {
  const { conversations } = await world.user.get('/api/conversations?state=any&limit=100');
  return conversations.find((one: { address: string }) => one.address === address(name));
};
const asks = (key: string, value: number) => [{ key, operator: 'is' as const, values: [value] }];

beforeAll(async () => {
  colleague = await world.colleague('Cleo');
  ids.support = (await post('/api/inboxes', { name: 'Support', isForAll: true })).id;
  ids.channel = (await post('/api/inbox-channels', { inboxId: ids.support, address: 'support@bakery.example' })).id;
});

interface Case {
  kind: string;
  says: string;
  where: () => Trigger['where'];
  /** Before the map runs, for both. */
  before?: (name: string) => Promise<unknown>;
  met: (name: string) => Promise<unknown>;
  unmet: (name: string) => Promise<unknown>;
}

const SUPPORT = { to: 'support@bakery.example' };
const CASES: Case[] = [
  {
    kind: 'mail.received',
    says: 'somebody writes, and not when somebody else does',
    where: () => [],
    met: (name) => write(name, { record: { objectId: 0, id: ids[name]! } }),
    unmet: () => write('Passing'),
  },
  {
    kind: 'conversation.opened',
    says: 'somebody writes to one inbox, and not to another',
    where: () => asks('inbox', ids.support!),
    met: (name) => write(name, SUPPORT),
    unmet: (name) => write(name),
  },
  {
    kind: 'conversation.replied',
    says: 'somebody writes again through one channel, and not what no person wrote',
    where: () => asks('channel', ids.channel!),
    before: (name) => write(name, SUPPORT),
    met: (name) => write(name, SUPPORT),
    unmet: (name) => write(name, { ...SUPPORT, kind: 'auto_reply' }),
  },
  {
    kind: 'conversation.answered',
    says: 'a colleague answers, and does not only note something',
    where: () => asks('inbox', ids.support!),
    before: (name) => write(name, SUPPORT),
    met: async (name) => post(`/api/conversations/${(await conversationOf(name)).id}/answer`, { text: 'Yes' }),
    unmet: async (name) => post(`/api/conversations/${(await conversationOf(name)).id}/notes`, { text: 'Hm' }),
  },
  {
    kind: 'conversation.assigned',
    says: 'it is given to one colleague, and not to another',
    where: () => asks('to', colleague.userId),
    before: (name) => write(name),
    met: async (name) => post('/api/conversations/assign', { ids: [(await conversationOf(name)).id], userId: colleague.userId }),
    unmet: async (name) => post('/api/conversations/assign', { ids: [(await conversationOf(name)).id], userId: world.seat.userId }),
  },
  {
    kind: 'conversation.closed',
    says: 'it is closed, and not only put off',
    where: () => [],
    before: (name) => write(name),
    met: async (name) => post('/api/conversations/close', { ids: [(await conversationOf(name)).id] }),
    unmet: async (name) => post('/api/conversations/snooze', { ids: [(await conversationOf(name)).id], until: '2027-01-01T08:00:00Z' }),
  },
];

it.each(CASES)('a map starts from $kind when $says', async ({ kind, where, before, met, unmet }) => {
  const [one, other] = [`Met${kind.slice(13)}`, `Unmet${kind.slice(13)}`];
  for (const name of [one, other]) {
    await contact(name);
    await before?.(name);
  }
  const triggers = [{ event: kind, where: where() }] as never;
  const map = await world.publish(kind, [['tag.add', { tag: kind }], ['end']], { triggers });
  await met(one);
  await unmet(other);
  await world.run();
  const [entered] = await world.way(map, ids[one]!);
  expect(entered).toMatchObject({ kind: 'automation.entered', cause: { kind, record: { id: ids[one] } } });
  expect(await world.way(map, ids[other]!)).toEqual([]);
  await post(`/api/automations/${map}/pause`);
});

it('a map assigns, moves and closes what is under way with a person, once each, with its step as the cause', async () => {
  for (const name of ['Ada', 'Berta']) await contact(name);
  await write('Ada');
  const steps = [
    ['conversation.move', { inboxId: ids.support }],
    ['conversation.assign', { to: colleague.userId }],
    ['wait', { wait: 'for', amount: 1, unit: 'days' }],
    ['condition', { criteria: { conversation: 'open' } }, [5, 6]],
    ['conversation.close', {}],
    ['end'],
  ] as never;
  const map = await world.publish('Looking after', steps);
  await world.add(map, ids.Ada!, ids.Berta!);
  await world.run();
  expect(await conversationOf('Ada')).toMatchObject({ inboxId: ids.support, assigneeId: colleague.userId, state: 'open' });
  world.test.clock.moveBy(25 * 3_600_000);
  await world.run();
  expect(await conversationOf('Ada')).toMatchObject({ state: 'closed' });
  const [, first, second] = await world.way(map, ids.Ada!);
  expect(first!.effects.map(({ kind }) => kind).toSorted()).toEqual(['conversation.assigned', 'conversation.moved']);
  expect(second!.effects.map(({ kind }) => kind)).toEqual(['conversation.closed']);
  const ofBerta = await world.way(map, ids.Berta!);
  expect(ofBerta.flatMap(({ effects }) => effects)).toEqual([]);
});

it('criteria know with whom a conversation is under way, and who waits for an answer', async () => {
  for (const name of ['Clara', 'Dora', 'Emil']) await contact(name);
  await write('Clara');
  await write('Dora');
  await post(`/api/conversations/${(await conversationOf('Dora')).id}/answer`, { text: 'Yes' });
  const found = async (conversation: string, inboxIds?: number[]): Promise<number[]> => {
    const criteria = {
      all: [
        { conversation, ...(inboxIds && { inboxIds }) },
        { system: 'id', operator: 'is', values: [ids.Clara, ids.Dora, ids.Emil] },
      ],
    };
    const { records } = await world.user.get(`/api/records/0?criteria=${encodeURIComponent(JSON.stringify(criteria))}`);
    return records.map(({ id }: { id: number }) => id).toSorted((a: number, b: number) => a - b);
  };
  expect(await found('open')).toEqual([ids.Clara, ids.Dora]);
  expect(await found('unanswered')).toEqual([ids.Clara]);
  expect(await found('none')).toEqual([ids.Emil]);
  expect(await found('open', [ids.support!])).toEqual([]);
});

it('two machines that answer each other come to rest: one that says so at once, one that hides it within the hour', async () => {
  await sendForReal(world);
  for (const name of ['Robot', 'Liar']) await contact(name);
  const letter = await world.letter('We have got your mail', { purpose: 'transactional' });
  const triggers = ['conversation.opened', 'conversation.replied'].map((event) => ({ event })) as never;
  const map = await world.publish('Thanks for writing', [['email.send', { messageId: letter }], ['end']], {
    triggers,
    reentry: 'always',
    perDay: 1000,
  } as never);
  const lettersTo = async (name: string): Promise<number> =>
    (await world.rows<{ n: number }>('select count(*)::int as n from deliveries where account_id = $1 and record_id = $2', ids[name]))[0]!
      .n;
  for (const [name, kind] of [
    ['Robot', 'auto_reply'],
    ['Liar', 'mail'],
  ] as const) {
    await write(name);
    for (let answered = 0, round = 0; round < 60; round++) {
      const sent = await lettersTo(name);
      if (sent === answered) break;
      answered = sent;
      await write(name, { kind, text: 'This is an automatic answer' });
    }
  }
  expect(await lettersTo('Robot')).toBe(1);
  expect(await lettersTo('Liar')).toBeLessThanOrEqual(20);
  expect(await lettersTo('Liar')).toBeGreaterThan(1);
  expect((await conversationOf('Liar')).entryCount).toBeLessThanOrEqual(22);
  await post(`/api/automations/${map}/pause`);
}, 60_000);
