import type { FastifyInstance } from 'fastify';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, prepareInstallation } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';
import { CONTACT_FIELDS as F } from '../records/schema.ts';
import { visitor, type Visitor } from '../../test/browser.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { storeCounts } from './numbers/gathered-counts.ts';
import { fieldUses } from './field-uses.ts';
import { BROWSER } from '../../test/reader.ts';

const test = testDatabase();
const BASE = 'http://quayside.test';
let server: FastifyInstance;
let seat: TestSeat;
let owner: Visitor;
let dropdown: { id: number; options: { id: number; label: string }[] };

beforeAll(async () => {
  prepareInstallation(test.database, { baseUrl: BASE, secretKey: 'a key for tests alone, long enough for everybody' });
  server = await buildServer({ database: test.database, identify, baseUrl: BASE, port: 0 });
  seat = await makeAccount(test);
  owner = visitor(server, await signedIn(test, seat));
  dropdown = await owner.post('/api/objects/0/fields', {
    label: 'How did you hear of us?',
    type: 'dropdown',
    options: [{ label: 'A friend' }, { label: 'The paper' }],
  });
  const shape = await owner.get('/api/objects/0');
  dropdown = shape.fields.find((field: { id: number }) => field.id === dropdown.id);
});
afterAll(() => server.close());

type Block = Record<string, unknown>;
const field = (fieldId: number, label: string, more: Block = {}): Block => ({ type: 'field', fieldId, label, ...more });
const NAME = field(F.firstName, 'First name');
const EMAIL = field(F.email, 'E-mail', { isRequired: true });
const CONSENT = {
  type: 'consent',
  channel: 'email',
  text: '**Yes**, {{ account.name }} may write to me. [Privacy](https://bakery.example/privacy)',
};

async function publish(blocks: Block[], settings: object = {}, objectId = 0): Promise<{ id: number; at: string }> {
  const { id } = await owner.post('/api/forms', { objectId, name: 'Newsletter', document: { kind: 'blocks', blocks }, settings });
  const { share } = await owner.post(`/api/forms/${id}/publish`);
  return { id, at: new URL(share.lastingUrl).pathname };
}

let people = 0;
/** A browser with script, from an address of its own. */
async function handIn(
  at: string,
  answers: Record<string, string>,
  { proof = true, headers = {} }: { proof?: boolean | string; headers?: Record<string, string> } = {},
) {
  const remoteAddress = `193.99.${Math.floor(++people / 200)}.${people % 200}`;
  const solved = proof === true ? await proofAt(at, remoteAddress) : proof === false ? '' : proof;
  const {
    statusCode,
    headers: given,
    body,
  } = await server.inject({
    method: 'POST',
    url: at,
    remoteAddress,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', 'user-agent': BROWSER, ...headers },
    payload: new URLSearchParams({ q_proof: solved, ...answers }).toString(),
  });
  return { status: statusCode, headers: given, body: String(given['content-type']).includes('json') ? JSON.parse(body) : body };
}
async function proofAt(at: string, remoteAddress = '193.99.1.1'): Promise<string> {
  const challenge = (await server.inject({ url: `${at}/challenge`, remoteAddress })).json();
  return Buffer.from(JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) })).toString('base64');
}
const contact = async (email: string) => {
  const { rows } = await test.owner.query(
    'select id, name, email, email_status, owner_id, values from records where account_id = $1 and object_id = 0 and email = $2',
    [seat.accountId, email],
  );
  return rows[0];
};
const submissions = async (id: number) => (await owner.get(`/api/forms/${id}/submissions`)).rows;

