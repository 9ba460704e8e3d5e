import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHookServer, type HookServer } from '../../test/hook-server.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { identify } from '../accounts/index.ts';
import { allowPrivateHosts } from '../app/outbound.ts';
import { buildServer } from '../app/server.ts';
import { compileDocument } from './compile-document.ts';
import { documentMaterials } from './document-materials.ts';
import { DEFAULT_BRAND, type Document } from './schema.ts';

const test = testDatabase();
let app: FastifyInstance;
let owner: TestSeat;
let stranger: TestSeat;
let seller: TestSeat;
let hooks: HookServer;
const headers = new Map<TestSeat, Record<string, string>>();

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  stranger = await makeAccount(test);
  seller = await makeUser(test, owner, { role: 'Sales' });
  for (const seat of [owner, stranger, seller]) headers.set(seat, await signedIn(test, seat));
  hooks = await startHookServer();
});
afterAll(async () => {
  allowPrivateHosts(false);
  await hooks.close();
  await app.close();
});

async function ask(
  seat: TestSeat,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
): Promise<{ status: number; body: any }> {
  const response = await app.inject({ method, url, ...(payload ? { payload } : {}), headers: headers.get(seat)! });
  return { status: response.statusCode, body: response.body ? response.json() : undefined };
}

async function upload(seat: TestSeat, bytes: Buffer, name: string): Promise<{ status: number; body: any }> {
  const head = `--edge\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--edge--\r\n')]);
  const response = await app.inject({
    method: 'POST',
    url: '/api/assets',
    payload,
    headers: { ...headers.get(seat), 'content-type': 'multipart/form-data; boundary=edge' },
  });
  return { status: response.statusCode, body: response.json() };
}

const photograph = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#2563eb' } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'hidden in it' } })
    .toBuffer();

const compiledHere = (document: Document) =>
  test.database.account(owner.accountId, async (db) => compileDocument(document, await documentMaterials(db, document)));

describe('a picture', () => {
  it('is made anew at several widths, seen by everybody who has its address, for good', async () => {
    const { body } = await upload(owner, await photograph(2_400, 800), 'quay.jpg');
    expect(body.asset).toMatchObject({ name: 'quay.jpg', type: 'image/jpeg', width: 2_000, height: 667, alt: '' });
    const path = new URL(body.asset.url).pathname;
    expect(path).toMatch(/^\/f\/\d+-\d+-[0-9a-f]{20}-2000\.jpg$/);
    const seen = await app.inject({ url: path });
    expect([seen.statusCode, seen.headers['content-type'], seen.headers['cache-control']]).toEqual([
      200,
      'image/jpeg',
      'public, max-age=31536000, immutable',
    ]);
    const { exif, width } = await sharp(seen.rawPayload).metadata();
    expect([exif, width]).toEqual([undefined, 2_000]);
    expect((await app.inject({ url: new URL(body.asset.smallUrl).pathname })).statusCode).toBe(200);
  });

  it('is found by nobody who guesses its address', async () => {
    const { body } = await upload(owner, await photograph(200, 100), 'small.jpg');
    const path = new URL(body.asset.url).pathname;
    for (const guess of [
      path.replace(/-[0-9a-f]{20}-/, `-${'0'.repeat(20)}-`),
      path.replace('200.jpg', '100.jpg'),
      '/f/1-1-a-1.jpg',
      '/f/..%2f..',
      '/f/999999-1-00000000000000000000-200.jpg',
    ])
      expect([guess, (await app.inject({ url: guess })).statusCode]).toEqual([guess, 404]);
  });

  it('is the one that is there when the same comes again, and comes back when it was deleted', async () => {
    const bytes = await photograph(300, 300);
    const { body: first } = await upload(owner, bytes, 'one.jpg');
    expect((await ask(owner, 'DELETE', `/api/assets/${first.asset.id}`)).status).toBe(204);
    const { body: listed } = await ask(owner, 'GET', '/api/assets?search=one');
    expect(listed.assets).toEqual([]);
    expect((await app.inject({ url: new URL(first.asset.url).pathname })).statusCode).toBe(200);
    const { body: again } = await upload(owner, bytes, 'two.jpg');
    expect(again.asset.id).toBe(first.asset.id);
    expect((await ask(owner, 'GET', '/api/assets?search=one')).body.assets).toHaveLength(1);
  });

  it('keeps what moves moving, and becomes a JPEG or PNG whatever it was: old programs show nothing else', async () => {
    const still = (type: 'webp' | 'avif') =>
      sharp({ create: { width: 40, height: 40, channels: 4, background: '#ff000080' } })
        [type]()
        .toBuffer();
    expect((await upload(owner, await still('webp'), 'a.webp')).body.asset.type).toBe('image/png');
    const frames = await sharp(Buffer.concat([Buffer.alloc(40 * 40 * 3, 10), Buffer.alloc(40 * 40 * 3, 200)]), {
      raw: { width: 40, height: 80, channels: 3, pageHeight: 40 },
    })
      .gif({ delay: [100, 100] })
      .toBuffer();
    const { body } = await upload(owner, frames, 'moving.gif');
    const { pages } = await sharp((await app.inject({ url: new URL(body.asset.url).pathname })).rawPayload).metadata();
    expect([body.asset.type, pages]).toEqual(['image/gif', 2]);
  });

  it('is refused where it is none, a drawing with scripts, or too large', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>');
    expect((await upload(owner, svg, 'a.svg')).body.code).toBe('not_an_image');
    expect((await upload(owner, Buffer.from('nothing'), 'a.png')).body.code).toBe('not_an_image');
    expect((await upload(owner, Buffer.alloc(0), 'a.png')).body.code).toBe('empty_file');
    expect((await upload(owner, Buffer.alloc(16 * 1024 * 1024), 'a.png')).body.code).toBe('file_too_large');
  });

  it('is fetched from where it stands, and never from a network behind this machine', async () => {
    const bytes = await photograph(100, 50);
    hooks.answer = (request, response) =>
      request.path === '/moved' ? void response.writeHead(302, { location: '/there' }).end() : void response.writeHead(200).end(bytes);
    allowPrivateHosts(false);
    expect((await ask(owner, 'POST', '/api/assets/fetch', { url: `${hooks.url}/picture.jpg` })).body.code).toBe('private_host');
    allowPrivateHosts(true);
    const { body } = await ask(owner, 'POST', '/api/assets/fetch', { url: `${hooks.url}/moved` });
    expect(body.asset).toMatchObject({ name: 'there', width: 100 });
    hooks.answer = (_, response) => void response.writeHead(302, { location: `${hooks.url}/again` }).end();
    expect((await ask(owner, 'POST', '/api/assets/fetch', { url: hooks.url })).body.code).toBe('too_many_redirects');
    hooks.answer = (_, response) => void response.writeHead(404).end();
    expect((await ask(owner, 'POST', '/api/assets/fetch', { url: hooks.url })).body.code).toBe('picture_not_fetched');
  });

  it('is nobody else’s, and changed only by who may write messages', async () => {
    const { body } = await upload(owner, await photograph(60, 60), 'mine.jpg');
    const path = `/api/assets/${body.asset.id}`;
    expect((await ask(stranger, 'GET', path)).status).toBe(404);
    expect((await ask(stranger, 'PATCH', path, { alt: 'x' })).status).toBe(404);
    expect((await ask(seller, 'PATCH', path, { alt: 'x' })).status).toBe(403);
    expect((await ask(owner, 'PATCH', path, { alt: 'A quay at noon' })).body.asset.alt).toBe('A quay at noon');
  });
});

describe('the brand', () => {
  it('is the product’s until one is set, and then in everything that is compiled', async () => {
    expect((await ask(owner, 'GET', '/api/brand')).body.brand).toEqual(DEFAULT_BRAND);
    const { body } = await upload(owner, await photograph(500, 120), 'logo.jpg');
    const brand = {
      ...DEFAULT_BRAND,
      accent: '#7A1F3D',
      logo: `asset:${body.asset.id}`,
      logoAlt: 'Harbour',
      footer: 'Made by the **water**.',
    };
    expect((await ask(owner, 'PUT', '/api/brand', brand)).body.brand).toEqual(brand);
    const { html, assets } = await compiledHere({
      kind: 'blocks',
      blocks: [{ type: 'logo' }, { type: 'button', label: 'Go', url: 'https://a.example/' }],
    });
    expect(html).toContain('#7A1F3D');
    expect(html).toMatch(/<img\s[^>]*alt="Harbour"[^>]*src="http:\/\/[^/]+\/f\/[^"]+-320\.jpg"/);
    expect(assets).toEqual([body.asset.id]);
  });

  it('is refused where its words or links could not be shown', async () => {
    const put = async (changes: object) => (await ask(owner, 'PUT', '/api/brand', { ...DEFAULT_BRAND, ...changes })).status;
    expect(await put({ footer: '{{ contact.first_name }}' })).toBe(422);
    expect(await put({ social: [{ network: 'website', url: 'javascript:alert(1)' }] })).toBe(422);
    expect(await put({ logo: 'asset:987654' })).toBe(422);
    expect((await ask(seller, 'PUT', '/api/brand', DEFAULT_BRAND)).status).toBe(403);
  });

  it('lets everybody write the words they sign with', async () => {
    expect((await ask(seller, 'PUT', '/api/signature', { signature: 'Joe\nSales' })).status).toBe(204);
    expect((await ask(seller, 'GET', '/api/signature')).body).toEqual({ signature: 'Joe\nSales' });
    expect((await ask(owner, 'GET', '/api/signature')).body).toEqual({ signature: '' });
  });
});

describe('a saved block', () => {
  const save = async (name: string, blocks: object[]) =>
    (await ask(owner, 'POST', '/api/saved-blocks', { name, blocks })).body.savedBlock.id as number;

  it('is compiled in as it stands when a document is published', async () => {
    const id = await save('Opening hours', [{ type: 'text', text: 'Open from nine' }]);
    const document: Document = { kind: 'blocks', blocks: [{ type: 'saved', savedId: id }] };
    expect((await compiledHere(document)).text).toContain('Open from nine');
    await ask(owner, 'PATCH', `/api/saved-blocks/${id}`, { blocks: [{ type: 'text', text: 'Open from ten' }] });
    expect((await compiledHere(document)).text).toContain('Open from ten');
    expect((await ask(owner, 'GET', '/api/saved-blocks')).body.savedBlocks).toHaveLength(1);
    await ask(owner, 'DELETE', `/api/saved-blocks/${id}`);
    expect((await compiledHere(document)).text.trim()).toBe('');
  });

  it('cannot hold itself, not even through another', async () => {
    const inner = await save('Inner', [{ type: 'text', text: 'inner' }]);
    const outer = await save('Outer', [{ type: 'saved', savedId: inner }]);
    const { status, body } = await ask(owner, 'PATCH', `/api/saved-blocks/${inner}`, { blocks: [{ type: 'saved', savedId: outer }] });
    expect([status, body.code]).toEqual([422, 'holds_itself']);
    expect((await compiledHere({ kind: 'blocks', blocks: [{ type: 'saved', savedId: outer }] })).text).toContain('inner');
  });

  it('is nobody else’s, and changed only by who may write messages', async () => {
    const id = await save('Mine', [{ type: 'divider' }]);
    for (const method of ['GET', 'PATCH', 'DELETE'] as const)
      expect((await ask(stranger, method, `/api/saved-blocks/${id}`, method === 'PATCH' ? { name: 'x' } : undefined)).status).toBe(404);
    expect((await ask(seller, 'POST', '/api/saved-blocks', { name: 'x', blocks: [{ type: 'divider' }] })).status).toBe(403);
    expect((await ask(seller, 'PATCH', `/api/saved-blocks/${id}`, { name: 'x' })).status).toBe(403);
  });
});

describe('the rest', () => {
  it('gives letters to begin with, and reads HTML', async () => {
    expect((await ask(seller, 'GET', '/api/letter-templates')).body.templates.length).toBeGreaterThanOrEqual(20);
    const { body } = await ask(owner, 'POST', '/api/documents/import-html', { html: '<h1>Hi</h1>' });
    expect(body.imported.document.blocks).toEqual([{ type: 'heading', level: 1, text: 'Hi' }]);
    expect((await ask(seller, 'POST', '/api/documents/import-html', { html: '<h1>Hi</h1>' })).status).toBe(403);
  });
});
