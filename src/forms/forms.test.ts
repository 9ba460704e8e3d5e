import { describe, expect, it } from 'vitest';
import { visitor } from '../../test/browser.ts';
import { makeAccount, makeUser, signedIn } from '../../test/factories.ts';
import { BASE, CONSENT, EMAIL, NAME, field, formsOn, type Block } from '../../test/forms.ts';
import { testDatabase } from '../../test/harness.ts';
import { BROWSER } from '../../test/reader.ts';
import { CONTACT_FIELDS as F } from '../records/schema.ts';
import { fieldUses } from './field-uses.ts';
import { storeCounts } from './numbers/gathered-counts.ts';

const test = testDatabase();
const world = formsOn(test);

describe('a form that is being written', () => {
  it('begins with a few questions, and is nowhere to be found until it is published', async () => {
    const form = await world.owner.post('/api/forms', { objectId: 0, name: 'Fresh' });
    expect([form.problems, form.share, form.publishedVersion]).toEqual([[], null, null]);
    expect((await world.server.inject(`/form/f${world.seat.accountId.toString(36)}-${form.id.toString(36)}`)).statusCode).toBe(404);
    const preview = await world.owner.get(`/api/forms/${form.id}/preview`);
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
    const { id } = await world.owner.post('/api/forms', { objectId: 0, name: 'Broken', document: { kind: 'blocks', blocks }, settings });
    const answer = await world.server.inject({
      method: 'POST',
      url: `/api/forms/${id}/publish`,
      headers: await signedIn(test, world.seat),
    });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'form_incomplete']);
    expect(answer.json().title).toMatch(sentence);
  });

  it.each(['javascript:alert(1)', '//evil.example', 'https://user:pass@evil.example/', 'https://{{ contact.city }}/', 'nonsense'])(
    'leads nowhere but to an address that is written out: %s',
    async (redirect) => {
      const answer = await world.server.inject({
        method: 'POST',
        url: '/api/forms',
        headers: await signedIn(test, world.seat),
        payload: { objectId: 0, name: 'Led on', settings: { redirect } },
      });
      expect(answer.statusCode).toBe(422);
    },
  );

  it('is saved by one at a time', async () => {
    const form = await world.owner.post('/api/forms', { objectId: 0, name: 'Shared' });
    await world.owner.patch(`/api/forms/${form.id}`, { name: 'First', revision: form.revision });
    const answer = await world.server.inject({
      method: 'PATCH',
      url: `/api/forms/${form.id}`,
      headers: await signedIn(test, world.seat),
      payload: { name: 'Second', revision: form.revision },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'changed_meanwhile']);
  });

  it('may have an address of its own, which one form of the installation has', async () => {
    const { id } = await world.publish([EMAIL]);
    await world.owner.patch(`/api/forms/${id}`, { address: 'spring-offer' });
    expect((await world.server.inject('/form/spring-offer')).statusCode).toBe(200);
    const stranger = await makeAccount(test);
    const theirs = visitor(world.server, await signedIn(test, stranger));
    const other = await theirs.post('/api/forms', { objectId: 0, name: 'Other' });
    const answer = await world.server.inject({
      method: 'PATCH',
      url: `/api/forms/${other.id}`,
      headers: await signedIn(test, stranger),
      payload: { address: 'spring-offer' },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'address_taken']);
    await world.owner.patch(`/api/forms/${id}`, { address: '' });
    await theirs.patch(`/api/forms/${other.id}`, { address: 'spring-offer' });
  });

  it('is nobody’s without the right, nor another account’s', async () => {
    const { id } = await world.publish([EMAIL]);
    const sales = await signedIn(test, await makeUser(test, world.seat, { role: 'Sales' }));
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
      expect((await world.server.inject({ method, url, headers: sales, ...payload })).statusCode, `${method} ${url}`).toBe(403);
      expect((await world.server.inject({ method, url, headers: stranger, ...payload })).statusCode, `${method} ${url}`).toBe(404);
    }
    expect((await world.server.inject({ url: '/api/forms', headers: stranger })).json()).toEqual([]);
  });
});

