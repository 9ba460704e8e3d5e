import type { FastifyInstance, InjectOptions } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { identify } from '../../accounts/index.ts';
import { buildServer } from '../../app/server.ts';
import { createField } from '../create-field.ts';
import { eraseRecords } from '../erase-records.ts';
import { forgetUnusedFiles } from '../queries/files.ts';
import { CONTACT, LIMITS } from '../schema.ts';

const test = testDatabase();
let app: FastifyInstance;
let owner: TestSeat;
let stranger: TestSeat;
let seller: TestSeat;
let contract: number;
let photo: number;
const headers = new Map<TestSeat, Record<string, string>>();

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  stranger = await makeAccount(test);
  seller = await makeUser(test, owner, { role: 'Sales' });
  for (const seat of [owner, stranger, seller]) headers.set(seat, await signedIn(test, seat));
  const field = (label: string, type: 'file' | 'image'): Promise<number> =>
    test.database.account(owner.accountId, (db) => createField(db, owner.actor, owner.ids, { objectId: CONTACT, label, type }));
  contract = await field('Contract', 'file');
  photo = await field('Photo', 'image');
});
afterAll(() => app.close());

const send = (seat: TestSeat, request: InjectOptions) => app.inject({ ...request, headers: { ...headers.get(seat), ...request.headers } });

async function upload(seat: TestSeat, bytes: Buffer | string, name: string, as = 'file', type = 'text/html') {
  const head = `--edge\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from('\r\n--edge--\r\n')]);
  const response = await send(seat, {
    method: 'POST',
    url: `/api/files?as=${as}`,
    payload,
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
  });
  return { status: response.statusCode, body: response.json() };
}
const make = async (values: object): Promise<{ status: number; body: any }> => {
  const response = await send(owner, { method: 'POST', url: `/api/records/${CONTACT}`, payload: { values } });
  return { status: response.statusCode, body: response.json() };
};
const change = async (id: number, values: object, seat = owner): Promise<{ status: number; body: any }> => {
  const response = await send(seat, { method: 'PATCH', url: `/api/records/${CONTACT}/${id}`, payload: { values } });
  return { status: response.statusCode, body: response.json() };
};
const download = (seat: TestSeat, id: number, query = '') => send(seat, { method: 'GET', url: `/api/files/${id}/any${query}` });

describe('a file', () => {
  it('is uploaded, kept with a record, and handed out as what cannot run', async () => {
    const { status, body: file } = await upload(owner, '<script>alert(1)</script>', '../../Vertrag “Ü”.html');
    expect([status, file]).toEqual([200, { id: file.id, name: 'Vertrag “Ü”.html', size: 25, type: 'text/html' }]);
    const { body: made } = await make({ firstname: 'Jane', [contract]: { id: file.id } });
    const { body: record } = await change(made.id, { lastname: 'Doe', [contract]: file });
    expect(record.values[contract]).toEqual(file);
    const response = await download(owner, file.id);
    expect(response.body).toBe('<script>alert(1)</script>');
    expect(response.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': expect.stringMatching(/^attachment; filename="[ -~]+"; filename\*=UTF-8''/) as string,
    });
  });

  it('is nobody’s who may not see a record that has it', async () => {
    const { body: file } = await upload(owner, 'secret', 'a.txt');
    expect((await download(seller, file.id)).statusCode).toBe(404);
    expect((await download(owner, file.id)).statusCode).toBe(200);
    const { body: made } = await make({ firstname: 'Jane', [contract]: file.id });
    expect((await download(stranger, file.id)).statusCode).toBe(404);
    const mine = await send(seller, {
      method: 'POST',
      url: `/api/records/${CONTACT}`,
      payload: { values: { firstname: 'Joe', [contract]: file.id } },
    });
    expect([mine.statusCode, mine.json().code]).toEqual([422, 'no_such_file']);
    expect((await change(made.id, { [contract]: null })).status).toBe(200);
    expect((await change(made.id, { [contract]: file.id })).status).toBe(200);
  });

  it('is refused where it is too large, empty or not there', async () => {
    expect((await upload(owner, Buffer.alloc(LIMITS.file + 1), 'big.bin')).body.code).toBe('file_too_large');
    expect((await upload(owner, '', 'empty.txt')).body.code).toBe('empty_file');
    expect((await make({ firstname: 'Jane', [contract]: 987_654 })).body.code).toBe('no_such_file');
    const { rows } = await test.owner.query(
      'select 1 from file_parts p where not exists (select from files f where f.account_id = p.account_id and f.id = p.file_id)',
    );
    expect(rows).toEqual([]);
  });

  it('goes with its record, and a day after an upload that no record has', async () => {
    const [kept, left] = [(await upload(owner, 'kept', 'a.txt')).body, (await upload(owner, 'left', 'b.txt')).body];
    const { body: made } = await make({ firstname: 'Jane', [contract]: kept });
    await test.owner.query("update files set created_at = now() - interval '2 days' where account_id = $1", [owner.accountId]);
    expect(await forgetUnusedFiles(test.database)).toBeGreaterThan(0);
    expect([(await download(owner, kept.id)).statusCode, (await download(owner, left.id)).statusCode]).toEqual([200, 404]);
    await test.database.account(owner.accountId, (db) => eraseRecords(db, { objectId: CONTACT, recordIds: [made.id] }));
    const { rows } = await test.owner.query('select 1 from file_parts where account_id = $1 and file_id = $2', [owner.accountId, kept.id]);
    expect(rows).toEqual([]);
  });
});

describe('an image', () => {
  it('is made anew from its pixels, upright, without what was hidden in it, and has a thumbnail', async () => {
    const bytes = await sharp({ create: { width: 3000, height: 1000, channels: 3, background: '#2563eb' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'hidden in it' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { body: image } = await upload(owner, bytes, 'me.png', 'image', 'image/png');
    expect(image).toMatchObject({ name: 'me.jpg', type: 'image/jpeg', width: 853, height: 2560 });
    const { body: made } = await make({ firstname: 'Jane', [photo]: image.id });
    expect(made.id).toBeGreaterThan(0);
    const whole = await download(owner, image.id);
    expect([whole.headers['content-type'], (await sharp(whole.rawPayload).metadata()).exif]).toEqual(['image/jpeg', undefined]);
    const thumbnail = await sharp((await download(owner, image.id, '?size=thumbnail')).rawPayload).metadata();
    expect([thumbnail.format, thumbnail.height]).toEqual(['webp', 256]);
  });

  it('is refused where it is none, a drawing with scripts, or a file in its place', async () => {
    expect((await upload(owner, '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'a.svg', 'image')).body.code).toBe(
      'not_an_image',
    );
    expect((await upload(owner, 'nothing', 'a.png', 'image')).body.code).toBe('not_an_image');
    const { body: file } = await upload(owner, 'text', 'a.txt');
    expect((await make({ firstname: 'Jane', [photo]: file.id })).body.code).toBe('no_such_file');
  });
});
