import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, signedIn } from '../../../test/factories.ts';
import { CONSENT, EMAIL, field, formsOn, NAME } from '../../../test/forms.ts';
import { testDatabase } from '../../../test/harness.ts';
import { BROWSER } from '../../../test/reader.ts';
import { visitor } from '../../../test/browser.ts';

const test = testDatabase();
const world = formsOn(test);
const SITE = 'https://www.bakery.example';
let token: string;
let tokenId: number;
let form: { id: number; at: string };

beforeAll(async () => {
  form = await world.publish([NAME, EMAIL, field(world.dropdown.id, 'How did you hear of us?'), CONSENT]);
  ({ token, id: tokenId } = await world.owner.post('/api/page-tokens', {
    name: 'Our site',
    origins: [`${SITE}/shop`, 'http://localhost:5173'],
  }));
});

let people = 0;
async function ask(method: string, url: string, more: { origin?: string | null; payload?: object; with?: string } = {}) {
  const { origin = SITE, payload } = more;
  const answer = await world.server.inject({
    method: method as 'GET',
    url,
    remoteAddress: `193.98.1.${++people % 250}`,
    headers: {
      authorization: `Bearer ${more.with ?? token}`,
      'user-agent': BROWSER,
      ...(origin === null ? {} : { origin, 'sec-fetch-site': 'cross-site', referer: `${origin}/shop` }),
    },
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.body === '' ? undefined : answer.json() };
}
const at = (): string => `/api/page/forms/${form.id}`;

describe('a page with a publishable token', () => {
  it('reads a published form, from the sites of the token alone', async () => {
    const { status, headers, body } = await ask('GET', at());
    expect([status, headers['access-control-allow-origin'], headers.vary]).toEqual([200, SITE, 'origin']);
    expect(body.questions.map(({ name, label }: { name: string; label: string }) => [name, label])).toEqual([
      ['f1', 'First name'],
      ['f3', 'E-mail'],
      [`f${world.dropdown.id}`, 'How did you hear of us?'],
    ]);
    expect(body.questions[1]).toMatchObject({ isRequired: true, type: 'email', options: [] });
    expect(body.questions[2].options).toMatchObject([{ label: 'A friend' }, { label: 'The paper' }]);
    expect(body.consents).toMatchObject([{ name: 'c0', channel: 'email', isRequired: false }]);
    expect((await ask('GET', at(), { origin: 'http://localhost:5173' })).status).toBe(200);
    for (const origin of ['https://evil.example', 'https://bakery.example', 'http://www.bakery.example', 'null', null]) {
      const refused = await ask('GET', at(), { origin });
      expect([origin, refused.status, refused.body.code]).toEqual([origin, 403, 'page_token_elsewhere']);
      expect(refused.body.title).toContain('is for pages of https://www.bakery.example');
    }
  });

  it('hands a form in on the same way as the form’s own page', async () => {
    const payload = { f1: 'Ada', f3: 'ada@example.com', [`f${world.dropdown.id}`]: String(world.dropdown.options[0]!.id), c0: 'yes' };
    const { status, body } = await ask('POST', at(), { payload });
    expect([status, body]).toEqual([200, { done: true, redirect: null }]);
    const kept = async () => (await test.owner.query('select id from form_submissions where account_id = $1', [world.seat.accountId])).rows;
    expect(await kept()).toHaveLength(1);
    const { rows } = await test.owner.query("select actor_type from events where account_id = $1 and kind = 'consent.given'", [
      world.seat.accountId,
    ]);
    expect(rows).toEqual([{ actor_type: 'contact' }]);
    const wrong = await ask('POST', at(), { payload: { f1: 'Ada', f3: 'nonsense' } });
    expect([wrong.status, wrong.body.code, Object.keys(wrong.body.fields)]).toEqual([422, 'answers_wrong', ['f3']]);
    expect((await ask('POST', at(), { payload: { f3: 'bot@example.com', q_homepage: 'https://spam.example' } })).body.done).toBe(true);
    expect(await kept()).toHaveLength(1);
  });

  it('notes a visit, where the account notes visits', async () => {
    const payload = { address: `${SITE}/shop?utm_source=paper`, visitor: 'a'.repeat(32) };
    expect((await ask('POST', '/api/page/visits', { payload })).body.code).toBe('visits_off');
    await world.owner.patch('/api/visits/settings', { isOn: true, domains: ['bakery.example'], consent: 'at_once' });
    expect((await ask('POST', '/api/page/visits', { payload })).body).toEqual({ isNoted: true });
    const elsewhere = { address: 'https://elsewhere.example/', visitor: 'a'.repeat(32) };
    expect((await ask('POST', '/api/page/visits', { payload: elsewhere })).body).toEqual({ isNoted: false });
  });

  it('does nothing else, in no account', async () => {
    const stranger = visitor(world.server, await signedIn(test, await makeAccount(test)));
    const theirs = (await stranger.post('/api/page-tokens', { name: 'Theirs', origins: [SITE] })).token;
    expect((await ask('GET', at(), { with: theirs })).status).toBe(404);
    for (const url of ['/api/account', '/api/records/0', '/api/page-tokens', '/api/session', '/api/keys']) {
      const refused = await ask('GET', url);
      expect([url, refused.status, refused.body.code]).toEqual([url, 403, 'page_token_only']);
      expect(refused.headers['set-cookie']).toBeUndefined();
    }
    const compatible = await world.server.inject({ url: '/1/Contacts', headers: { authorization: `Bearer ${token}`, origin: SITE } });
    expect(compatible.statusCode).toBe(401);
  });

  it('is refused once its token is revoked, and a page without one always', async () => {
    expect((await ask('GET', at(), { with: `${token}x` })).body.code).toBe('page_token_invalid');
    const without = await world.server.inject({ url: at(), headers: { origin: SITE } });
    expect([without.statusCode, without.json().code]).toEqual([401, 'page_token_needed']);
    const person = await world.server.inject({ url: at(), headers: await signedIn(test, world.seat) });
    expect([person.statusCode, person.json().code]).toEqual([403, 'page_token_needed']);
    await world.owner.patch(`/api/page-tokens/${tokenId}`, { origins: ['https://new.example'] });
    expect((await ask('GET', at())).body.code).toBe('page_token_elsewhere');
    expect((await ask('GET', at(), { origin: 'https://new.example' })).status).toBe(200);
    await world.owner.delete(`/api/page-tokens/${tokenId}`);
    expect((await ask('GET', at(), { origin: 'https://new.example' })).body.code).toBe('page_token_invalid');
  });
});