describe('a form that is being written', () => {
  it('begins with a few questions, and is nowhere to be found until it is published', async () => {
    const form = await owner.post('/api/forms', { objectId: 0, name: 'Fresh' });
    expect([form.problems, form.share, form.publishedVersion]).toEqual([[], null, null]);
    expect((await server.inject(`/form/f${seat.accountId.toString(36)}-${form.id.toString(36)}`)).statusCode).toBe(404);
    const preview = await owner.get(`/api/forms/${form.id}/preview`);
    expect(preview.html).toContain('name="f3"');
  });

  it.each<[string, Block[], object, RegExp]>([
    ['asks for a field that is gone', [field(4_242, 'Gone')], {}, /is gone/],
    ['asks for what is nobody’s business', [field(F.company, 'Company')], {}, /cannot be asked/],
    ['asks twice', [EMAIL, EMAIL], {}, /asked for twice/],
    [
      'shows a question by one it does not ask',
      [{ ...EMAIL, shownWhen: { fieldId: 1, is: 'answered', value: '' } }],
      {},
      /does not ask for/,
    ],
    ['asks for leave without an address', [NAME, CONSENT], {}, /without asking for an e-mail address/],
    ['asks for leave without words', [EMAIL, { ...CONSENT, text: ' ' }], {}, /Write what people agree to/],
    ['shows a value of somebody', [EMAIL, { type: 'text', text: 'Hi {{ contact.first_name }}' }], {}, /no merge field/],
    [
      'leads on by a question it does not ask',
      [EMAIL],
      { redirects: [{ fieldId: 1, is: 'answered', value: '', url: 'https://a.example/' }] },
      /does not ask/,
    ],
  ])('is not published while it %s', async (_, blocks, settings, sentence) => {
    const { id } = await owner.post('/api/forms', { objectId: 0, name: 'Broken', document: { kind: 'blocks', blocks }, settings });
    const answer = await server.inject({ method: 'POST', url: `/api/forms/${id}/publish`, headers: await signedIn(test, seat) });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'form_incomplete']);
    expect(answer.json().title).toMatch(sentence);
  });

  it.each(['javascript:alert(1)', '//evil.example', 'https://user:pass@evil.example/', 'https://{{ contact.city }}/', 'nonsense'])(
    'leads nowhere but to an address that is written out: %s',
    async (redirect) => {
      const answer = await server.inject({
        method: 'POST',
        url: '/api/forms',
        headers: await signedIn(test, seat),
        payload: { objectId: 0, name: 'Led on', settings: { redirect } },
      });
      expect(answer.statusCode).toBe(422);
    },
  );

  it('is saved by one at a time', async () => {
    const form = await owner.post('/api/forms', { objectId: 0, name: 'Shared' });
    await owner.patch(`/api/forms/${form.id}`, { name: 'First', revision: form.revision });
    const answer = await server.inject({
      method: 'PATCH',
      url: `/api/forms/${form.id}`,
      headers: await signedIn(test, seat),
      payload: { name: 'Second', revision: form.revision },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'changed_meanwhile']);
  });

  it('may have an address of its own, which one form of the installation has', async () => {
    const { id } = await publish([EMAIL]);
    await owner.patch(`/api/forms/${id}`, { address: 'spring-offer' });
    expect((await server.inject('/form/spring-offer')).statusCode).toBe(200);
    const stranger = await makeAccount(test);
    const theirs = visitor(server, await signedIn(test, stranger));
    const other = await theirs.post('/api/forms', { objectId: 0, name: 'Other' });
    const answer = await server.inject({
      method: 'PATCH',
      url: `/api/forms/${other.id}`,
      headers: await signedIn(test, stranger),
      payload: { address: 'spring-offer' },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'address_taken']);
    await owner.patch(`/api/forms/${id}`, { address: '' });
    await theirs.patch(`/api/forms/${other.id}`, { address: 'spring-offer' });
  });

  it('is nobody’s without the right, nor another account’s', async () => {
    const { id } = await publish([EMAIL]);
    const sales = await signedIn(test, await makeUser(test, seat, { role: 'Sales' }));
    const stranger = await signedIn(test, await makeAccount(test));
    for (const [method, url] of [
      ['GET', `/api/forms/${id}`],
      ['PATCH', `/api/forms/${id}`],
      ['DELETE', `/api/forms/${id}`],
      ['POST', `/api/forms/${id}/publish`],
      ['POST', `/api/forms/${id}/withdraw`],
      ['GET', `/api/forms/${id}/preview`],
      ['GET', `/api/forms/${id}/versions`],
      ['GET', `/api/forms/${id}/versions/1`],
      ['GET', `/api/forms/${id}/numbers`],
      ['GET', `/api/forms/${id}/submissions`],
      ['GET', `/api/forms/${id}/submissions.csv`],
    ] as const) {
      const payload = method === 'PATCH' ? { payload: {} } : {};
      expect((await server.inject({ method, url, headers: sales, ...payload })).statusCode, `${method} ${url}`).toBe(403);
      expect((await server.inject({ method, url, headers: stranger, ...payload })).statusCode, `${method} ${url}`).toBe(404);
    }
    expect((await server.inject({ url: '/api/forms', headers: stranger })).json()).toEqual([]);
  });
});

