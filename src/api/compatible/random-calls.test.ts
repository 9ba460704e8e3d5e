import fc from 'fast-check';
import { beforeAll, expect, test as it } from 'vitest';
import { callsOn, type Sent } from '../../../test/calls.ts';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { seedOf } from '../../../test/seed.ts';

const CALLS = process.env.QUAYSIDE_DEEP ? 100_000 : Number(process.env.CALLS ?? 250);
/** An answer that takes longer is asked for again: the machine may have been busy, and not the call slow. */
const SLOW_MS = 1_000;
const SEED = seedOf(20_261_122);
const THEIRS = 'Marker of the other account';

const test = testDatabase();
const call = callsOn(test);
let owner: TestSeat;
beforeAll(async () => {
  owner = await makeAccount(test);
  const stranger = await makeAccount(test);
  await call(stranger, 'POST', '/Contacts', { body: JSON.stringify({ firstname: THEIRS, email: 'theirs@example.com' }) });
  await call(stranger, 'POST', '/Tags', { body: JSON.stringify({ tag_name: THEIRS }) });
  await call(stranger, 'POST', '/message', {
    body: JSON.stringify({ type: 'e-mail', alias: THEIRS, subject: THEIRS, message_body: THEIRS }),
  });
  await call(owner, 'POST', '/message', {
    body: JSON.stringify({ type: 'e-mail', alias: 'Ours', subject: 'Ours', message_body: '<p>Hi</p>' }),
  });
  for (const firstname of ['Ada', 'Grace', 'Alan']) await call(owner, 'POST', '/Contacts', { body: JSON.stringify({ firstname }) });
});

const name = fc.constantFrom(
  'Contact',
  'Contacts',
  'object',
  'objects',
  'Tags',
  'Tag',
  'Task',
  'Tasks',
  'Notes',
  'Deals',
  'Company',
  'Companies',
  'Group',
  'Users',
  'CampaignBuilderItems',
  'Sequences',
  'Rules',
  'Rule',
  'message',
  'Messages',
  'Forms',
  'Form',
  'Webhooks',
  'Webhook',
  'TagSubscribers',
  'Roles',
  'LandingPages',
  'transaction',
  'Products',
  'task',
  'form',
  '',
  '..',
  '%2e%2e',
  '\u0000',
  '💥',
);
const action = fc.constantFrom(
  '',
  'meta',
  'getInfo',
  'saveorupdate',
  'tag',
  'tagByName',
  'subscribe',
  'sequence',
  'getByEmail',
  'getByUniqueId',
  'fieldeditor',
  'pause',
  'unpause',
  'assign',
  'complete',
  'cancel',
  'reschedule',
  'reopen',
  'getAllFormBlocks',
  'getBlocksByFormName',
  'getHostedURL',
  'processManual',
  'unsubscribe',
  'constructor',
  '__proto__',
);
const parameter = fc.constantFrom(
  'objectID',
  'id',
  'ids',
  'condition',
  'sort',
  'sortDir',
  'start',
  'range',
  'search',
  'listFields',
  'count',
  'performAll',
  'group_id',
  'email',
  'firstname',
  'unique_id',
  'update_by',
  'ignore_blanks',
  'add_list',
  'remove_list',
  'add_names',
  'contact_cat',
  'bulk_mail',
  'birthday',
  'priority',
  'company',
  'owner',
  'contact_id',
  'data',
  'name',
  'fields',
  'field',
  'section',
  'object_type_id',
  'message',
  'newtime',
  'date_range',
  'format',
  'tag_name',
  'tag_id',
  'externs',
  'searchNotes',
  'type',
  'alias',
  'subject',
  'message_body',
  'from',
  'send_from',
  'reply_to_email',
  'events',
  'conditions',
  'actions',
  'pause',
  'event',
  'updateSequence',
  'status',
  'state',
  'country',
  'description',
  'criteria',
  'page',
  '__proto__',
);
const condition = fc.oneof(
  fc.constantFrom(
    "firstname='Ada'",
    'id in (1,2)',
    'date > 5',
    "contact_cat LIKE '%*/*1*/*%'",
    'email IS NULL',
    "priority = 'x'",
    "company = 'One'",
    "spent > 0 and company//name like 'O%'",
    'tag_id=1',
    "subject like '%o%' or mcsent > 0",
    'birthday < 99999999999999',
    'owner = 1',
    'status=1 or (id=2',
  ),
  fc.json(),
  fc
    .record({
      field: fc.record({
        table: fc.constantFrom('', 'contact', 'company', 'nothing'),
        field: fc.constantFrom('firstname', 'email', 'id', 'date', 'birthday', 'priority', 'owner', 'company//name', 'nothing'),
      }),
      op: fc.constantFrom('=', '<>', '>', 'IN', 'IS', 'LIKE', 'CONTAINS', 'XOR'),
      value: fc.oneof(
        fc.string(),
        fc.record({ value: fc.oneof(fc.string(), fc.integer(), fc.constant(null)) }),
        fc.record({ list: fc.array(fc.record({ value: fc.string() })) }),
      ),
    })
    .map((one) => JSON.stringify([one])),
);
const value = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.integer().map(String),
  fc.constantFrom(
    '0',
    '1',
    '-1',
    '2',
    '149',
    '10000',
    '99999999999999999999',
    'true',
    '',
    'theirs@example.com',
    '1,2,3',
    '7',
    '14',
    '46',
    'e-mail',
    'template',
    'owner',
    'company//name',
    'freferrer//freferrer//firstname',
    'Add_contact_to_category(1)',
    'Contact_added_to_category(1);',
    'sub_tag(1)',
    'http://127.0.0.1/x',
    '*/*1*/*',
    'NULL',
    '\u0000',
  ),
  condition,
);
const pairs = fc.array(fc.tuple(parameter, value), { maxLength: 6 });
const form = pairs.map((given) => given.map(([key, one]) => `${encodeURIComponent(key)}=${encodeURIComponent(wellFormed(one))}`).join('&'));
const body = fc.option(
  fc.oneof(
    form,
    pairs.map((given) => JSON.stringify(Object.fromEntries(given))),
    fc.dictionary(parameter, fc.jsonValue()).map((given) => JSON.stringify(given)),
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom('[]', '[[[[[[[[[[[[', '{"a":{"a":{"a":{}}}}', '{"__proto__":{"x":1}}', '--x\r\n', '\uFEFF{}', `${'a[b]'.repeat(50)}=1`),
  ),
  { nil: undefined },
);

