import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { identify } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';
import { CELL_LIMIT } from './rules/csv.ts';
import { importRoutes } from './routes/imports.ts';

const test = testDatabase();
let app: FastifyInstance;
let owner: TestSeat;
let stranger: TestSeat;
let reader: TestSeat;
let seller: TestSeat;
const headers = new Map<TestSeat, Record<string, string>>();
const PERMISSION = 'They signed up for our newsletter on our own web site since 2021.';

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  stranger = await makeAccount(test);
  reader = await makeUser(test, owner, { role: 'Read only' });
  seller = await makeUser(test, owner, { role: 'Sales' });
  for (const seat of [owner, stranger, reader, seller]) headers.set(seat, await signedIn(test, seat));
});
afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
interface Answer {
  status: number;
  text: string;
  body: any;
}

async function send(seat: TestSeat, request: InjectOptions): Promise<Answer> {
  const response = await app.inject({ ...request, headers: { ...headers.get(seat), ...request.headers } });
  const isJson = String(response.headers['content-type']).includes('json');
  return { status: response.statusCode, text: response.body, body: isJson ? response.json() : undefined };
}
const call = (seat: TestSeat, method: Method, url: string, payload?: object): Promise<Answer> =>
  send(seat, { method, url, ...(payload ? { payload } : {}) });

async function upload(seat: TestSeat, file: string | Buffer, object = 0): Promise<Answer> {
  const head = '--edge\r\ncontent-disposition: form-data; name="file"; filename="people.csv"\r\ncontent-type: text/csv\r\n\r\n';
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(file), Buffer.from('\r\n--edge--\r\n')]);
  return send(seat, {
    method: 'POST',
    url: `/api/imports?object=${object}`,
    payload,
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
  });
}

async function drafted(file: string): Promise<number> {
  const { status, body } = await upload(owner, file);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.id;
}

const EMAIL_AND_NAME = [
  { to: 'field', fieldId: 3 },
  { to: 'field', fieldId: 1 },
];
const OPTIONS = { match: [3], mode: 'both', tags: [], ownerId: null };

async function imported(file: string, mapping: object[] = EMAIL_AND_NAME, options: object = OPTIONS): Promise<any> {
  const id = await drafted(file);
  const mapped = await call(owner, 'PUT', `/api/imports/${id}/mapping`, { mapping, options });
  expect(mapped.status, mapped.text).toBe(200);
  const begun = await call(owner, 'POST', `/api/imports/${id}/start`, { permission: PERMISSION });
  expect(begun.status, begun.text).toBe(200);
  await test.settle(owner.accountId);
  return (await call(owner, 'GET', `/api/imports/${id}`)).body;
}

