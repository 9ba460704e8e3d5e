import { deflateSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test as it } from 'vitest';
import { callsOn, type Sent } from '../../../../test/calls.ts';
import { makeAccount, type TestSeat } from '../../../../test/factories.ts';
import { testDatabase } from '../../../../test/harness.ts';
import { phpForm } from '../../../../test/php-form.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

const test = testDatabase();
const call = callsOn(test);
let owner: TestSeat;
beforeEach(async () => {
  owner = await makeAccount(test);
});

const ANN = { firstname: 'Ann & Sons', lastname: 'Größe+1', email: 'ann+news@example.com' };
const text = JSON.stringify(ANN);
const parts = Object.entries(ANN)
  .map(([name, value]) => `--b0undary\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  .join('');
const file =
  '--b0undary\r\nContent-Disposition: form-data; name="upload"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n\u0001\u0002\r\n';

/** Every way in which clients bring the fields of a contact. */
const WAYS: readonly [way: string, query: string, sent: Sent][] = [
  ['a form as PHP writes it', '', { type: FORM, body: phpForm({ ...ANN, gone: null, flag: true, list: [1, 2], deep: { a: [{ b: 1 }] } }) }],
  ['JSON', '', { type: JSON_TYPE, body: text }],
  ['JSON with its character set', '', { type: `${JSON_TYPE}; charset=utf-8`, body: text }],
  ['JSON labelled as a form', '', { type: FORM, body: text }],
  ['JSON behind spaces and a mark of its byte order', '', { type: FORM, body: `\uFEFF \n${text}` }],
  ['JSON without a label', '', { body: text }],
  [
    'JSON with members that are null',
    '',
    { type: JSON_TYPE, body: JSON.stringify({ ...ANN, ids: null, condition: null, performAll: false }) },
  ],
  ['the query of an empty POST', `?${phpForm(ANN)}`, { type: FORM, body: '' }],
  ['the query alone', `?${phpForm(ANN)}`, {}],
  ['the query and a form, both alike', `?${phpForm(ANN)}`, { type: FORM, body: phpForm(ANN) }],
  ['a query that the body corrects', '?firstname=Wrong', { type: JSON_TYPE, body: text }],
  ['a form in parts', '', { type: 'multipart/form-data; boundary=b0undary', body: `${parts}--b0undary--\r\n` }],
  [
    'a form in parts with a file among them',
    '',
    { type: 'multipart/form-data; boundary=b0undary', body: `${parts}${file}--b0undary--\r\n` },
  ],
  ['gzip', '', { type: JSON_TYPE, body: gzipSync(text), headers: { 'Content-Encoding': 'gzip' } }],
  ['deflate', '', { type: FORM, body: deflateSync(phpForm(ANN)), headers: { 'Content-Encoding': 'deflate' } }],
  ['chunks', '', { type: JSON_TYPE, body: text, headers: { 'Transfer-Encoding': 'chunked' } }],
  ['a body that waits to be asked for', '', { type: JSON_TYPE, body: text, headers: { Expect: '100-continue' } }],
];

describe('the fields of a new contact come by', () => {
  it.each(WAYS)('%s', async (_, query, sent) => {
    const { id } = (await call(owner, 'POST', `/Contacts${query}`, sent)).json.data;
    expect((await call(owner, 'GET', `/Contact?id=${id}`)).json.data).toMatchObject(ANN);
  });
});

describe('every method reads', () => {
  it('a body that a GET brings, as JSON or as a form', async () => {
    const { id } = (await call(owner, 'POST', '/Contacts', { type: JSON_TYPE, body: text })).json.data;
    await call(owner, 'POST', '/Contacts');
    for (const body of [JSON.stringify({ objectID: 0, ids: [Number(id)] }), phpForm({ objectID: 0, ids: [id] })]) {
      const { data } = (await call(owner, 'GET', '/objects', { type: FORM, body })).json;
      expect(data.map((one: { id: string }) => one.id)).toEqual([id]);
    }
  });

  it('the same parameters twice, in the query and in the body', async () => {
    const { id } = (await call(owner, 'POST', '/Contacts', { type: JSON_TYPE, body: text })).json.data;
    for (const [method, path, given] of [
      ['GET', '/object', { objectID: 0, id }],
      ['PUT', '/objects', { objectID: 0, id, firstname: 'Anne' }],
      ['DELETE', '/object', { objectID: 0, id }],
    ] as const) {
      expect((await call(owner, method, `${path}?${phpForm(given)}`, { type: FORM, body: phpForm(given) })).status).toBe(200);
    }
    expect((await call(owner, 'GET', '/Contacts')).json.data).toEqual([]);
  });

  it('lists of ids however they are written', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push((await call(owner, 'POST', '/Contacts')).json.data.id);
    const [a, b] = ids;
    for (const sent of [
      `ids=${a},${b}`,
      `ids=${a},+${b}`,
      `ids[0]=${a}&ids[1]=${b}`,
      `ids[]=${a}&ids[]=${b}`,
      `ids%5B0%5D=${a}&ids%5B1%5D=${b}`,
    ]) {
      expect((await call(owner, 'GET', `/Contacts?${sent}`)).json.data).toHaveLength(2);
    }
    for (const given of [[Number(a), Number(b)], [a, b], `${a}, ${b}`]) {
      const body = JSON.stringify({ objectID: 0, ids: given });
      expect((await call(owner, 'GET', '/objects', { type: JSON_TYPE, body })).json.data).toHaveLength(2);
    }
    for (const none of ['', '?', '?ids=0', '?ids=']) expect((await call(owner, 'GET', `/Contacts${none}`)).json.data).toHaveLength(3);
  });

  it('booleans however they are written', async () => {
    await call(owner, 'POST', '/Contacts');
    for (const yes of ['true', '1', 'True']) expect((await call(owner, 'GET', `/Contacts?count=${yes}`)).json.count).toBe('1');
    for (const no of ['false', '0', 'False', ''])
      expect((await call(owner, 'GET', `/Contacts?count=${no}`)).json).not.toHaveProperty('count');
    const body = JSON.stringify({ objectID: 0, count: true });
    expect((await call(owner, 'GET', '/objects', { type: JSON_TYPE, body })).json.count).toBe('1');
  });
});

it('paths have any case, one slash or more, and percent signs; a HEAD is a GET without its body', async () => {
  for (const path of ['/contacts', '/CONTACTS/', '//Contacts', '/Contact%73', '/objects/?objectID=0', '/OBJECTS?objectID=0']) {
    expect([path, (await call(owner, 'GET', path)).status]).toEqual([path, 200]);
  }
  const head = await call(owner, 'HEAD', '/Contacts');
  expect([head.status, head.text, head.headers['content-type']]).toEqual([200, '', 'application/json']);
});

it('what is packed and cannot be unpacked, or is too long, is refused in plain words', async () => {
  for (const sent of [
    { type: JSON_TYPE, body: 'this is not packed', headers: { 'Content-Encoding': 'gzip' } },
    { type: JSON_TYPE, body: text, headers: { 'Content-Encoding': 'unheard-of' } },
    { type: JSON_TYPE, body: gzipSync(Buffer.alloc(9 * 1024 * 1024)), headers: { 'Content-Encoding': 'gzip' } },
    { type: JSON_TYPE, body: Buffer.alloc(9 * 1024 * 1024, 'a') },
    { type: 'multipart/form-data; boundary=b0undary', body: '--b0undary\r\nbroken' },
  ]) {
    const refused = await call(owner, 'POST', '/Contacts', sent);
    expect([refused.status, refused.json, refused.headers['content-type']]).toEqual([400, undefined, 'text/html;charset=UTF-8']);
  }
  expect((await call(owner, 'GET', '/Contacts')).json.data).toEqual([]);
});