/** Calls that there are, with what they must have; random ones alone would hardly ever come this far. */
const FITTING: readonly [method: string, path: string, given: string][] = [
  ...['Contacts', 'Companies', 'Deals', 'Tags', 'Notes', 'Tasks', 'Groups', 'Users', 'CampaignBuilderItems'].flatMap(
    (list): [string, string, string][] => [
      ['GET', list, ''],
      ['GET', `${list}/getInfo`, ''],
      ['GET', list.replace('ies', 'y').replace(/s$/, ''), 'id=1'],
    ],
  ),
  ['POST', 'Contacts', ''],
  ['POST', 'Companies', 'name=One'],
  ['PUT', 'Contacts', 'id=1'],
  ['POST', 'Contacts/saveorupdate', 'email=ada%40example.com'],
  ['POST', 'objects/saveorupdate', 'objectID=0'],
  ['DELETE', 'Contacts', 'ids=2'],
  ['PUT', 'objects/tag', 'objectID=0&ids=1&add_list=1'],
  ['PUT', 'objects/tagByName', 'objectID=0&ids=1&add_names=One'],
  ['DELETE', 'objects/tagByName', 'objectID=0&ids=1&remove_names=One'],
  ['PUT', 'objects/subscribe', 'objectID=0&ids=1&add_list=word'],
  ['GET', 'object/getByEmail', 'objectID=0&email=ada%40example.com'],
  ['POST', 'Notes', 'contact_id=1&data=x'],
  ['PUT', 'Notes', 'id=1'],
  ['GET', 'Contacts/fieldeditor', ''],
  ['GET', 'objects/meta', ''],
  ['GET', 'objects/tag', 'objectID=0&tag_name=One'],
  ['GET', 'TagSubscribers', 'object_type_id=0'],
  ['GET', 'Messages', ''],
  ['GET', 'Message', 'id=1'],
  ['POST', 'message', 'type=e-mail&alias=New'],
  ['PUT', 'message', 'id=1&type=e-mail'],
  ['GET', 'Forms', ''],
  ['GET', 'Rules', ''],
  ['POST', 'Rules', 'object_type_id=0&events=Contact_added_to_my_database%28%29&actions=Add_contact_to_category%281%29'],
  // What is made is done away with as often, so that the account stays as small as accounts are.
  ['DELETE', 'Rules', 'performAll=1'],
  ['DELETE', 'objects', 'objectID=7&performAll=1'],
  ['GET', 'Webhooks', ''],
  ['PUT', 'Tags', 'id=1'],
  ['POST', 'Contacts/fieldeditor', 'name=One'],
  ['PUT', 'Tasks', 'id=1'],
];
const LABELS = [
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
];
const CONDITIONED = condition.map((one) => `condition=${encodeURIComponent(wellFormed(one))}`);

/** The best of a few times. */
async function timeOf(ask: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 6 && best > SLOW_MS; time++) {
    const began = performance.now();
    await ask();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

const wellFormed = (text: string): string => text.toWellFormed();

it('no call fails, whatever it is, and none tells of another account', async () => {
  const fitting = fc
    .record({
      at: fc.constantFrom(...FITTING),
      more: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, form, CONDITIONED),
    })
    .map(({ at: [method, path, given], more }) => ({ method, path, query: `${more}&${given}`, sent: {} }));
  const wild = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    path: fc.tuple(name, action).map((parts) => encodeURI(wellFormed(parts.filter((part) => part !== '').join('/')))),
    query: form,
    sent: fc.record({
      body,
      type: fc.constantFrom(...LABELS),
      headers: fc.constantFrom(
        {},
        {},
        {},
        { 'Content-Encoding': 'gzip' },
        { 'Content-Encoding': 'deflate' },
        { 'Content-Encoding': 'none' },
      ),
    }),
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 2, arbitrary: fitting }, wild), async ({ method, path, query, sent }) => {
      // Else most would be told to wait.
      test.clock.moveBy(1_000);
      const ask = () => call(owner, method, `/${path}?${query}`, sent as Sent);
      const began = performance.now();
      const answer = await ask();
      if (performance.now() - began > SLOW_MS) expect(await timeOf(ask), `${method} ${path}?${query}`).toBeLessThan(SLOW_MS);
      expect(answer.status, answer.text).toBeLessThan(500);
      expect(answer.text).not.toContain(THEIRS);
      if (answer.status === 200) expect(answer.json).toMatchObject({ code: 0, account_id: owner.accountId });
      else expect(answer.text.startsWith('{')).toBe(false);
    }),
    { seed: SEED, numRuns: CALLS },
  );
}, 3_600_000);
