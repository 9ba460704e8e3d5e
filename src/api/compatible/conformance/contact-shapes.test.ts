import { beforeEach, describe, expect, test as it } from 'vitest';
import { callsOn } from '../../../../test/calls.ts';
import { makeAccount, type TestSeat } from '../../../../test/factories.ts';
import { testDatabase } from '../../../../test/harness.ts';
import { phpForm, type PhpValue } from '../../../../test/php-form.ts';
import { expectRecord } from '../../../../test/wire-record.ts';

const test = testDatabase();
const call = callsOn(test);
let owner: TestSeat;
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  owner = await makeAccount(test);
});

const form = (values: Record<string, PhpValue>) => ({ type: 'application/x-www-form-urlencoded', body: phpForm(values) });
const add = async (values: Record<string, PhpValue> = {}): Promise<string> =>
  (await call(owner, 'POST', '/Contacts', form(values))).json.data.id;
const id = expect.stringMatching(/^[1-9]\d*$/);
const NOW = '1772442000';

describe('a contact', () => {
  const OF_CONTACTS = `id, unique_id, owner, date, dla, dlm, system_source, source_location, import_id, ip_addy, ip_addy_display, bindex, contact_cat, profile_image,
    grade, visit, lead, user_agent, has_membership, program_id, firstname, lastname, email, address, address2, city, state, zip, country, timezone, birthday,
    home_phone, sms_number, cell_phone, office_phone, fax, company, title, website, facebook_link, twitter_link, instagram_link, linkedin_link, fb_gender, status,
    priority, spent, owed, commish, refund, refundtotal, num_purchased, last_currency_used, unpaid_invoices, mrcAmount, mrcUnpaid, mriInvoiceNum, mriInvoiceTotal,
    mrcResult, ccType, ccNumber, ccExpirationMonth, ccExpirationYear, ccExpirationDate, bulk_mail, bulk_sms, freferrer, lreferrer, referral_page, aff_sales,
    aff_amount, aff_paypal, n_lead_source, n_content, n_term, n_medium, n_campaign, l_lead_source, l_content, l_term, l_medium, l_campaign, gcid, gclid, fbc, fbp`;

  it('just made tells the fields that were sent first, then all it has', async () => {
    const { json: told } = await call(owner, 'POST', '/Contacts', form({ firstname: 'unit', lastname: 'test' }));
    expect(told).toEqual({ code: 0, data: expect.any(Object), account_id: owner.accountId });
    expect(Object.keys(told.data).slice(0, 4)).toEqual(['firstname', 'lastname', 'use_utm_names', 'id']);
    expectRecord(told.data, `${OF_CONTACTS}, updateSequence, updateCampaign`);
    expect(told.data).toMatchObject({
      id,
      owner: String(owner.userId),
      date: NOW,
      dlm: NOW,
      dla: '0',
      email: null,
      contact_cat: '',
      bindex: '1',
      import_id: '0',
      bulk_sms: '0',
      updateSequence: '',
      use_utm_names: 'false',
      spent: '0.00',
      state: null,
      birthday: null,
    });
  });

  it('changed tells the change alone, when, and its number; a whole one may be sent back', async () => {
    const contact = await add({ firstname: 'unit', country: 'Australia', state: 'Northern Territory', bulk_mail: 1 });
    const changed = await call(owner, 'PUT', '/Contacts', form({ id: contact, firstname: 'unitUpdated' }));
    expect(changed.text).toBe(
      JSON.stringify({ code: 0, data: { attrs: { firstname: 'unitUpdated', dlm: NOW, id: contact } }, account_id: owner.accountId }),
    );
    const whole = (await call(owner, 'GET', `/Contact?id=${contact}`)).json.data;
    expect(whole).toMatchObject({ country: 'AU', state: 'AU_NT' });
    expect((await call(owner, 'PUT', '/Contacts', form(whole))).status).toBe(200);
    expect((await call(owner, 'GET', `/Contact?id=${contact}`)).json.data).toEqual(whole);
  });

  it('stands in a list as it stands alone, which tells of its subscriptions besides', async () => {
    const contact = await add({ firstname: 'unit', email: 'Unit@Example.com' });
    const { json: list } = await call(owner, 'GET', '/Contacts');
    expect(list).toEqual({ code: 0, data: [expect.any(Object)], account_id: owner.accountId, misc: [] });
    const { json: one } = await call(owner, 'GET', `/Contact?id=${contact}`);
    expect(one).toEqual({ code: 0, data: expect.any(Object), account_id: owner.accountId });
    expectRecord(one.data, `${OF_CONTACTS}, emailHash, updateSequence, updateCampaign`);
    expect(one.data).toMatchObject(list.data[0]);
    expect(one.data.emailHash).toBe('d0388d426eaa350e45beeff6e3818f75');
  });

  it('saved by its address is flat when it is new and in attrs when it was known', async () => {
    const made = await call(owner, 'POST', '/Contacts/saveorupdate', form({ email: 'unit@example.com', firstname: 'unit' }));
    expect(made.json.data).toMatchObject({ id, firstname: 'unit' });
    const known = await call(owner, 'POST', '/Contacts/saveorupdate', form({ email: 'unit@example.com', firstname: 'again' }));
    expect(known.json.data).toEqual({ attrs: { email: 'unit@example.com', firstname: 'again', dlm: NOW, id: made.json.data.id } });
  });

  it('deleted leaves no data, and many leave a word', async () => {
    const [one, two] = [await add(), await add()];
    expect((await call(owner, 'DELETE', `/Contact?id=${one}`)).text).toBe(`{"code":0,"account_id":${owner.accountId}}`);
    expect((await call(owner, 'DELETE', `/Contacts?ids=${two},999`)).json).toEqual({
      code: 0,
      data: 'Deleted',
      account_id: owner.accountId,
    });
    expect((await call(owner, 'DELETE', '/Contacts?ids=998,999')).json.data).toBe('Deleted');
    expect((await call(owner, 'DELETE', '/Contacts')).status).toBe(400);
    await add();
    expect((await call(owner, 'DELETE', '/Contacts?performAll=true')).json.data).toBe('Deleted');
    expect((await call(owner, 'GET', '/Contacts')).json.data).toEqual([]);
  });

  it('is found by address as one number or as a list of them', async () => {
    const contact = await add({ email: 'unit@example.com' });
    expect((await call(owner, 'GET', '/object/getByEmail?objectID=0&email=UNIT@example.com')).json.data).toEqual({ id: contact });
    expect((await call(owner, 'GET', '/object/getByEmail?objectID=0&email=unit@example.com&all=1')).json.data).toEqual({ ids: [contact] });
  });

  it('is asked for by what is not kept as everybody has it', async () => {
    await add();
    for (const [condition, found] of [
      ["spent = '0.00'", 1],
      ['spent > 0', 0],
      ['mrcResult = 0 AND has_membership = 0', 1],
      ["cell_phone IS NULL OR firstname = 'nobody'", 1],
    ] as const) {
      expect([condition, (await call(owner, 'GET', `/Contacts?condition=${encodeURIComponent(condition)}`)).json.data.length]).toEqual([
        condition,
        found,
      ]);
    }
  });
});
