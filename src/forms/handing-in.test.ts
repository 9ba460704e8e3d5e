import { describe, expect, it } from 'vitest';
import { makeUser } from '../../test/factories.ts';
import { BASE, CONSENT, EMAIL, NAME, field, formsOn } from '../../test/forms.ts';
import { testDatabase } from '../../test/harness.ts';
import { BROWSER } from '../../test/reader.ts';
import { CONTACT_FIELDS as F } from '../records/schema.ts';
import { storeCounts } from './numbers/gathered-counts.ts';

const test = testDatabase();
const world = formsOn(test);

describe('handing a form in', () => {
  it('makes a record with its owner, tags, source, consent word for word, and tells the ledger', async () => {
    const user = await makeUser(test, world.seat);
    const { id, at } = await world.publish([NAME, EMAIL, CONSENT], {
      tags: ['Newsletter'],
      ownerId: user.userId,
      thanks: 'Thank you, {{ contact.first_name | default: "friend" }}!',
    });
    const page = 'https://bakery.example/bread?utm_source=paper&utm_campaign=spring&email=x';
    const { status, body } = await world.handIn(at, {
      f1: ' Ada <b> ',
      f3: 'Ada@Example.com',
      c0: 'yes',
      q_page: page,
      q_referrer: 'https://news.example/today?x=1',
    });
    expect([status, body.done, body.redirect]).toEqual([200, true, null]);
    expect(body.html).toContain('Thank you, Ada &lt;b&gt;!');
    const ada = await world.contact('ada@example.com');
    expect(ada).toMatchObject({ owner_id: user.userId, email_status: 1 });
    expect(ada.values).toMatchObject({ [F.firstCampaign]: 'spring', [F.firstCampaign + 1]: 'paper', [F.lastCampaign]: 'spring' });
    const card = await world.owner.get(`/api/objects/0/records/${ada.id}/permission`);
    expect(card.history[0]).toMatchObject({
      state: 'given',
      how: 'form',
      evidence: 'Yes, Harbour Bakery may write to me. Privacy (https://bakery.example/privacy)',
    });
    const { rows } = await test.owner.query(
      `select kind, actor_type, actor_id, cause_id, data, personal from events where account_id = $1 and record_id = $2 and kind in ('form.submitted', 'record.created', 'tag.added', 'consent.given') order by id`,
      [world.seat.accountId, ada.id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['form.submitted', 'record.created', 'tag.added', 'consent.given']);
    expect(rows[0]).toMatchObject({
      data: { known: 'new', version: 1 },
      personal: { source: 'paper', page: 'https://bakery.example/bread', country: expect.any(String) },
    });
    const [{ rows: causes }] = [
      await test.owner.query('select distinct cause_id from events where account_id = $1 and record_id = $2 and kind <> $3', [
        world.seat.accountId,
        ada.id,
        'form.submitted',
      ]),
    ];
    expect(causes).toHaveLength(1);
    expect(await world.submissions(id)).toMatchObject([
      {
        isNew: true,
        record: { id: Number(ada.id) },
        answers: [{ label: 'First name' }, { label: 'E-mail', value: 'ada@example.com' }],
        campaign: 'spring',
      },
    ]);
  });

  it('finds who is known by their address, and says nothing of what stands there', async () => {
    const { body: made } = await world.handIn((await world.publish([NAME, EMAIL])).at, { f1: 'Bea', f3: 'bea@example.com' });
    const { at } = await world.publish([field(F.title, 'Title'), EMAIL]);
    const known = await world.handIn(at, { f6: 'Baker', f3: 'BEA@example.com ' });
    const unknown = await world.handIn(at, { f6: 'Baker', f3: 'nobody-yet@example.com' });
    expect(known.body).toEqual(unknown.body);
    expect(made.done).toBe(true);
    expect((await world.contact('bea@example.com')).values).toMatchObject({ 6: 'Baker' });
    expect((await world.contact('bea@example.com')).name).toBe('Bea');
  });

  it('fills in blank values alone where it is set to, and blank answers clear nothing', async () => {
    await world.handIn((await world.publish([NAME, EMAIL])).at, { f1: 'Cleo', f3: 'cleo@example.com' });
    const { at } = await world.publish([NAME, field(F.city, 'Town'), EMAIL], { known: 'fill' });
    await world.handIn(at, { f1: 'Somebody else', f11: 'Kiel', f3: 'cleo@example.com' });
    expect((await world.contact('cleo@example.com')).name).toBe('Cleo');
    expect((await world.contact('cleo@example.com')).values).toMatchObject({ 11: 'Kiel' });
    await world.handIn((await world.publish([NAME, EMAIL])).at, { f1: '', f3: 'cleo@example.com' });
    expect((await world.contact('cleo@example.com')).name).toBe('Cleo');
  });

  it('counts once, however often the same one comes', async () => {
    const { id, at } = await world.publish([EMAIL]);
    const proof = await world.proofAt(at);
    const answers = { f3: 'dora@example.com' };
    for (let times = 0; times < 3; times++) expect((await world.handIn(at, answers, { proof })).body.done).toBe(true);
    expect(await world.submissions(id)).toHaveLength(1);
    // The same work done does for nothing else.
    const other = await world.handIn((await world.publish([EMAIL])).at, { f3: 'eve@example.com' }, { proof });
    expect([other.status, other.body.anew]).toEqual([422, true]);
  });

  it('counts once at the same moment, too', async () => {
    const { id, at } = await world.publish([EMAIL], { withoutScript: true });
    const all = await Promise.all(
      [1, 2, 3, 4].map(() =>
        world.server.inject({
          method: 'POST',
          url: at,
          remoteAddress: '193.99.9.9',
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': BROWSER },
          payload: 'f3=flo@example.com',
        }),
      ),
    );
    expect(all.filter(({ statusCode }) => statusCode === 303).length).toBeGreaterThan(0);
    expect(await world.submissions(id)).toHaveLength(1);
    expect(
      (await test.owner.query("select 1 from records where account_id = $1 and email = 'flo@example.com'", [world.seat.accountId])).rows,
    ).toHaveLength(1);
  });

  it('makes one record of two that come with the same address at once', async () => {
    const { id, at } = await world.publish([NAME, EMAIL]);
    await Promise.all(['One', 'Two', 'Three'].map((name) => world.handIn(at, { f1: name, f3: 'gus@example.com' })));
    expect(
      (await test.owner.query("select 1 from records where account_id = $1 and email = 'gus@example.com'", [world.seat.accountId])).rows,
    ).toHaveLength(1);
    expect(await world.submissions(id)).toHaveLength(3);
  });

  it('says in plain sentences what is wrong, and keeps nothing', async () => {
    const { id, at } = await world.publish([EMAIL, field(F.birthday, 'Birthday'), { ...CONSENT, isRequired: true }]);
    const { status, body } = await world.handIn(at, { f3: 'nonsense', f8: 'someday' }, { proof: false });
    expect([status, body.errors]).toEqual([
      422,
      {
        f3: 'E-mail: “nonsense” is not an e-mail address.',
        f8: 'Birthday: “someday” is not a date. Give it like 2026-03-31.',
        c0: 'Tick this box to go on.',
      },
    ]);
    expect((await world.handIn(at, {}, { proof: false })).body.errors.f3).toBe('E-mail: fill this in.');
    expect(await world.submissions(id)).toEqual([]);
  });

  it('takes nothing but what is asked and shown', async () => {
    const friend = String(world.dropdown.options[0]!.id);
    const { at } = await world.publish([
      EMAIL,
      field(world.dropdown.id, 'Heard'),
      field(F.title, 'Which paper?', { isRequired: true, shownWhen: { fieldId: world.dropdown.id, is: 'not_equals', value: friend } }),
      { type: 'hidden', fieldId: F.leadSource, from: 'value', value: 'Fair' },
    ]);
    await world.handIn(at, {
      f3: 'hal@example.com',
      [`f${world.dropdown.id}`]: friend,
      f6: 'not asked for',
      f11: 'Kiel',
      f19: 'forged',
      f42: 'x',
    });
    const hal = await world.contact('hal@example.com');
    expect([hal.values[6], hal.values[11], hal.values[F.leadSource]]).toEqual([undefined, undefined, 'Fair']);
    const paper = String(world.dropdown.options[1]!.id);
    const { body } = await world.handIn(at, { f3: 'hal@example.com', [`f${world.dropdown.id}`]: paper }, { proof: false });
    expect(body.errors).toEqual({ f6: 'Which paper?: fill this in.' });
  });

  it('leads on by the answers, and only where the form says', async () => {
    const friend = String(world.dropdown.options[0]!.id);
    const { at } = await world.publish([EMAIL, field(world.dropdown.id, 'Heard')], {
      redirect: 'https://bakery.example/thanks',
      redirects: [{ fieldId: world.dropdown.id, is: 'equals', value: friend, url: 'https://bakery.example/friends' }],
    });
    expect((await world.handIn(at, { f3: 'i@example.com', [`f${world.dropdown.id}`]: friend })).body.redirect).toBe(
      'https://bakery.example/friends',
    );
    expect(
      (await world.handIn(at, { f3: 'i@example.com', redirect: 'https://evil.example', q_redirect: 'https://evil.example' })).body.redirect,
    ).toBe('https://bakery.example/thanks');
    expect((await world.server.inject(at)).headers['content-security-policy']).toContain("form-action 'self' https://bakery.example;");
  });

  it('keeps machines out: by a field nobody sees, and by work', async () => {
    const { id, at } = await world.publish([EMAIL], { withoutScript: false });
    expect((await world.handIn(at, { f3: 'bot@example.com', q_homepage: 'http://spam.example' })).body.done).toBe(true);
    expect(await world.handIn(at, { f3: 'bot@example.com' }, { proof: false })).toMatchObject({
      status: 403,
      body: { problem: expect.stringContaining('JavaScript') },
    });
    expect((await world.handIn(at, { f3: 'bot@example.com' }, { proof: Buffer.from('{}').toString('base64') })).status).toBe(422);
    expect([await world.submissions(id), await world.contact('bot@example.com')]).toEqual([[], undefined]);
    await storeCounts(test.database);
    expect((await world.owner.get(`/api/forms/${id}/numbers`)).days).toMatchObject([{ refused: 3, submissions: 0 }]);
  });

  it('works without script, a few times from one address', async () => {
    const { id, at } = await world.publish([NAME, EMAIL]);
    const send = (payload: string) =>
      world.server.inject({
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
    expect((await world.server.inject(`${at}/thanks`)).body).toContain('<strong>Thank you.</strong>');
    for (const n of [2, 3]) expect((await send(`f3=jo${n}@example.com`)).statusCode).toBe(303);
    expect((await send('f3=jo4@example.com')).statusCode).toBe(429);
    expect(await world.submissions(id)).toHaveLength(3);
  });

  it('takes files within limits, and images as images alone', async () => {
    const { id: fileField } = await world.owner.post('/api/objects/0/fields', { label: 'Plan', type: 'file' });
    const { at } = await world.publish([EMAIL, field(fileField, 'Plan', { isRequired: true })]);
    const upload = async (name: string, content: string) => {
      const boundary = 'a-boundary-nobody-writes';
      const part = (key: string, value: string, file = '') =>
        `--${boundary}\r\ncontent-disposition: form-data; name="${key}"${file}\r\n\r\n${value}\r\n`;
      const payload = `${part('q_proof', await world.proofAt(at))}${part('f3', 'kim@example.com')}${part(`f${fileField}`, content, `; filename="${name}"`)}--${boundary}--\r\n`;
      return world.server.inject({
        method: 'POST',
        url: at,
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, accept: 'application/json' },
        payload,
      });
    };
    expect((await upload('', '')).json().errors).toEqual({ [`f${fileField}`]: 'Plan: choose a file.' });
    expect((await upload('big.txt', 'x'.repeat(11 * 1024 * 1024))).json().problem).toContain('at most 10 MB');
    expect((await upload('plan.txt', 'Three rooms')).json().done).toBe(true);
    expect((await world.contact('kim@example.com')).values[fileField]).toMatchObject({ name: 'plan.txt', size: 11 });
  });

  it('ties the visitor, whose first and last source is kept', async () => {
    await world.owner.patch('/api/visits/settings', { domains: ['bakery.example'], consent: 'at_once' });
    const { siteKey } = await world.owner.get('/api/visits/settings');
    const key = 'c'.repeat(32);
    await world.server.inject({
      method: 'POST',
      url: `/t/${siteKey}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': BROWSER },
      payload: new URLSearchParams({ u: 'https://bakery.example/?utm_source=radio', v: key }).toString(),
    });
    const { storeWaitingHits } = await import('../visits/index.ts');
    await storeWaitingHits(test.database);
    const { at } = await world.publish([EMAIL]);
    expect((await world.server.inject(at)).body).toContain(`<script async src="/t/${siteKey}.js">`);
    await world.handIn(at, { f3: 'lea@example.com', q_visitor: key, q_page: 'https://bakery.example/form?utm_source=poster' });
    const lea = await world.contact('lea@example.com');
    expect(lea.values).toMatchObject({ [F.firstCampaign + 1]: 'radio', [F.lastCampaign + 1]: 'poster' });
    expect(await world.owner.get(`/api/records/0/${lea.id}/visits`)).toMatchObject([{ address: 'bakery.example/' }]);
  });

  it('makes records of any object', async () => {
    const boats = await world.owner.post('/api/objects', { singular: 'Boat', plural: 'Boats', nameLabel: 'Hull' });
    const shape = await world.owner.get(`/api/objects/${boats.id}`);
    const { id, at } = await world.publish([field(shape.fields[0].id, 'Hull', { isRequired: true })], {}, boats.id);
    expect((await world.handIn(at, { [`f${shape.fields[0].id}`]: 'Ahoy' })).body.done).toBe(true);
    expect(await world.submissions(id)).toMatchObject([{ record: { objectId: boats.id, name: 'Ahoy' } }]);
  });
});