describe('a form’s page', () => {
  it('is plain HTML that says what it asks, under a policy that lets nothing else run', async () => {
    const { at } = await world.publish([{ type: 'heading', level: 1, text: 'Bread & letters' }, NAME, EMAIL, CONSENT]);
    const { headers, body } = await world.server.inject({ url: at, headers: { 'user-agent': BROWSER } });
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
    const { at } = await world.publish([
      NAME,
      field(world.dropdown.id, 'Heard'),
      EMAIL,
      { type: 'hidden', fieldId: F.city, from: 'address', value: 'town' },
    ]);
    const { body } = await world.server.inject(
      `${at}?firstname=${encodeURIComponent('"><script>alert(1)</script>')}&f${world.dropdown.id}=the%20paper&town=Kiel&f6=Baker`,
    );
    expect(body).toContain('value="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(body).toContain(`<option value="${world.dropdown.options[1]!.id}" selected>The paper</option>`);
    expect(body).toContain('data-from="town" value="Kiel"');
    expect(body).not.toContain('<script>alert');
    expect(body.match(/<input type="text"[^>]*value="Baker"/)).toBeNull();
  });

  it('is served as it was published, whatever is written since', async () => {
    const { id, at } = await world.publish([{ type: 'heading', level: 1, text: 'First' }, EMAIL]);
    await world.owner.patch(`/api/forms/${id}`, {
      document: { kind: 'blocks', blocks: [{ type: 'heading', level: 1, text: 'Second' }, EMAIL] },
    });
    expect((await world.server.inject(at)).body).toContain('First');
    await world.owner.post(`/api/forms/${id}/publish`);
    expect((await world.server.inject(at)).body).toContain('Second');
    expect((await world.owner.get(`/api/forms/${id}/versions/1`)).document.blocks[0].text).toBe('First');
    await world.owner.post(`/api/forms/${id}/withdraw`);
    expect((await world.server.inject(at)).statusCode).toBe(404);
  });

  it('comes as a script for other pages, and as plain HTML', async () => {
    const { id, at } = await world.publish([EMAIL]);
    const script = await world.server.inject(`${at}/embed.js`);
    expect([script.headers['cross-origin-resource-policy'], script.headers['access-control-allow-origin']]).toEqual(['cross-origin', '*']);
    expect(() => new Function(script.body)).not.toThrow();
    expect(script.body).not.toContain('</script');
    const { share } = await world.owner.get(`/api/forms/${id}`);
    expect(share.html).toContain(`action="${BASE}${at}"`);
    expect(share.html).not.toMatch(/class=|data-/);
  });
});

describe('what was handed in', () => {
  it('is counted by day', async () => {
    const { id, at } = await world.publish([EMAIL]);
    for (let times = 0; times < 3; times++) await world.server.inject({ url: at, headers: { 'user-agent': BROWSER } });
    await world.server.inject({ url: at, headers: { 'user-agent': 'Googlebot/2.1' } });
    await world.server.inject({ method: 'POST', url: `${at}/seen?what=start`, headers: { 'user-agent': BROWSER } });
    await world.handIn(at, { f3: 'max@example.com' });
    await storeCounts(test.database);
    expect((await world.owner.get(`/api/forms/${id}/numbers`)).days).toEqual([
      { day: '2026-03-02', views: 3, starts: 1, submissions: 1, refused: 0 },
    ]);
    expect((await world.owner.get('/api/forms')).find((form: { id: number }) => form.id === id)).toMatchObject({
      views: 3,
      submissions: 1,
    });
  });

  it('is exported as a table in which nothing is a formula', async () => {
    const { id, at } = await world.publish([NAME, EMAIL]);
    await world.handIn(at, { f1: '=HYPERLINK("http://evil.example")', f3: 'nina@example.com' });
    const table = await world.owner.get(`/api/forms/${id}/submissions.csv`);
    expect(table.split('\r\n')[0]).toBe('Time,Record,Name,New,First name,E-mail,Agreed to,Page,Campaign,Country');
    expect(table).toContain('"\'=HYPERLINK(""http://evil.example"")"');
  });

  it('is erased with the person, and stays counted', async () => {
    const { id, at } = await world.publish([NAME, EMAIL, CONSENT]);
    await world.handIn(at, { f1: 'Olga Unmistakable', f3: 'olga@example.com', c0: 'yes' });
    const olga = await world.contact('olga@example.com');
    await world.owner.post('/api/privacy/erasures', { object: 0, id: Number(olga.id) });
    await test.settle(world.seat.accountId);
    const { rows } = await test.owner.query('select personal from form_submissions where account_id = $1 and form_id = $2', [
      world.seat.accountId,
      id,
    ]);
    expect(rows).toEqual([{ personal: null }]);
  });

  it('goes over to the survivor of a merge', async () => {
    const { id, at } = await world.publish([NAME, EMAIL]);
    await world.handIn(at, { f1: 'Pia', f3: 'pia@example.com' });
    await world.handIn(at, { f1: 'Pia', f3: 'pia@work.example.com' });
    const [first, second] = [await world.contact('pia@example.com'), await world.contact('pia@work.example.com')];
    await world.owner.post('/api/duplicates/merge', { objectId: 0, recordIds: [first.id, second.id] });
    expect((await world.submissions(id)).map(({ record }: { record: { id: number } }) => record.id)).toEqual([first.id, first.id]);
  });

  it('is told of a field’s use before it is taken away', async () => {
    await world.publish([EMAIL, field(world.dropdown.id, 'Heard')]);
    const uses = await test.database.account(world.seat.accountId, (db) => fieldUses(db, { objectId: 0, fieldId: world.dropdown.id }));
    expect(uses).toContainEqual({ kind: 'form', name: 'Newsletter', place: expect.stringMatching(/^\/forms\/\d+$/) });
  });
});
