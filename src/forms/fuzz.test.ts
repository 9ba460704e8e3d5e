import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identify, prepareInstallation } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';
import { CONTACT_FIELDS as F } from '../records/schema.ts';
import { storeWaitingHits } from '../visits/index.ts';
import { visitor } from '../../test/browser.ts';
import { makeAccount, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { HOSTILE, luckFrom, pick } from '../../test/random-input.ts';
import { seedOf } from '../../test/seed.ts';
import { BROWSER } from '../../test/reader.ts';

const test = testDatabase();
const REQUESTS = process.env.QUAYSIDE_DEEP ? 5_000 : 400;
const SEED = seedOf(20_261_124);
let server: FastifyInstance;
let seat: TestSeat;
let at: string;
let siteKey: string;
let questions: number[];

beforeAll(async () => {
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: 'a key for tests alone, long enough for everybody' });
  server = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  seat = await makeAccount(test);
  const owner = visitor(server, await signedIn(test, seat));
  questions = [F.firstName, F.email, F.birthday, F.country, F.salesStage, F.website, F.smsNumber];
  const blocks = questions.map((fieldId) => ({ type: 'field', fieldId, label: `Question ${fieldId}` }));
  const { id } = await owner.post('/api/forms', { objectId: 0, name: 'Everything', document: { kind: 'blocks', blocks } });
  const { share } = await owner.post(`/api/forms/${id}/publish`);
  at = new URL(share.lastingUrl).pathname;
  ({ siteKey } = await owner.patch('/api/visits/settings', { domains: ['bakery.example'], consent: 'at_once' }));
});
afterAll(() => server.close());

it(
  `whatever strangers send is answered, ${REQUESTS} times, and nothing of it is taken for more than a text (seed ${SEED})`,
  { timeout: 120_000 },
  async () => {
    const luck = luckFrom(SEED);
    const word = (): string =>
      String(
        pick(luck, [
          ...HOSTILE,
          'Ada',
          'ada@example.com',
          '2026-03-31',
          'DE',
          '1',
          '<script>alert(1)</script>',
          '{{ account.name }}',
          'x'.repeat(5_000),
        ]),
      );
    const names = [
      ...questions.map((id) => `f${id}`),
      'f1_2',
      'f17_1',
      'c0',
      'q_page',
      'q_proof',
      'q_visitor',
      'q_referrer',
      'q_version',
      '__proto__',
      'constructor',
    ];
    const faults: string[] = [];
    for (let n = 0; n < REQUESTS; n++) {
      const told = Object.fromEntries(Array.from({ length: Math.floor(luck() * 8) }, () => [pick(luck, names), word()]));
      const text = new URLSearchParams(told).toString();
      const url = pick(luck, [
        at,
        at,
        at,
        `${at}?${text}`,
        `${at}/seen?what=${encodeURIComponent(word())}`,
        `/t/${siteKey}`,
        `/form/${encodeURIComponent(word()).slice(0, 70)}`,
      ]);
      const method = pick(luck, ['GET', 'POST', 'POST', 'POST'] as const);
      const type = pick(luck, [
        'application/x-www-form-urlencoded',
        'application/x-www-form-urlencoded',
        'application/json',
        'multipart/form-data; boundary=x',
        'text/plain',
      ]);
      const payload = type === 'application/json' ? JSON.stringify(told) : type.startsWith('multipart') ? multipart(told) : text;
      const answer = await server.inject({
        method,
        url,
        remoteAddress: `193.${n % 250}.${Math.floor(n / 250)}.9`,
        headers: {
          'user-agent': BROWSER,
          ...(luck() < 0.5 && { accept: 'application/json' }),
          ...(method === 'POST' && { 'content-type': type }),
        },
        ...(method === 'POST' ? { payload } : {}),
      });
      const isPage = String(answer.headers['content-type']).includes('html');
      const isWrong =
        answer.statusCode >= 500 ||
        (isPage && /<script>alert/.test(answer.body)) ||
        (answer.headers.location ?? '').toString().includes('evil');
      if (isWrong)
        faults.push(`${answer.statusCode} ${method} ${url.slice(0, 200)} ${payload.slice(0, 400)} → ${answer.body.slice(0, 300)}`);
    }
    await storeWaitingHits(test.database);
    expect(faults).toEqual([]);
  },
);

const multipart = (told: Record<string, string>): string =>
  `${Object.entries(told)
    .map(([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('')}--x--\r\n`;
