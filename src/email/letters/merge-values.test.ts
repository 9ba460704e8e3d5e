import { beforeAll, expect, test as it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { makeContacts } from '../../../test/mail.ts';
import { viewerOf } from '../../accounts/index.ts';
import { compileDocument, fillerOf, mergePaths } from '../../documents/index.ts';
import {
  COMPANY,
  CONTACT,
  createField,
  createRecord,
  ensureTag,
  objectShape,
  recordsByIds,
  tagRecords,
  updateRecord,
  type ObjectShape,
} from '../../records/index.ts';
import type { Criteria } from '../../criteria/index.ts';
import { mergeValuesOf } from './merge-values.ts';

const test = testDatabase({ now: '2026-03-02T23:30:00Z' });
let owner: TestSeat;
let ids: number[];
let member: number;
let fee: number;

beforeAll(async () => {
  owner = await makeAccount(test);
  await test.owner.query("update accounts set time_zone = 'Europe/Berlin', locale = 'de-DE', currency = 'EUR' where account_id = $1", [
    owner.accountId,
  ]);
  ids = await makeContacts(test, owner, 3);
  await test.database.account(owner.accountId, async (db) => {
    fee = await createField(db, owner.actor, owner.ids, { objectId: CONTACT, label: 'Fee', type: 'price' });
    const yard = await objectShape(db, COMPANY);
    const company = await createRecord(db, owner.actor, owner.ids, {
      objectId: COMPANY,
      values: { [fieldOf(yard, 'name')]: 'Werft & Söhne', [fieldOf(yard, 'city')]: 'Kiel' },
    });
    await updateRecord(db, owner.actor, { objectId: CONTACT, id: ids[0]!, values: { 7: company, 8: '1990-05-17', [fee]: 199_950 } });
    member = await ensureTag(db, owner.ids, CONTACT, 'Member');
    await tagRecords(db, owner.actor, { objectId: CONTACT, recordIds: [ids[0]!, ids[2]!], tagId: member });
  });
});

const fieldOf = ({ fields }: ObjectShape, key: string): number => fields.find((field) => field.key === key)!.id;

const filled = (template: string, criteria: Record<string, Criteria> = {}) =>
  test.database.account(owner.accountId, async (db) => {
    const records = await recordsByIds(db, CONTACT, ids);
    const conditions = Object.fromEntries(Object.entries(criteria).map(([key, each]) => [key, { criteria: each }]));
    const values = await mergeValuesOf(db, { objectId: CONTACT, records, paths: mergePaths(template), conditions });
    const filler = fillerOf(template, 'text');
    // As it is kept with a letter, and read again.
    return ids.map((id) => filler.fill(JSON.parse(JSON.stringify(values.get(id)!)) as object));
  });

it('dates, prices and days are written as the account writes them, and in any other way that is asked for', async () => {
  const [line] = await filled(
    '{{ contact.birthday }}|{{ contact.birthday | date: "day" }}|{{ contact.fee }}|{{ contact.fee | money: "USD" }}|{{ today | date: "long" }}|{{ today | add_days: 1 | date: "weekday" }}',
  );
  expect(line!.replaceAll('\u00a0', ' ')).toBe('17.05.1990|17. Mai|1.999,50 €|1.999,50 $|3. März 2026|Mittwoch');
});

it('fields of the record that a field points to are filled in, and the field itself shows its name', async () => {
  expect(await filled('{{ contact.company }}, {{ contact.company.city | upcase }}{% if contact.company %}!{% endif %}')).toEqual([
    'Werft & Söhne, KIEL!',
    ', ',
    ', ',
  ]);
});

it('each condition holds for those it holds for, all of them asked at once', async () => {
  const conditions: Record<string, Criteria> = {
    c1: { tag: [member], operator: 'has_any' },
    c2: { not: { tag: [member], operator: 'has_any' } },
    c3: { field: 8, operator: 'is_not_blank' },
  };
  expect(await filled('{% if when.c1 %}1{% endif %}{% if when.c2 %}2{% endif %}{% if when.c3 %}3{% endif %}', conditions)).toEqual([
    '13',
    '2',
    '1',
  ]);
});

it('a condition on what has been deleted since holds for nobody', async () => {
  expect(await filled('{% if when.c1 %}yes{% else %}no{% endif %}', { c1: { field: 98_765, operator: 'is_not_blank' } })).toEqual([
    'no',
    'no',
    'no',
  ]);
});

it('conditional blocks show each receiver theirs, in both parts', async () => {
  const compiled = await compileDocument({
    kind: 'blocks',
    blocks: [
      {
        type: 'condition',
        criteria: { tag: [member], operator: 'has_any' },
        blocks: [{ type: 'text', text: 'For members' }],
        otherwise: [{ type: 'text', text: 'Join us' }],
      },
      { type: 'text', text: 'For all' },
    ],
  });
  await test.database.account(owner.accountId, async (db) => {
    const records = await recordsByIds(db, CONTACT, ids);
    const values = await mergeValuesOf(db, { objectId: CONTACT, records, paths: [], conditions: compiled.conditions });
    const texts = ids.map((id) => fillerOf(compiled.text, 'text').fill(values.get(id)!));
    expect(texts).toEqual(['For members\n\nFor all\n', 'Join us\n\nFor all\n', 'For members\n\nFor all\n']);
    const html = fillerOf(compiled.html, 'html').fill(values.get(ids[1]!)!);
    expect([html.includes('Join us'), html.includes('For members')]).toEqual([true, false]);
  });
});

it('a viewer gets nothing of records they may not see', async () => {
  const seller = await makeUser(test, owner, { role: 'Sales' });
  const line = await test.database.account(owner.accountId, async (db) => {
    const viewer = await viewerOf(db, seller.userId);
    const records = await recordsByIds(db, CONTACT, [ids[0]!]);
    const values = await mergeValuesOf(db, { objectId: CONTACT, records, paths: ['contact.company', 'contact.company.city'], viewer });
    return fillerOf('[{{ contact.company }}{{ contact.company.city }}]', 'text').fill(values.get(ids[0]!)!);
  });
  expect(line).toBe('[]');
});