describe('a form’s page', () => {
  it('is plain HTML that says what it asks, under a policy that lets nothing else run', async () => {
    const { at } = await publish([{ type: 'heading', level: 1, text: 'Bread & letters' }, NAME, EMAIL, CONSENT]);
    const { headers, body } = await server.inject({ url: at, headers: { 'user-agent': BROWSER } });
    expect(body).toContain('<h1>Bread &amp; letters</h1>');
    expect(body).toMatch(
      /<label for="qs-f3">E-mail<span[^>]*> \*<\/span><\/label>\s*<input type="email" id="qs-f3" name="f3" required autocomplete="email"/,
    );
    expect(body).toContain('<strong>Yes</strong>, Harbour Bakery may write to me. <a href="https://bakery.example/privacy"');
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(headers['x-frame-options']).toBeUndefined();
    expect(body).not.toMatch(/<script>| on\w+="/);
  });

  it('is filled in from its address, escaped, and only where it asks', async () => {
    const { at } = await publish([
      NAME,
      field(dropdown.id, 'Heard'),
      EMAIL,
      { type: 'hidden', fieldId: F.city, from: 'address', value: 'town' },
    ]);
    const { body } = await server.inject(
      `${at}?firstname=${encodeURIComponent('"><script>alert(1)</script>')}&f${dropdown.id}=the%20paper&town=Kiel&f6=Baker`,
    );
    expect(body).toContain('value="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(body).toContain(`<option value="${dropdown.options[1]!.id}" selected>The paper</option>`);
    expect(body).toContain('data-from="town" value="Kiel"');
    expect(body).not.toContain('<script>alert');
    expect(body.match(/<input type="text"[^>]*value="Baker"/)).toBeNull();
  });

  it('is served as it was published, whatever is written since', async () => {
    const { id, at } = await publish([{ type: 'heading', level: 1, text: 'First' }, EMAIL]);
    await owner.patch(`/api/forms/${id}`, { document: { kind: 'blocks', blocks: [{ type: 'heading', level: 1, text: 'Second' }, EMAIL] } });
    expect((await server.inject(at)).body).toContain('First');
    await owner.post(`/api/forms/${id}/publish`);
    expect((await server.inject(at)).body).toContain('Second');
    expect((await owner.get(`/api/forms/${id}/versions/1`)).document.blocks[0].text).toBe('First');
    await owner.post(`/api/forms/${id}/withdraw`);
    expect((await server.inject(at)).statusCode).toBe(404);
  });

  it('comes as a script for other pages, and as plain HTML', async () => {
    const { id, at } = await publish([EMAIL]);
    const script = await server.inject(`${at}/embed.js`);
    expect([script.headers['cross-origin-resource-policy'], script.headers['access-control-allow-origin']]).toEqual(['cross-origin', '*']);
    expect(() => new Function(script.body)).not.toThrow();
    expect(script.body).not.toContain('</script');
    const { share } = await owner.get(`/api/forms/${id}`);
    expect(share.html).toContain(`action="${BASE}${at}"`);
    expect(share.html).not.toMatch(/class=|data-/);
  });
});

describe('handing a form in', () => {
  it('makes a record with its owner, tags, source, consent word for word, and tells the ledger', async () => {
    const user = await makeUser(test, seat);
    const { id, at } = await publish([NAME, EMAIL, CONSENT], {
      tags: ['Newsletter'],
      ownerId: user.userId,
      thanks: 'Thank you, {{ contact.first_name | default: "friend" }}!',
    });
    const page = 'https://bakery.example/bread?utm_source=paper&utm_campaign=spring&email=x';
    const { status, body } = await handIn(at, {
      f1: ' Ada <b> ',
      f3: 'Ada@Example.com',
      c0: 'yes',
      q_page: page,
      q_referrer: 'https://news.example/today?x=1',
    });
    expect([status, body.done, body.redirect]).toEqual([200, true, null]);
    expect(body.html).toContain('Thank you, Ada &lt;b&gt;!');
    const ada = await contact('ada@example.com');
    expect(ada).toMatchObject({ owner_id: user.userId, email_status: 1 });
    expect(ada.values).toMatchObject({ [F.firstCampaign]: 'spring', [F.firstCampaign + 1]: 'paper', [F.lastCampaign]: 'spring' });
    const card = await owner.get(`/api/objects/0/records/${ada.id}/permission`);
    expect(card.history[0]).toMatchObject({
      state: 'given',
      how: 'form',
      evidence: 'Yes, Harbour Bakery may write to me. Privacy (https://bakery.example/privacy)',
    });
    const { rows } = await test.owner.query(
      `select kind, actor_type, actor_id, cause_id, data, personal from events where account_id = $1 and record_id = $2 and kind in ('form.submitted', 'record.created', 'tag.added', 'consent.given') order by id`,
      [seat.accountId, ada.id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['form.submitted', 'record.created', 'tag.added', 'consent.given']);
    expect(rows[0]).toMatchObject({
      data: { known: 'new', version: 1 },
      personal: { source: 'paper', page: 'https://bakery.example/bread', country: expect.any(String) },
    });
    const [{ rows: causes }] = [
      await test.owner.query('select distinct cause_id from events where account_id = $1 and record_id = $2 and kind <> $3', [
        seat.accountId,
        ada.id,
        'form.submitted',
      ]),
    ];
    expect(causes).toHaveLength(1);
    expect(await submissions(id)).toMatchObject([
      {
        isNew: true,
        record: { id: Number(ada.id) },
        answers: [{ label: 'First name' }, { label: 'E-mail', value: 'ada@example.com' }],
        campaign: 'spring',
      },
    ]);
  });

  it('finds who is known by their address, and says nothing of what stands there', async () => {
    const { body: made } = await handIn((await publish([NAME, EMAIL])).at, { f1: 'Bea', f3: 'bea@example.com' });
    const { at } = await publish([field(F.title, 'Title'), EMAIL]);
    const known = await handIn(at, { f6: 'Baker', f3: 'BEA@example.com ' });
    const unknown = await handIn(at, { f6: 'Baker', f3: 'nobody-yet@example.com' });
    expect(known.body).toEqual(unknown.body);
    expect(made.done).toBe(true);
    expect((await contact('bea@example.com')).values).toMatchObject({ 6: 'Baker' });
    expect((await contact('bea@example.com')).name).toBe('Bea');
  });

  it('fills in blank values alone where it is set to, and blank answers clear nothing', async () => {
    await handIn((await publish([NAME, EMAIL])).at, { f1: 'Cleo', f3: 'cleo@example.com' });
    const { at } = await publish([NAME, field(F.city, 'Town'), EMAIL], { known: 'fill' });
    await handIn(at, { f1: 'Somebody else', f11: 'Kiel', f3: 'cleo@example.com' });
    expect((await contact('cleo@example.com')).name).toBe('Cleo');
    expect((await contact('cleo@example.com')).values).toMatchObject({ 11: 'Kiel' });
    await handIn((await publish([NAME, EMAIL])).at, { f1: '', f3: 'cleo@example.com' });
    expect((await contact('cleo@example.com')).name).toBe('Cleo');
  });

  it('counts once, however often the same one comes', async () => {
    const { id, at } = await publish([EMAIL]);
    const proof = await proofAt(at);
    const answers = { f3: 'dora@example.com' };
    for (let times = 0; times < 3; times++) expect((await handIn(at, answers, { proof })).body.done).toBe(true);
    expect(await submissions(id)).toHaveLength(1);
    // The same work done does for nothing else.
    const other = await handIn((await publish([EMAIL])).at, { f3: 'eve@example.com' }, { proof });
    expect([other.status, other.body.anew]).toEqual([422, true]);
  });

  it('counts once at the same moment, too', async () => {
    const { id, at } = await publish([EMAIL], { withoutScript: true });
    const all = await Promise.all(
      [1, 2, 3, 4].map(() =>
        server.inject({
          method: 'POST',
          url: at,
          remoteAddress: '193.99.9.9',
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': BROWSER },
          payload: 'f3=flo@example.com',
        }),
      ),
    );
    expect(all.filter(({ statusCode }) => statusCode === 303).length).toBeGreaterThan(0);
    expect(await submissions(id)).toHaveLength(1);
    expect(
      (await test.owner.query("select 1 from records where account_id = $1 and email = 'flo@example.com'", [seat.accountId])).rows,
    ).toHaveLength(1);
  });

  it('makes one record of two that come with the same address at once', async () => {
    const { id, at } = await publish([NAME, EMAIL]);
    await Promise.all(['One', 'Two', 'Three'].map((name) => handIn(at, { f1: name, f3: 'gus@example.com' })));
    expect(
      (await test.owner.query("select 1 from records where account_id = $1 and email = 'gus@example.com'", [seat.accountId])).rows,
    ).toHaveLength(1);
    expect(await submissions(id)).toHaveLength(3);
  });

  it('says in plain sentences what is wrong, and keeps nothing', async () => {
    const { id, at } = await publish([EMAIL, field(F.birthday, 'Birthday'), { ...CONSENT, isRequired: true }]);
    const { status, body } = await handIn(at, { f3: 'nonsense', f8: 'someday' }, { proof: false });
    expect([status, body.errors]).toEqual([
      422,
      {
        f3: 'E-mail: “nonsense” is not an e-mail address.',
        f8: 'Birthday: “someday” is not a date. Give it like 2026-03-31.',
        c0: 'Tick this box to go on.',
      },
    ]);
    expect((await handIn(at, {}, { proof: false })).body.errors.f3).toBe('E-mail: fill this in.');
    expect(await submissions(id)).toEqual([]);
  });

  it('takes nothing but what is asked and shown', async () => {
    const friend = String(dropdown.options[0]!.id);
    const { at } = await publish([
      EMAIL,
      field(dropdown.id, 'Heard'),
      field(F.title, 'Which paper?', { isRequired: true, shownWhen: { fieldId: dropdown.id, is: 'not_equals', value: friend } }),
      { type: 'hidden', fieldId: F.leadSource, from: 'value', value: 'Fair' },
    ]);
    await handIn(at, { f3: 'hal@example.com', [`f${dropdown.id}`]: friend, f6: 'not asked for', f11: 'Kiel', f19: 'forged', f42: 'x' });
    const hal = await contact('hal@example.com');
    expect([hal.values[6], hal.values[11], hal.values[F.leadSource]]).toEqual([undefined, undefined, 'Fair']);
    const paper = String(dropdown.options[1]!.id);
    const { body } = await handIn(at, { f3: 'hal@example.com', [`f${dropdown.id}`]: paper }, { proof: false });
    expect(body.errors).toEqual({ f6: 'Which paper?: fill this in.' });
  });

  it('leads on by the answers, and only where the form says', async () => {
    const friend = String(dropdown.options[0]!.id);
    const { at } = await publish([EMAIL, field(dropdown.id, 'Heard')], {
      redirect: 'https://bakery.example/thanks',
      redirects: [{ fieldId: dropdown.id, is: 'equals', value: friend, url: 'https://bakery.example/friends' }],
    });
    expect((await handIn(at, { f3: 'i@example.com', [`f${dropdown.id}`]: friend })).body.redirect).toBe('https://bakery.example/friends');
    expect(
      (await handIn(at, { f3: 'i@example.com', redirect: 'https://evil.example', q_redirect: 'https://evil.example' })).body.redirect,
    ).toBe('https://bakery.example/thanks');
    expect((await server.inject(at)).headers['content-security-policy']).toContain("form-action 'self' https://bakery.example;");
  });

  it('keeps machines out: by a field nobody sees, and by work', async () => {
    const { id, at } = await publish([EMAIL], { withoutScript: false });
    expect((await handIn(at, { f3: 'bot@example.com', q_homepage: 'http://spam.example' })).body.done).toBe(true);
    expect(await handIn(at, { f3: 'bot@example.com' }, { proof: false })).toMatchObject({
      status: 403,
      body: { problem: expect.stringContaining('JavaScript') },
    });
    expect((await handIn(at, { f3: 'bot@example.com' }, { proof: Buffer.from('{}').toString('base64') })).status).toBe(422);
    expect([await submissions(id), await contact('bot@example.com')]).toEqual([[], undefined]);
    await storeCounts(test.database);
    expect((await owner.get(`/api/forms/${id}/numbers`)).days).toMatchObject([{ refused: 3, submissions: 0 }]);
  });

  it('works without script, a few times from one address', async () => {
    const { id, at } = await publish([NAME, EMAIL]);
    const send = (payload: string) =>
      server.inject({
        method: 'POST',
        url: at,
        remoteAddress: '193.99.8.8',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload,
      });
    const wrong = await send('f1=%3Ci%3EJo&f3=nonsense');
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('value="&lt;i&gt;Jo"');
    expect(wrong.body).toContain('aria-invalid="true" aria-describedby="f3-error"');
    const sent = await send('f1=Jo&f3=jo1@example.com');
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${BASE}${at}/thanks`]);
    expect((await server.inject(`${at}/thanks`)).body).toContain('<strong>Thank you.</strong>');
    for (const n of [2, 3]) expect((await send(`f3=jo${n}@example.com`)).statusCode).toBe(303);
    expect((await send('f3=jo4@example.com')).statusCode).toBe(429);
    expect(await submissions(id)).toHaveLength(3);
  });

  it('takes files within limits, and images as images alone', async () => {
    const { id: fileField } = await owner.post('/api/objects/0/fields', { label: 'Plan', type: 'file' });
    const { at } = await publish([EMAIL, field(fileField, 'Plan', { isRequired: true })]);
    const upload = async (name: string, content: string) => {
      const boundary = 'a-boundary-nobody-writes';
      const part = (key: string, value: string, file = '') =>
        `--${boundary}\r\ncontent-disposition: form-data; name="${key}"${file}\r\n\r\n${value}\r\n`;
      const payload = `${part('q_proof', await proofAt(at))}${part('f3', 'kim@example.com')}${part(`f${fileField}`, content, `; filename="${name}"`)}--${boundary}--\r\n`;
      return server.inject({
        method: 'POST',
        url: at,
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, accept: 'application/json' },
        payload,
      });
    };
    expect((await upload('', '')).json().errors).toEqual({ [`f${fileField}`]: 'Plan: choose a file.' });
    expect((await upload('big.txt', 'x'.repeat(11 * 1024 * 1024))).json().problem).toContain('at most 10 MB');
    expect((await upload('plan.txt', 'Three rooms')).json().done).toBe(true);
    expect((await contact('kim@example.com')).values[fileField]).toMatchObject({ name: 'plan.txt', size: 11 });
  });

  it('ties the visitor, whose first and last source is kept', async () => {
    await owner.patch('/api/visits/settings', { domains: ['bakery.example'], consent: 'at_once' });
    const { siteKey } = await owner.get('/api/visits/settings');
    const key = 'c'.repeat(32);
    await server.inject({
      method: 'POST',
      url: `/t/${siteKey}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': BROWSER },
      payload: new URLSearchParams({ u: 'https://bakery.example/?utm_source=radio', v: key }).toString(),
    });
    const { storeWaitingHits } = await import('../visits/index.ts');
    await storeWaitingHits(test.database);
    const { at } = await publish([EMAIL]);
    expect((await server.inject(at)).body).toContain(`<script async src="/t/${siteKey}.js">`);
    await handIn(at, { f3: 'lea@example.com', q_visitor: key, q_page: 'https://bakery.example/form?utm_source=poster' });
    const lea = await contact('lea@example.com');
    expect(lea.values).toMatchObject({ [F.firstCampaign + 1]: 'radio', [F.lastCampaign + 1]: 'poster' });
    expect(await owner.get(`/api/records/0/${lea.id}/visits`)).toMatchObject([{ address: 'bakery.example/' }]);
  });

  it('makes records of any object', async () => {
    const boats = await owner.post('/api/objects', { singular: 'Boat', plural: 'Boats', nameLabel: 'Hull' });
    const shape = await owner.get(`/api/objects/${boats.id}`);
    const { id, at } = await publish([field(shape.fields[0].id, 'Hull', { isRequired: true })], {}, boats.id);
    expect((await handIn(at, { [`f${shape.fields[0].id}`]: 'Ahoy' })).body.done).toBe(true);
    expect(await submissions(id)).toMatchObject([{ record: { objectId: boats.id, name: 'Ahoy' } }]);
  });
});

describe('what was handed in', () => {
  it('is counted by day', async () => {
    const { id, at } = await publish([EMAIL]);
    for (let times = 0; times < 3; times++) await server.inject({ url: at, headers: { 'user-agent': BROWSER } });
    await server.inject({ url: at, headers: { 'user-agent': 'Googlebot/2.1' } });
    await server.inject({ method: 'POST', url: `${at}/seen?what=start`, headers: { 'user-agent': BROWSER } });
    await handIn(at, { f3: 'max@example.com' });
    await storeCounts(test.database);
    expect((await owner.get(`/api/forms/${id}/numbers`)).days).toEqual([
      { day: '2026-03-02', views: 3, starts: 1, submissions: 1, refused: 0 },
    ]);
    expect((await owner.get('/api/forms')).find((form: { id: number }) => form.id === id)).toMatchObject({ views: 3, submissions: 1 });
  });

  it('is exported as a table in which nothing is a formula', async () => {
    const { id, at } = await publish([NAME, EMAIL]);
    await handIn(at, { f1: '=HYPERLINK("http://evil.example")', f3: 'nina@example.com' });
    const table = await owner.get(`/api/forms/${id}/submissions.csv`);
    expect(table.split('\r\n')[0]).toBe('Time,Record,Name,New,First name,E-mail,Agreed to,Page,Campaign,Country');
    expect(table).toContain('"\'=HYPERLINK(""http://evil.example"")"');
  });

  it('is erased with the person, and stays counted', async () => {
    const { id, at } = await publish([NAME, EMAIL, CONSENT]);
    await handIn(at, { f1: 'Olga Unmistakable', f3: 'olga@example.com', c0: 'yes' });
    const olga = await contact('olga@example.com');
    await owner.post('/api/privacy/erasures', { object: 0, id: Number(olga.id) });
    await test.settle(seat.accountId);
    const { rows } = await test.owner.query('select personal from form_submissions where account_id = $1 and form_id = $2', [
      seat.accountId,
      id,
    ]);
    expect(rows).toEqual([{ personal: null }]);
  });

  it('goes over to the survivor of a merge', async () => {
    const { id, at } = await publish([NAME, EMAIL]);
    await handIn(at, { f1: 'Pia', f3: 'pia@example.com' });
    await handIn(at, { f1: 'Pia', f3: 'pia@work.example.com' });
    const [first, second] = [await contact('pia@example.com'), await contact('pia@work.example.com')];
    await owner.post('/api/duplicates/merge', { objectId: 0, recordIds: [first.id, second.id] });
    expect((await submissions(id)).map(({ record }: { record: { id: number } }) => record.id)).toEqual([first.id, first.id]);
  });

  it('is told of a field’s use before it is taken away', async () => {
    await publish([EMAIL, field(dropdown.id, 'Heard')]);
    const uses = await test.database.account(seat.accountId, (db) => fieldUses(db, { objectId: 0, fieldId: dropdown.id }));
    expect(uses).toContainEqual({ kind: 'form', name: 'Newsletter', place: expect.stringMatching(/^\/forms\/\d+$/) });
  });
});
