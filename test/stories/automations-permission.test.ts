import { beforeAll, describe, expect, it } from 'vitest';
import { giveConsent } from '../../src/compliance/index.ts';
import type { Trigger } from '../../src/automations/schema.ts';
import { storyWorld } from '../automations/story-world.ts';

/** What people say of their mail as what starts a map: one says what the trigger asks for, another nearly does. */
const world = storyWorld();
const topics: number[] = [];

interface Pair {
  met: number;
  unmet: number;
}
interface Case {
  kind: string;
  says: string;
  trigger: () => Omit<Trigger, 'id' | 'event'>;
  before?: (pair: Pair) => Promise<unknown>;
  happens: (pair: Pair) => Promise<unknown>;
}

beforeAll(async () => {
  for (const name of ['News', 'Offers']) topics.push((await world.user.post('/api/topics', { name })).id);
  await world.user.patch('/api/permission-settings', { doubleOptIn: 'required' });
});

const permission = (id: number, path: string): string => `/api/objects/0/records/${id}/permission/${path}`;
const choose = (id: number, topicId: number, wanted: boolean) =>
  world.user.put(permission(id, 'topics'), { topics: [{ topicId, wanted }] });
const wish = (id: number, wishes: object) => world.user.put(permission(id, 'wishes'), wishes);
const ask = (id: number, how: 'form' | 'user') =>
  world.test.database.account(world.seat.accountId, (db) =>
    giveConsent(db, { type: 'contact', id: String(id) }, { objectId: 0, recordIds: [id], channel: 'email', how, evidence: 'Yes, please.' }),
  );

const CASES: Case[] = [
  {
    kind: 'consent.requested',
    says: 'somebody is asked back, and not who needs not be',
    trigger: () => ({}),
    async happens({ met, unmet }) {
      await ask(met, 'form');
      await ask(unmet, 'user');
    },
  },
  {
    kind: 'topic.chosen',
    says: 'that topic, and not another',
    trigger: () => ({ subject: [topics[0]!] }),
    async happens({ met, unmet }) {
      await choose(met, topics[0]!, true);
      await choose(unmet, topics[1]!, true);
    },
  },
  {
    kind: 'topic.declined',
    says: 'that topic, and not another',
    trigger: () => ({ subject: [topics[0]!] }),
    async happens({ met, unmet }) {
      await choose(met, topics[0]!, false);
      await choose(unmet, topics[1]!, false);
    },
  },
  {
    kind: 'mail.paused',
    says: 'a break, and not fewer letters',
    trigger: () => ({}),
    async happens({ met, unmet }) {
      await wish(met, { pauseWeeks: 2 });
      await wish(unmet, { frequency: 'weekly' });
    },
  },
  {
    kind: 'mail.continued',
    says: 'the end of a break, and not of none',
    trigger: () => ({}),
    before: ({ met }) => wish(met, { pauseWeeks: 2 }),
    async happens({ met, unmet }) {
      await wish(met, { pauseWeeks: 0 });
      await wish(unmet, { pauseWeeks: 0 });
    },
  },
];

describe('a map starts when', () => {
  it.each(CASES)('$kind: $says', async ({ kind, trigger, before, happens }) => {
    const [met, unmet] = [await world.contact(`Ada${kind.replace('.', '')}`), await world.contact(`Bob${kind.replace('.', '')}`)];
    for (const id of [met, unmet]) await world.user.patch(`/api/records/0/${id}`, { values: { 3: `p${id}.${kind}@example.com` } });
    await before?.({ met, unmet });
    await world.run();
    const map = await world.publish(`When ${kind}`, [['tag.add', { tag: `Met ${kind}` }], ['end']], {
      triggers: [{ event: kind, ...trigger() }],
    });
    await world.run();
    await happens({ met, unmet });
    await world.run();
    expect((await world.way(map, met)).map((line) => line.kind)).toEqual(['automation.entered', 'automation.moved']);
    expect((await world.way(map, unmet).catch(() => [])).map((line) => line.kind)).toEqual([]);
    await world.user.post(`/api/automations/${map}/pause`);
  });
});
