import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { expect, it } from 'vitest';
import { CONTACT_FIELDS as F } from '../../src/records/schema.ts';
import { storeWaitingHits } from '../../src/visits/index.ts';
import { storyWorld, sendForReal } from '../automations/story-world.ts';
import { BROWSER } from '../reader.ts';

/**
 * Somebody reads pages of the bakery, comes back from another side, fills its form in, confirms by the letter, is welcomed by a map's letter, and follows a
 * link of that back to the site: with the exact letters, the words they agreed to, and how they came, on record.
 */
const world = storyWorld();
const COOKIE = 'd'.repeat(32);
const WORDS = 'Yes, Harbour Bakery may write to me once a week. I can end that at any time.';
const FROM = '193.99.144.85';

const send = async (url: string, told: Record<string, string>, headers: Record<string, string> = {}) =>
  world.server.inject({
    method: 'POST',
    url,
    remoteAddress: FROM,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': BROWSER, ...headers },
    payload: new URLSearchParams(told).toString(),
  });

async function look(siteKey: string, page: string, referrer = '', mark = ''): Promise<void> {
  await send(`/t/${siteKey}`, { u: page, r: referrer, v: COOKIE, l: mark });
  await storeWaitingHits(world.test.database);
}

async function proofAt(form: string): Promise<string> {
  const challenge = (await world.server.inject(`${form}/challenge`)).json();
  return Buffer.from(JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) })).toString('base64');
}

const lettersOf = (recordId: number) =>
  world.rows<{ id: number; purpose: string; status: string }>(
    `select id::int, purpose, status from deliveries where account_id = $1 and record_id = $2 order by id`,
    recordId,
  );

