import { beforeAll, describe, expect, it } from 'vitest';
import type { Trigger } from '../../src/automations/schema.ts';
import { CONTACT_FIELDS as F } from '../../src/records/schema.ts';
import { storeWaitingHits } from '../../src/visits/index.ts';
import { storyWorld } from '../automations/story-world.ts';
import { BROWSER } from '../reader.ts';

/** Forms and visits as what starts a map: one person does what the trigger asks for, another nearly does. */
const world = storyWorld();
const forms: { id: number; at: string }[] = [];
let siteKey: string;
let visitors = 0;

interface Pair {
  met: number;
  unmet: number;
}
interface Case {
  kind: string;
  says: string;
  trigger: () => Omit<Trigger, 'id' | 'event'>;
  happens: () => Promise<Pair>;
}

beforeAll(async () => {
  ({ siteKey } = await world.user.patch('/api/visits/settings', { domains: ['bakery.example'], consent: 'at_once' }));
  for (const name of ['Newsletter', 'Wholesale']) {
    const blocks = [{ type: 'field', fieldId: F.email, label: 'E-mail', isRequired: true }];
    const { id } = await world.user.post('/api/forms', { objectId: 0, name, document: { kind: 'blocks', blocks } });
    const { share } = await world.user.post(`/api/forms/${id}/publish`);
    forms.push({ id, at: new URL(share.lastingUrl).pathname });
  }
});

const send = (url: string, told: Record<string, string>) =>
  world.server.inject({
    method: 'POST',
    url,
    remoteAddress: `193.99.144.${++visitors}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': BROWSER },
    payload: new URLSearchParams(told).toString(),
  });

async function handIn(form: number, campaign: string, visitor = ''): Promise<number> {
  const address = `visitor${++visitors}@example.com`;
  await send(forms[form]!.at, { f3: address, q_page: `https://bakery.example/?utm_campaign=${campaign}`, q_visitor: visitor });
  const [row] = await world.rows<{ id: number }>('select id::int from records where account_id = $1 and email = $2', address);
  return row!.id;
}

async function lookAt(page: string, visitor: string): Promise<void> {
  await send(`/t/${siteKey}`, { u: `https://bakery.example${page}`, v: visitor });
  await storeWaitingHits(world.test.database);
}

const CASES: Case[] = [
  {
    kind: 'form.submitted',
    says: 'that form, and not another, by that campaign',
    trigger: () => ({ subject: [forms[0]!.id], where: [{ key: 'campaign', operator: 'is', values: ['spring'] }] }),
    async happens() {
      const met = await handIn(0, 'spring');
      await handIn(0, 'autumn');
      return { met, unmet: await handIn(1, 'spring') };
    },
  },
  {
    kind: 'page.visited',
    says: 'somebody known looks at that page, and not at another',
    trigger: () => ({ where: [{ key: 'path', operator: 'contains', values: ['/bread'] }] }),
    async happens() {
      const [one, other] = ['e', 'f'].map((letter) => letter.repeat(32)) as [string, string];
      const pair = { met: await handIn(1, 'any', one), unmet: await handIn(1, 'any', other) };
      await lookAt('/bread/rye', one);
      await lookAt('/cakes', other);
      await lookAt('/bread/rye', '0'.repeat(32));
      return pair;
    },
  },
];

describe('a map starts when', () => {
  it.each(CASES)('$kind: $says', async ({ kind, trigger, happens }) => {
    const map = await world.publish(`When ${kind}`, [['tag.add', { tag: `Met ${kind}` }], ['end']], {
      triggers: [{ event: kind, ...trigger() }],
    });
    const { met, unmet } = await happens();
    await world.run();
    const lines = await world.way(map, met);
    expect(lines.map((line) => line.kind)).toEqual(['automation.entered', 'automation.moved']);
    expect(lines[0]).toMatchObject({ trigger: 1001, cause: { kind, record: { id: met } } });
    expect(await world.tagsOf(met)).toContain(`Met ${kind}`);
    expect((await world.way(map, unmet)).map((line) => line.kind)).toEqual([]);
    const entered = await world.rows("select 1 from events where account_id = $1 and kind = 'automation.entered' and subject_id = $2", map);
    expect(entered).toHaveLength(1);
  });
});
