import { expect, test } from 'vitest';
import { Refusal } from './refusal.ts';
import { quayside } from './quayside.ts';
import { filledIn, withQuery } from './ask.ts';
import { send, type Sending } from './send.ts';

/** Answers one after another, and keeps what was asked. */
function playing(...answers: (Response | Error)[]) {
  const asked: { address: string; request: RequestInit }[] = [];
  const waits: number[] = [];
  const sending: Sending = {
    fetch: async (address, request) => {
      asked.push({ address: String(address), request: request! });
      const answer = answers[asked.length - 1]!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    headers: {},
    retries: 3,
    wait: async (ms) => void waits.push(ms),
  };
  return { sending, asked, waits };
}

const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { status, headers });
const keyOf = ({ request }: { request: RequestInit }) => (request.headers as Record<string, string>)['idempotency-key'];

test('a write that did not get through is sent again under the same key', async () => {
  const { sending, asked, waits } = playing(new TypeError('fetch failed'), json({}, 503), json({ id: 7 }));
  expect(await send(sending, { method: 'POST', address: '/api/groups', body: {} })).toEqual({ id: 7 });
  expect(asked).toHaveLength(3);
  expect(new Set(asked.map(keyOf)).size).toBe(1);
  expect(keyOf(asked[0]!)).toMatch(/^[\w-]{36}$/);
  expect(waits[1]).toBeGreaterThan(waits[0]! * 0.9);
});

test('waits as long as it is told', async () => {
  const { sending, waits } = playing(json({}, 429, { 'retry-after': '7' }), json({}, 409, { 'retry-after': '1' }), json([]));
  await send(sending, { method: 'PUT', address: '/api/groups/1', body: {} });
  expect(waits).toEqual([7000, 1000]);
});

test('gives up after so many tries, and says that nobody answered', async () => {
  const { sending, asked } = playing(...Array.from({ length: 4 }, () => new TypeError('fetch failed')));
  await expect(send(sending, { method: 'GET', address: '/api/groups' })).rejects.toMatchObject({ code: 'unreachable', status: 0 });
  expect(asked).toHaveLength(4);
});

test('what is refused is not asked again, and bears its code and fields', async () => {
  const problem = { code: 'invalid_input', title: 'name: Too long.', fields: { name: 'Too long.' }, requestId: 'r1' };
  const { sending, asked } = playing(json(problem, 422));
  const refusal = await send(sending, { method: 'POST', address: '/api/groups', body: {} }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({
    code: 'invalid_input',
    status: 422,
    message: 'name: Too long.',
    fields: { name: 'Too long.' },
    requestId: 'r1',
  });
  expect(asked).toHaveLength(1);
});

test('a read bears no key, and an aborted call is not sent again', async () => {
  const stopped = new AbortController();
  const { sending, asked } = playing(new DOMException('Aborted', 'AbortError'));
  stopped.abort();
  await expect(send(sending, { method: 'GET', address: '/api/groups', signal: stopped.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(asked).toHaveLength(1);
  expect(keyOf(asked[0]!)).toBeUndefined();
});

test('addresses are filled in and asked', () => {
  expect(filledIn('/api/records/{object}/{id}', { object: 0, id: 'a/b' })).toBe('/api/records/0/a%2Fb');
  expect(withQuery('/api/x?as=1', { limit: 5, search: '', ids: [1, 2], cursor: null })).toBe('/api/x?as=1&limit=5&ids=1&ids=2');
});

test('goes through a list page after page, until its end', async () => {
  const { sending, asked } = playing(json({ broadcasts: [{ id: 9 }, { id: 8 }], next: 8 }), json({ broadcasts: [{ id: 7 }], next: null }));
  const api = quayside({ url: 'https://quayside.example.com/', appId: '2-a', key: 'b', fetch: sending.fetch });
  const ids: number[] = [];
  for await (const { id } of api.each('/api/broadcasts', { rows: 'broadcasts', by: 'before', query: { limit: 2 } })) ids.push(id);
  expect(ids).toEqual([9, 8, 7]);
  expect(asked.map(({ address }) => address)).toEqual([
    'https://quayside.example.com/api/broadcasts?limit=2',
    'https://quayside.example.com/api/broadcasts?limit=2&before=8',
  ]);
  expect(asked[0]!.request.headers).toMatchObject({ authorization: 'Bearer 2-a:b' });
});