it('a visitor reads a page, fills the form in, confirms, is welcomed, and is known from then on', async () => {
  const { user } = world;
  await sendForReal(world);
  await user.patch('/api/permission-settings', { doubleOptIn: 'required' });
  const { siteKey } = await user.patch('/api/visits/settings', { domains: ['bakery.example'], consent: 'at_once' });
  const { id: formId } = await user.post('/api/forms', {
    objectId: 0,
    name: 'Newsletter',
    document: {
      kind: 'blocks',
      blocks: [
        { type: 'heading', level: 1, text: 'Bread by letter' },
        { type: 'field', fieldId: F.firstName, label: 'First name' },
        { type: 'field', fieldId: F.email, label: 'E-mail', isRequired: true },
        { type: 'consent', channel: 'email', text: 'Yes, {{ account.name }} may write to me once a week. I can end that at any time.' },
      ],
    },
    settings: { tags: ['Newsletter'], thanks: 'Look into your mail, {{ contact.first_name }}.' },
  });
  const { share } = await user.post(`/api/forms/${formId}/publish`);
  const form = new URL(share.lastingUrl).pathname;
  const welcome = await world.letter('Welcome', {
    body: { kind: 'plain', text: 'Dear {{ contact.first_name }}, [come in](https://www.bakery.example/welcome)' },
  });
  const asked = await world.publish('Asked', [['tag.add', { tag: 'Asked' }], ['end']], {
    triggers: [{ event: 'form.submitted', subject: [formId], where: [{ key: 'campaign', operator: 'is', values: ['autumn'] }] }],
  });
  const welcoming = await world.publish('Welcoming', [['email.send', { messageId: welcome }], ['end']], {
    triggers: [{ event: 'consent.given', where: [{ key: 'state', operator: 'is', values: ['confirmed'] }] }],
  });
  const back = await world.publish('Back', [['tag.add', { tag: 'Came back' }], ['end']], {
    triggers: [{ event: 'page.visited', where: [{ key: 'path', operator: 'is', values: ['/welcome'] }] }],
  });

  // In spring by an advertisement, in autumn by a poster: nobody knows who it is.
  await look(siteKey, 'https://bakery.example/bread?utm_source=paper&utm_campaign=spring', 'https://news.example/today');
  world.test.clock.moveTo('2026-03-09T09:00:00Z');
  const page = 'https://bakery.example/newsletter?utm_source=poster&utm_campaign=autumn';
  await look(siteKey, page);
  expect((await world.server.inject(form)).body).toContain('Bread by letter');
  const answers = { f1: 'Nora', f3: 'nora@example.com', c0: 'yes', q_page: page, q_visitor: COOKIE, q_proof: await proofAt(form) };
  const { html } = (await send(form, answers, { accept: 'application/json' })).json();
  expect(html).toContain('Look into your mail, Nora.');
  await world.run();

  const [{ id: nora }] = (await world.rows<{ id: number }>(
    "select id::int from records where account_id = $1 and email = 'nora@example.com'",
  )) as [{ id: number }];
  expect(await lettersOf(nora)).toMatchObject([{ purpose: 'confirmation', status: 'sent' }]);
  expect((await user.get(`/api/records/0/${nora}`)).emailStatus).toBe(-3);
  expect((await world.way(asked, nora)).at(-1)).toMatchObject({ outcome: 'ended' });
  expect(await world.tagsOf(nora)).toEqual(['Asked', 'Newsletter']);

  // The link of the letter, and the button of its page.
  const asking = world.mail.letters.at(-1)!.mail.text!;
  const confirm = new URL(/http\S+\/p\/confirm\/[^\s)]+/.exec(asking)![0]);
  expect((await world.server.inject(confirm.pathname)).statusCode).toBe(200);
  expect(await lettersOf(nora)).toHaveLength(1);
  await send(confirm.pathname, { action: 'confirm' });
  await world.run();
  expect((await user.get(`/api/records/0/${nora}`)).emailStatus).toBe(2);
  expect(await lettersOf(nora)).toMatchObject([{ purpose: 'confirmation' }, { purpose: 'bulk', status: 'sent' }]);
  expect((await world.way(welcoming, nora)).at(-1)).toMatchObject({ outcome: 'ended' });

  // What they agreed to, and how they came.
  const consents = await world.rows<{
    state: string;
    how: string;
    source_id: string;
    personal: { evidence: string; page: string; ip: string };
  }>('select state, how, source_id, personal from consents where account_id = $1 and record_id = $2 order by id', nora);
  expect(consents.map(({ state }) => state)).toEqual(['requested', 'confirmed']);
  expect(consents[0]).toMatchObject({
    how: 'form',
    source_id: formId,
    personal: { evidence: WORDS, page: 'https://bakery.example/newsletter', ip: FROM },
  });
  expect((await user.get(`/api/records/0/${nora}`)).values).toMatchObject({
    [F.firstCampaign]: 'spring',
    [F.firstCampaign + 1]: 'paper',
    [F.lastCampaign]: 'autumn',
    [F.lastCampaign + 1]: 'poster',
    [F.referringPage]: 'https://news.example/today',
  });
  expect((await user.get(`/api/forms/${formId}/submissions`)).rows).toMatchObject([
    { isNew: true, campaign: 'autumn', country: 'DE', consents: [{ words: WORDS }] },
  ]);

  // Back by the link of the welcome: known, whoever the browser was.
  const follow = new URL(/http\S+\/e\/c\/[^\s)]+/.exec(world.mail.letters.at(-1)!.mail.text!)![0]);
  world.test.clock.moveTo('2026-03-09T10:00:00Z');
  const followed = await world.server.inject({ url: follow.pathname, headers: { 'user-agent': BROWSER } });
  const target = new URL(String(followed.headers.location));
  expect(target.host).toBe('www.bakery.example');
  await look(siteKey, target.href, '', target.searchParams.get('qs_letter')!);
  await world.run();
  expect((await world.way(back, nora)).at(-1)).toMatchObject({ outcome: 'ended' });
  expect((await user.get(`/api/records/0/${nora}/visits`)).map(({ address }: { address: string }) => address)).toEqual([
    'www.bakery.example/welcome',
    'bakery.example/newsletter',
    'bakery.example/bread',
  ]);
});