describe('importing over HTTP', () => {
  it('goes from the upload to the counts and the rejects', async () => {
    const id = await drafted('E-Mail;Vorname;Lieblingsfarbe\nanna@example.com;Anna;blau\nkaputt;Ben;rot\n');
    const { body: preview } = await call(owner, 'GET', `/api/imports/${id}/preview`);
    expect(preview.columns).toMatchObject([
      { name: 'E-Mail', proposal: { to: 'field', fieldId: 3 }, because: 'header', samples: ['anna@example.com', 'kaputt'] },
      { name: 'Vorname', proposal: { to: 'field', fieldId: 1 } },
      { name: 'Lieblingsfarbe', proposal: { to: 'skip' }, newFieldType: 'text' },
    ]);
    const mapping = [...EMAIL_AND_NAME, { to: 'new', label: 'Favourite colour', type: 'text' }];
    expect((await call(owner, 'PUT', `/api/imports/${id}/mapping`, { mapping, options: OPTIONS })).status).toBe(200);
    const { body: started } = await call(owner, 'POST', `/api/imports/${id}/start`, { permission: PERMISSION });
    expect(started).toMatchObject({ status: 'running', permission: PERMISSION, mapping: [{}, {}, { to: 'field' }] });
    await test.settle(owner.accountId);
    const { body: done } = await call(owner, 'GET', `/api/imports/${id}`);
    expect(done).toMatchObject({ status: 'finished', rowCount: 2, progress: { rowsRead: 2, created: 1, updated: 0, rejected: 1 } });
    const rejects = await call(owner, 'GET', `/api/imports/${id}/rejects`);
    expect(rejects.text).toContain('“kaputt” is not an e-mail address');
    expect((await call(owner, 'GET', '/api/imports?object=0')).body.imports[0].id).toBe(id);
    const { rows } = await test.owner.query("select values from records where account_id = $1 and email = 'anna@example.com'", [
      owner.accountId,
    ]);
    expect(Object.values(rows[0].values)).toContain('blau');
  });

  it('reads a file anew as somebody says it is to be read', async () => {
    const id = await drafted('a@example.com,Anna\nb@example.com,Ben\n');
    const { body } = await call(owner, 'PUT', `/api/imports/${id}/reading`, {
      encoding: 'utf-8',
      delimiter: ',',
      hasHeader: true,
      shortRows: 'fill',
    });
    expect(body).toMatchObject({ rowCount: 1, columns: ['a@example.com', 'Anna'], mapping: null });
    expect((await call(owner, 'PUT', `/api/imports/${id}/reading`, { encoding: 'klingon', delimiter: ',', hasHeader: true })).status).toBe(
      422,
    );
  });

  it('refuses files that are no table with one sentence each, and keeps nothing of them', async () => {
    const files: [string, string | Buffer, string][] = [
      ['empty_file', '', 'The file is empty'],
      ['empty_file', '\n\n  \n', 'The file is empty'],
      ['no_rows', 'Email,Name\n', 'no rows below'],
      ['unclosed_quote', 'Email,Name\na@example.com,"Anna\nb@example.com,Ben\n', 'line 2'],
      ['damaged_workbook', Buffer.from('PK\u0003\u0004\0\0\0'), 'damaged'],
      ['not_csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 1, 2, 3]), 'not text'],
      ['too_many_columns', `${Array.from({ length: 2_000 }, (_, at) => `c${at}`).join(',')}\n1\n`, '2,000 columns'],
    ];
    for (const [code, file, words] of files) {
      const { status, body } = await upload(owner, file);
      expect([status, body.code]).toEqual([422, code]);
      expect(body.title).toContain(words);
    }
    const { rows } = await test.owner.query(
      "select from import_parts p where not exists (select from imports i where i.account_id = p.account_id and i.id = p.import_id and i.status <> 'uploading')",
    );
    expect(rows).toEqual([]);
    expect((await send(owner, { method: 'POST', url: '/api/imports', payload: {} })).status).toBeLessThan(500);
  });

  it('takes a file with a ten-megabyte cell, and rejects that row alone', async () => {
    const done = await imported(`Email,First name\nlong@example.com,${'x'.repeat(10 * CELL_LIMIT)}\nshort@example.com,Sam\n`);
    expect(done.progress).toMatchObject({ rowsRead: 2, created: 1, rejected: 1 });
  });

  it('refuses mappings that cannot work, naming the column', async () => {
    const id = await drafted('Email,Name\na@example.com,Anna\n');
    const put = (mapping: object[], options: object = OPTIONS): Promise<Answer> =>
      call(owner, 'PUT', `/api/imports/${id}/mapping`, { mapping, options });
    const field = (fieldId: number): object => ({ to: 'field', fieldId });
    for (const [mapping, options, words] of [
      [[field(3)], OPTIONS, '2 columns'],
      [[field(3), field(3)], OPTIONS, 'cannot both fill'],
      [[field(3), field(999_999)], OPTIONS, 'no field 999999'],
      [[field(1), field(2)], OPTIONS, 'map a column to it'],
      [[field(3), field(1)], { ...OPTIONS, match: [1] }, 'unique'],
      [[field(3), field(1)], { ...OPTIONS, match: [] }, 'only become new'],
      [[field(3), field(1)], { ...OPTIONS, ownerId: 99_999 }, 'no such user'],
      [[field(3), { to: 'new', label: 'e-mail', type: 'text' }], OPTIONS, 'already a field'],
      [[{ to: 'skip' }, { to: 'tags' }], { ...OPTIONS, match: [], mode: 'create' }, 'No column'],
    ] as [object[], object, string][]) {
      const { status, body } = await put(mapping, options);
      expect([status, body.code]).toEqual([422, 'invalid_mapping']);
      expect(body.title).toContain(words);
    }
    expect((await put([field(3), { to: 'nowhere' }])).status).toBe(422);
  });

  it('asks where the permission comes from, and refuses lists that were bought, rented or scraped', async () => {
    const id = await drafted('Email,Name\na@example.com,Anna\n');
    expect((await call(owner, 'POST', `/api/imports/${id}/start`, { permission: PERMISSION })).body.code).toBe('not_mapped');
    await call(owner, 'PUT', `/api/imports/${id}/mapping`, { mapping: EMAIL_AND_NAME, options: OPTIONS });
    for (const permission of [
      '',
      'yes',
      'We purchased this list from a broker last year.',
      'Rented for one campaign from a list owner.',
      'Scraped from public web sites by a program.',
    ]) {
      const { status, body } = await call(owner, 'POST', `/api/imports/${id}/start`, { permission });
      expect([status, body.code], permission).toEqual([422, 'permission_not_accepted']);
    }
  });

  it('stops between rows and goes on, and does neither twice', async () => {
    const id = await drafted('Email,Name\nstop@example.com,Stan\n');
    await call(owner, 'PUT', `/api/imports/${id}/mapping`, { mapping: EMAIL_AND_NAME, options: OPTIONS });
    expect((await call(owner, 'POST', `/api/imports/${id}/stop`)).status).toBe(409);
    await call(owner, 'POST', `/api/imports/${id}/start`, { permission: PERMISSION });
    expect((await call(owner, 'POST', `/api/imports/${id}/start`, { permission: PERMISSION })).body.code).toBe('import_started');
    expect((await call(owner, 'POST', `/api/imports/${id}/stop`)).body.status).toBe('stopped');
    await test.settle(owner.accountId);
    expect((await call(owner, 'GET', `/api/imports/${id}`)).body.progress.rowsRead).toBe(0);
    expect((await call(owner, 'POST', `/api/imports/${id}/resume`)).body.status).toBe('running');
    await test.settle(owner.accountId);
    expect((await call(owner, 'GET', `/api/imports/${id}`)).body).toMatchObject({ status: 'finished', progress: { created: 1 } });
    expect((await call(owner, 'POST', `/api/imports/${id}/resume`)).status).toBe(409);
    expect((await call(owner, 'DELETE', `/api/imports/${id}`)).status).toBe(409);
  });

  it('discards a draft with its file', async () => {
    const id = await drafted('Email,Name\na@example.com,Anna\n');
    expect((await call(owner, 'DELETE', `/api/imports/${id}`)).status).toBe(204);
    expect((await call(owner, 'GET', `/api/imports/${id}`)).status).toBe(404);
  });
});

describe('the routes of transfer', () => {
  /** One call of each route about a real import of the owner's account. */
  const calls = (id: number): [Method, string, object?][] => [
    ['GET', '/api/imports'],
    ['GET', `/api/imports/${id}`],
    ['GET', `/api/imports/${id}/preview`],
    ['PUT', `/api/imports/${id}/reading`, { encoding: 'utf-8', delimiter: ';', hasHeader: false }],
    ['PUT', `/api/imports/${id}/object`, { objectId: 0 }],
    ['POST', `/api/imports/${id}/rehearsal`, { mapping: EMAIL_AND_NAME, options: OPTIONS }],
    ['POST', `/api/imports/${id}/counts`, { mapping: EMAIL_AND_NAME, options: OPTIONS }],
    ['POST', `/api/imports/${id}/undo`],
    ['PUT', `/api/imports/${id}/mapping`, { mapping: EMAIL_AND_NAME, options: OPTIONS }],
    ['POST', `/api/imports/${id}/start`, { permission: PERMISSION }],
    ['POST', `/api/imports/${id}/stop`],
    ['POST', `/api/imports/${id}/resume`],
    ['DELETE', `/api/imports/${id}`],
    ['GET', `/api/imports/${id}/rejects`],
    ['GET', '/api/records/0/export.csv'],
  ];

  it('are each tried below', () => {
    expect(calls(1).filter(([, url]) => url.startsWith('/api/imports')).length + 1).toBe(importRoutes.length);
  });

  it('show another account nothing', async () => {
    const id = await drafted('Email,Name\nsecret@example.com,Anna\n');
    for (const [method, url, payload] of calls(id)) {
      const { status, text } = await call(stranger, method, url, payload);
      expect(status, url).toBe(url === '/api/imports' || url.endsWith('.csv') ? 200 : 404);
      expect(text).not.toContain('secret@example.com');
    }
    expect((await call(owner, 'GET', `/api/imports/${id}`)).body.status).toBe('draft');
  });

  it('refuse whoever lacks the right', async () => {
    const id = await drafted('Email,Name\na@example.com,Anna\n');
    for (const [method, url, payload] of calls(id)) {
      const { status, body } = await call(reader, method, url, payload);
      expect([status, body.code], url).toEqual([403, 'not_allowed']);
    }
    expect((await upload(reader, 'Email\na@example.com\n')).status).toBe(403);
    for (const [method, url] of calls(id)) expect((await app.inject({ method, url })).statusCode).toBeGreaterThanOrEqual(401);
  });

  it('answer 404 for an object and an import that do not exist', async () => {
    expect((await upload(owner, 'Email\na@example.com\n', 4_711)).status).toBe(404);
    for (const [method, url, payload] of calls(999_999).filter(([, path]) => path.includes('999999'))) {
      expect((await call(owner, method, url, payload)).status, url).toBe(404);
    }
  });
});

describe('exporting over HTTP', () => {
  beforeAll(async () => {
    await imported('Email,First name,Birthday,Tags\nzoe@example.com,"Zoë ""Z"", Ltd",1980-02-03,Export\nrun@example.com,=1+1,,Export\n', [
      ...EMAIL_AND_NAME,
      { to: 'field', fieldId: 8 },
      { to: 'tags' },
    ]);
  });
  const NEW = encodeURIComponent(JSON.stringify({ field: 3, operator: 'is', values: ['zoe@example.com', 'run@example.com'] }));

  it('gives the records of a list as CSV, guarded against formulas, and records that it did', async () => {
    const { status, text } = await call(
      owner,
      'GET',
      `/api/records/0/export.csv?criteria=${NEW}&columns=3,1,8,tags,email_status&sort=-email`,
    );
    expect([status, text]).toEqual([
      200,
      'Email,First name,Birthday,Tags,Email status\r\nzoe@example.com,"Zoë ""Z"", Ltd",1980-02-03,Export,Single opt-in\r\nrun@example.com,\'=1+1,,Export,Single opt-in\r\n',
    ]);
    const { rows } = await test.owner.query(
      "select data, actor_id from events where account_id = $1 and kind = 'export.made' order by id desc limit 1",
      [owner.accountId],
    );
    expect(rows[0]).toMatchObject({ data: { count: 2, complete: true, objectId: 0 }, actor_id: String(owner.userId) });
  });

  it('begins with a mark, and leaves formulas as they are, where that is asked', async () => {
    const { text } = await call(owner, 'GET', `/api/records/0/export.csv?criteria=${NEW}&columns=1&bom=true&guard=false&sort=email`);
    expect(text).toBe('\u{feff}First name\r\n=1+1\r\n"Zoë ""Z"", Ltd"\r\n');
  });

  it('comes back unchanged when it is imported again', async () => {
    const { text } = await call(owner, 'GET', `/api/records/0/export.csv?criteria=${NEW}&columns=3,1,8`);
    const again = await imported(text, [...EMAIL_AND_NAME, { to: 'field', fieldId: 8 }]);
    expect(again.progress).toMatchObject({ rowsRead: 2, created: 0, updated: 2, unchanged: 2, rejected: 0 });
  });

  it('refuses columns, sorts and criteria that are not there, before it gives anything', async () => {
    for (const query of ['columns=3,nothing', 'sort=nothing', 'criteria=%7B%7D', 'group=99999', 'columns=424242']) {
      const { status, body } = await call(owner, 'GET', `/api/records/0/export.csv?${query}`);
      expect(status, query).toBeGreaterThanOrEqual(400);
      expect(status, query).toBeLessThan(500);
      expect(body.title).toMatch(/\.$/);
    }
  });

  it('holds nothing that the role hides: others’ records, hidden sections', async () => {
    await test.owner.query("update roles set rights = jsonb_set(rights, '{objects}', $2) where account_id = $1 and name = 'Sales'", [
      owner.accountId,
      { 0: { view: 'own', edit: 'own', delete: 'own', create: true, export: true, bulk: true, sections: { 1: 'hidden' } } },
    ]);
    await test.owner.query("update records set owner_id = $2 where account_id = $1 and email = 'zoe@example.com'", [
      owner.accountId,
      seller.userId,
    ]);
    const { status, text } = await call(seller, 'GET', '/api/records/0/export.csv');
    expect(status, text).toBe(200);
    expect(text.trim().split('\r\n')).toHaveLength(2);
    expect(text).not.toContain('Email,');
    expect(text).not.toContain('zoe@example.com');
    expect((await call(seller, 'GET', '/api/records/0/export.csv?columns=3')).status).toBe(422);
  });
});
