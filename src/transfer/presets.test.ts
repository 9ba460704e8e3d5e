import { beforeEach, describe, expect, it } from 'vitest';
import {
  ACTIVECAMPAIGN_CONTACTS,
  GOOGLE_CONTACTS,
  GOOGLE_CONTACTS_OLD,
  HIGHLEVEL_CONTACTS,
  HUBSPOT_COMPANIES,
  HUBSPOT_CONTACTS,
  HUBSPOT_DEALS,
  MAILCHIMP_AUDIENCE,
  ONTRAPORT_CONTACTS,
} from '../../test/exports.ts';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { PERMISSION, rejectReasons, runFiles } from '../../test/imports.ts';
import type { ImportRow } from './queries/imports.ts';

const test = testDatabase();
let seat: TestSeat;

beforeEach(async () => {
  seat = await makeAccount(test);
});

/** Brings files in as they are proposed, nobody touching anything. */
async function brought(files: Readonly<Record<string, string>>): Promise<ImportRow[]> {
  const imports = await runFiles(test, seat, files, PERMISSION);
  for (const { id } of imports) expect(await rejectReasons(test, seat, id)).toEqual([]);
  expect(imports.map(({ status }) => status)).toEqual(imports.map(() => 'finished'));
  return imports;
}

async function query(text: string): Promise<any[]> {
  return (await test.owner.query(text.replaceAll('$account', String(seat.accountId)))).rows;
}

const people = (): Promise<any[]> =>
  query(
    `select r.email, r.name, r.email_status as status, c.name as company, r.values,
       coalesce((select array_agg(t.name order by t.name) from record_tags rt join tags t on t.account_id = rt.account_id and t.id = rt.tag_id
         where rt.account_id = r.account_id and rt.object_id = 0 and rt.record_id = r.id), '{}') as tags
     from records r left join records c on c.account_id = r.account_id and c.object_id = 150 and c.id = (r.values->>'7')::bigint
     where r.account_id = $account and r.object_id = 0 order by r.email`,
  );

/** The value of the account's own field with this label. */
async function ownValue(label: string, person: { values: Record<string, unknown> }): Promise<unknown> {
  const [field] = await query(`select id, type, options from fields where account_id = $account and object_id = 0 and label = '${label}'`);
  const value = person.values[field.id];
  return field.type === 'dropdown' ? field.options.find(({ id }: any) => id === value)?.label : value;
}

