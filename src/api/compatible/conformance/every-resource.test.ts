import { beforeAll, expect, test as it } from 'vitest';
import { callsOn } from '../../../../test/calls.ts';
import { makeAccount, type TestSeat } from '../../../../test/factories.ts';
import { testDatabase } from '../../../../test/harness.ts';
import { phpForm, type PhpValue } from '../../../../test/php-form.ts';
import { prepareInstallation } from '../../../accounts/index.ts';

const test = testDatabase();
const call = callsOn(test);
let owner: TestSeat;
let contact: string;
beforeAll(async () => {
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: 'a secret key of thirty-two letters' });
  owner = await makeAccount(test);
  contact = (await call(owner, 'POST', '/Contacts?firstname=Ada')).json.data.id;
  await call(owner, 'POST', '/Tags?tag_name=VIP');
});

/** What a call gives to have one of each made; the mark stands in what its author writes. */
const GIVEN: Readonly<Record<string, (mark: string) => Record<string, PhpValue>>> = {
  Contacts: (mark) => ({ firstname: mark }),
  Companies: (mark) => ({ name: mark }),
  Deals: (mark) => ({ name: mark }),
  Tags: (mark) => ({ tag_name: mark }),
  Notes: (mark) => ({ contact_id: contact, data: mark }),
  Tasks: (mark) => ({ contact_id: contact, subject: mark }),
  Messages: (mark) => ({ type: 'e-mail', alias: mark, subject: mark, message_body: mark }),
  Rules: (mark) => ({
    name: mark,
    object_type_id: 0,
    events: 'Contact_added_to_my_database()',
    actions: 'Add_contact_to_category(1)',
  }),
  Webhooks: (mark) => ({ url: `https://example.com/${mark}`, event: 'object_create(0)' }),
};
const RESOURCES = [
  'Contacts,Companies,Deals,Tags,Notes,Tasks,Messages,Forms,LandingPages,Products,Offers,Transactions,Invoices,Purchases,PurchaseHistoryLogs,Orders',
  'OpenOrders,CreditCards,Coupons,CouponCodes,CouponProducts,Taxtypes,Shippingtypes,Rules,CampaignBuilderItems,Sequences,Webhooks,Groups,CalendarEvents',
  'Users,Roles,Commissions,Partners,PartnerProducts,PartnerPrograms,PartnerPromotionalItems,ProductSalesLogs,TagSubscribers,Payments',
].flatMap((line) => line.split(','));

/** Where a mark stands in the account, outside the API: every text and every JSON of every table but the ledger's. */
async function tablesWith(mark: string): Promise<string[]> {
  const { rows: columns } = await test.owner.query<{ table_name: string; names: string[] }>(
    `select c.table_name, array_agg(quote_ident(c.column_name)) as names from information_schema.columns c
     where c.table_schema = 'public' and c.data_type in ('text', 'jsonb') and c.table_name not like 'events%'
       and exists (select from information_schema.columns a where a.table_schema = 'public' and a.table_name = c.table_name and a.column_name = 'account_id')
     group by c.table_name`,
  );
  const found: string[] = [];
  for (const { table_name: table, names } of columns) {
    const where = names.map((name) => `${name}::text like '%' || $2 || '%'`).join(' or ');
    const { rowCount } = await test.owner.query(`select from "${table}" where account_id = $1 and (${where}) limit 1`, [
      owner.accountId,
      mark,
    ]);
    if (rowCount) found.push(table);
  }
  return found;
}

it.each(RESOURCES)('what is posted to %s is found by another door, or was refused', async (resource) => {
  const mark = `Mark${resource}`;
  const given = GIVEN[resource]?.(mark) ?? { name: mark, formname: mark, description: mark, contact_id: contact };
  const answer = await call(owner, 'POST', `/${resource}`, { type: 'application/x-www-form-urlencoded', body: phpForm(given) });
  const found = await tablesWith(mark);
  if (answer.status === 200) {
    expect(answer.json).toMatchObject({ code: 0, data: expect.anything() });
    expect(found, resource).not.toEqual([]);
    expect(Object.keys(GIVEN)).toContain(resource);
  } else {
    expect([answer.status >= 400 && answer.status < 500, answer.json, found]).toEqual([true, undefined, []]);
    expect(answer.text).toMatch(/^[A-Z].{5,}/);
  }
  expect((await call(owner, 'GET', `/${resource}?object_type_id=0`)).json).toMatchObject({ code: 0, data: expect.any(Array), misc: [] });
  expect((await call(owner, 'GET', `/${resource}/getInfo?object_type_id=0`)).json.data).toMatchObject({
    listFields: expect.any(Array),
    listFieldSettings: [],
    viewMode: [],
    count: expect.stringMatching(/^\d+$/),
  });
  expect((await call(owner, 'GET', `/${resource}/meta`)).status).toBe(200);
});

it('what is put, and what is done to money, is kept or refused too', async () => {
  for (const [method, path] of [
    ['POST', '/transaction/processManual'],
    ['PUT', '/transaction/refund'],
    ['PUT', '/transaction/markPaid'],
    ['PUT', '/transaction/order'],
    ['PUT', '/CreditCard/default'],
    ['PUT', '/Offers'],
    ['PUT', '/Products'],
    ['POST', '/Products/saveorupdate'],
    ['POST', '/Products/fieldeditor'],
    ['PUT', '/CampaignBuilderItems'],
    ['PUT', '/Users'],
    ['PUT', '/Groups'],
    ['PUT', '/Forms'],
    ['DELETE', '/Products?ids=1'],
    ['DELETE', '/order?id=1'],
    ['DELETE', '/Form?id=1'],
    ['POST', '/objects/pause?objectID=8&ids=1'],
  ] as const) {
    const answer = await call(owner, method, path, { body: JSON.stringify({ id: 1, ids: [1], contact_id: contact, name: 'Marked' }) });
    expect([path, answer.status >= 400 && answer.status < 500, answer.json]).toEqual([path, true, undefined]);
  }
  expect(await tablesWith('Marked')).toEqual([]);
});