describe('the exports of other products come in without a manual step', () => {
  it('three files of HubSpot, whatever their order, with their relations by HubSpot’s ids', async () => {
    const imports = await brought({ 'deals.csv': HUBSPOT_DEALS, 'contacts.csv': HUBSPOT_CONTACTS, 'companies.csv': HUBSPOT_COMPANIES });
    expect(imports.map(({ preset }) => preset)).toEqual(['hubspot-deals', 'hubspot-contacts', 'hubspot-companies']);
    const [anna, ben, cleo] = await people();
    expect(anna).toMatchObject({ name: 'Anna Meyer', company: 'Harbour Bakery', status: 1 });
    expect(ben).toMatchObject({ name: 'Ben Okafor', company: 'Northern Sails', status: 0 });
    expect(cleo).toMatchObject({ name: 'Cleo Byrne', company: 'Quay Cafe', status: 0 });
    expect(await ownValue('Favourite boat', anna)).toBe('Dinghy');
    const deals = await query(
      `select d.name, d.values->>'2' as value, p.name as person, c.name as company from records d
       left join records p on p.account_id = d.account_id and p.object_id = 0 and p.id = (d.values->>'9')::bigint
       left join records c on c.account_id = d.account_id and c.object_id = 150 and c.id = (d.values->>'10')::bigint
       where d.account_id = $account and d.object_id = 149 order by d.name`,
    );
    expect(deals).toEqual([
      { name: 'A new mainsail', value: '99000', person: 'Ben Okafor', company: 'Northern Sails' },
      { name: 'Bread for a year', value: '1250050', person: 'Anna Meyer', company: 'Harbour Bakery' },
    ]);
    expect(await query('select count(*)::int as count from records where account_id = $account and object_id = 150')).toEqual([
      { count: 3 },
    ]);
    const again = await brought({ 'companies.csv': HUBSPOT_COMPANIES, 'deals.csv': HUBSPOT_DEALS });
    expect(again.map(({ created_count, unchanged_count }) => [created_count, unchanged_count])).toEqual([
      [0, 2],
      [0, 2],
    ]);
  });

  it('contacts of Ontraport, with wrapped tags and numbers of permission', async () => {
    const [done] = await brought({ 'contacts.csv': ONTRAPORT_CONTACTS });
    expect(done!.preset).toBe('ontraport-contacts');
    const [dora, emil, fay] = await people();
    expect(dora).toMatchObject({ status: 1, company: 'Quay Cafe', tags: ['Buyer', 'Newsletter'] });
    expect(emil).toMatchObject({ status: 0, tags: ['Newsletter'] });
    expect(fay).toMatchObject({ status: -2 });
    expect(await ownValue('Sales stage', emil)).toBe('Hot prospect');
    expect(await ownValue('Shoe size', dora)).toBe(38);
    expect(await query("select sms_status from records where account_id = $account and email = 'dora@example.com'")).toEqual([
      { sms_status: 0 },
    ]);
    const sms = await query("select state, how from consents where account_id = $account and channel = 'sms'");
    expect(sms).toEqual([{ state: 'declared', how: 'import' }]);
  });

  it('contacts of HighLevel', async () => {
    const [done] = await brought({ 'export.csv': HIGHLEVEL_CONTACTS });
    expect(done!.preset).toBe('highlevel-contacts');
    const [gus, hal] = await people();
    expect(gus).toMatchObject({ company: 'Quay Cafe', status: 1, tags: ['dogs', 'regular'] });
    expect(hal).toMatchObject({ status: 0, tags: ['dogs'] });
    expect(await ownValue('Dog’s name', hal)).toBe('Bo');
  });

  it('an audience of Mailchimp, each file with its standing', async () => {
    const imports = await brought(MAILCHIMP_AUDIENCE);
    expect(new Set(imports.map(({ preset }) => preset))).toEqual(new Set(['mailchimp-audience']));
    const [ida, jon, kim] = await people();
    expect([ida.status, jon.status, kim.status]).toEqual([1, 0, -2]);
    expect(ida.tags).toEqual(['Plum, with cream', 'Regulars']);
    expect(await ownValue('Favourite cake', ida)).toBe('Plum');
    expect(await ownValue('Birthday (month and day)', ida)).toBe('05/12');
    const proof = await query(
      "select c.state, c.personal->>'evidence' as evidence from consents c where c.account_id = $account order by c.id",
    );
    expect(proof).toEqual([
      { state: 'declared', evidence: 'opted in 2021-04-01 09:30:00, from 192.0.2.9' },
      { state: 'withdrawn', evidence: expect.stringContaining('opted out 2022-02-02 10:00:00, Spring letter') },
    ]);
  });

  it('contacts of ActiveCampaign, with a status for each', async () => {
    const [done] = await brought({ 'contacts.csv': ACTIVECAMPAIGN_CONTACTS });
    expect(done!.preset).toBe('activecampaign-contacts');
    expect((await people()).map(({ status }) => status)).toEqual([1, 0, -2, -3]);
    expect((await people())[0]).toMatchObject({ company: 'Quay Cafe', tags: ['Buyer', 'VIP'] });
  });

  it('an address book of Google in both shapes, of which nobody has asked for mail', async () => {
    const imports = await brought({ 'contacts.csv': GOOGLE_CONTACTS, 'old.csv': GOOGLE_CONTACTS_OLD });
    expect(imports.map(({ preset }) => preset)).toEqual(['google-contacts', 'google-contacts-old']);
    const [pia, rio, sam] = await people();
    expect(pia).toMatchObject({ company: 'Quay Cafe', status: 0, tags: ['Suppliers', 'myContacts'], values: { 8: '1979-04-05' } });
    expect(rio).toMatchObject({ name: 'Rio Stone', status: 0 });
    expect(sam).toMatchObject({ name: 'Sam Tully', company: 'Quay Cafe', tags: ['Friends', 'myContacts'] });
  });
});
