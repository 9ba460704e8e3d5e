import { beforeAll, expect, test as it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { handInMail } from '../../../test/inbound.ts';
import { makeAutomation, makeMap } from '../../../test/maps.ts';
import { assistantOn } from '../../../test/mcp/assistant.ts';
import { HOSTILE, luckFrom, pick, randomInput, type Luck } from '../../../test/random-input.ts';
import { routesOn } from '../../../test/routes.ts';
import { seedOf } from '../../../test/seed.ts';
import { allTools, toolNamed } from './all-tools.ts';
import { MOST_CHARACTERS } from './rules/bounded.ts';
import type { Tool } from './tool.ts';

const CALLS = process.env.QUAYSIDE_DEEP ? 20_000 : Number(process.env.CALLS ?? 150);
/** An answer that takes longer is asked for again: the machine may have been busy, and not the call slow. */
const SLOW_MS = 1_000;
const SEED = seedOf(20_261_122);
const THEIRS = 'Marker of the other account';
const MINUTE_MS = 60_000;

const test = testDatabase();
const { address, keyOf, use } = assistantOn(test);
const ask = routesOn(test);
const keys: Record<string, string>[] = [];
let automation: number;

beforeAll(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  const owner = await makeAccount(test);
  const stranger = await makeAccount(test);
  for (const [seat, name] of [
    [owner, 'Ada'],
    [stranger, THEIRS],
  ] as const)
    await fill(seat, name);
  automation = await makeAutomation(
    test,
    owner,
    makeMap([['tag.add', { tag: 'Friend' }], ['wait', { wait: 'for', amount: 1, unit: 'days' }], ['end']]),
  );
  keys.push(
    await keyOf(owner),
    await keyOf(await makeUser(test, owner, { role: 'Sales' })),
    await keyOf(owner, ['mcp:tools', 'records:read']),
  );
});

async function fill(seat: TestSeat, name: string): Promise<void> {
  await ask(seat, 'PATCH', '/api/tools', { switches: { send_message: true } });
  for (let n = 0; n < 3; n++) {
    const said = await use(seat, 'create_record', {
      object: 'contact',
      fields: { 'First name': name, Email: `${seat.accountId}.${n}@example.com` },
      tags: [name],
    });
    expect(said.isError, said.text).toBe(false);
    const { id } = said.told.record;
    await use(seat, 'add_note', { object: 'contact', record_id: id, text: name });
    await use(seat, 'create_task', { object: 'contact', record_id: id, subject: name });
  }
  await use(seat, 'create_group', { object: 'contact', name });
  await use(seat, 'draft_message', { name, subject: name, text: name });
  await ask(seat, 'POST', '/api/forms', { name, objectId: 0 });
  await handInMail(test, seat.accountId, { from: 'nia@example.com', subject: name, text: name });
  await test.settle(seat.accountId);
}

interface Answered {
  status: number;
  text: string;
  ms: number;
}

async function send(headers: Record<string, string>, body: string, method = 'POST'): Promise<Answered> {
  const began = performance.now();
  const answer = await fetch(address(), { method, headers, ...(method === 'GET' ? {} : { body }) });
  return { status: answer.status, text: await answer.text(), ms: performance.now() - began };
}

const OBJECTS = ['contact', 'Contacts', 0, 149, 'deal', 'company', 10_000, 'constructor'];
const FIELDS = [
  'First name',
  'email',
  'City',
  'tag',
  'owner',
  'group',
  'created',
  'id',
  'Birthday',
  'Sales stage',
  'Company',
  '__proto__',
  'no such',
];
const TREES = [
  { all: [] },
  { field: 1, operator: 'is', values: ['Ada'] },
  { not: { tag: [1], operator: 'has_any' } },
  { group: 1, operator: 'in' },
  { behaviour: 'note.added', count: { operator: 'at_least', value: 1 } },
  { automation: [1], operator: 'on' },
  { reachable: 'bulk' },
  { children: 1, object: 149, matches: { all: [] } },
];

/** Input of a tool's shape, in which names are mostly of things there are. */
function inputOf(tool: Tool, luck: Luck): unknown {
  const input = randomInput(tool.input, { luck, ids: [1, 2, 3, automation] });
  if (typeof input !== 'object' || input === null || Array.isArray(input) || luck() < 0.15) return input;
  const named: Record<string, unknown> = { ...input };
  if ('object' in tool.input.shape) named.object = pick(luck, OBJECTS);
  if ('ids' in named && luck() < 0.7) named.ids = [pick(luck, [1, 2, 3])];
  if ('criteria' in named) named.criteria = pick(luck, TREES);
  if ('fields' in named)
    named.fields = Array.isArray(named.fields)
      ? [pick(luck, FIELDS)]
      : { [pick(luck, FIELDS)]: pick(luck, ['Ada', 7, true, null, ...HOSTILE]) };
  if (Array.isArray(named.filters))
    for (const filter of named.filters as { field?: string }[]) if (typeof filter === 'object' && filter) filter.field = pick(luck, FIELDS);
  if ('group' in named) named.group = pick(luck, [1, 'Ada', 'nobody', 99]);
  return named;
}

function bodyOf(luck: Luck): { body: string; tool?: Tool } {
  const chance = luck();
  if (chance < 0.1)
    return { body: Array.from({ length: Math.floor(luck() * 60) }, () => String.fromCharCode(Math.floor(luck() * 256))).join('') };
  const tool = pick(luck, allTools());
  const call = {
    jsonrpc: '2.0',
    id: Math.floor(luck() * 5),
    method: 'tools/call',
    params: { name: tool.name, arguments: inputOf(tool, luck) },
  };
  const whole = JSON.stringify(call);
  if (chance < 0.18)
    return {
      body: JSON.stringify({
        ...call,
        method: pick(luck, ['tools/list', 'ping', 'initialize', 'resources/list', 'notifications/cancelled', ...HOSTILE]),
      }),
    };
  if (chance < 0.24)
    return {
      body: JSON.stringify([
        call,
        { ...call, id: 'other' },
        { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: call.id } },
      ]),
    };
  if (chance < 0.3) return { body: whole.slice(0, Math.floor(luck() * whole.length)) };
  if (chance < 0.34)
    return { body: whole.replace(/[{}[\],:"]/g, (sign) => (luck() < 0.1 ? pick(luck, ['{', '}', '\\u0000', ',', '\0', '"']) : sign)) };
  return { body: whole, tool };
}

const headersOf = (luck: Luck): Record<string, string> => ({
  ...pick(luck, keys),
  'content-type': luck() < 0.95 ? 'application/json' : pick(luck, ['text/plain', 'application/json; charset=utf-16', 'x']),
  accept: pick(luck, ['application/json, text/event-stream', 'text/event-stream', 'application/json', '*/*', 'text/html']),
  ...(luck() < 0.1 ? { 'mcp-protocol-version': pick(luck, ['2025-06-18', '1', "'"]) } : {}),
});

it(
  `${CALLS} generated calls find no fault, no data of others and no slow answer (seed ${SEED})`,
  { timeout: 120_000 + CALLS * 100 },
  async () => {
    const luck = luckFrom(SEED);
    const outcomes = new Map<string, number>();
    for (let n = 0; n < CALLS; n++) {
      if (n % 20 === 0) test.clock.moveTo(new Date(test.clock.now().getTime() + MINUTE_MS).toISOString());
      const headers = headersOf(luck);
      const { body, tool } = bodyOf(luck);
      const method = luck() < 0.97 ? 'POST' : pick(luck, ['GET', 'DELETE', 'PUT']);
      let answer = await send(headers, body, method);
      if (answer.ms > SLOW_MS) answer = await send(headers, body, method);
      const said = `${method} ${body.slice(0, 600)} → ${answer.status} ${answer.text.slice(0, 600)}`;
      expect(answer.status, said).toBeLessThan(500);
      expect(answer.text, said).not.toMatch(/\(unexpected\)|"unexpected"|went wrong on our side/);
      expect(answer.text, said).not.toContain(THEIRS);
      expect(answer.ms, said).toBeLessThan(SLOW_MS);
      expect(answer.text.length, said).toBeLessThan(6 * MOST_CHARACTERS);
      if (tool && answer.status === 200 && answer.text.startsWith('{')) {
        const { result } = JSON.parse(answer.text) as { result?: { isError?: boolean; structuredContent?: object } };
        if (result?.structuredContent) expect(toolNamed(tool.name)!.told.safeParse(result.structuredContent).error, said).toBeUndefined();
        const outcome = result?.isError ? 'refused' : 'ok';
        outcomes.set(`${tool.name} ${outcome}`, (outcomes.get(`${tool.name} ${outcome}`) ?? 0) + 1);
      }
    }
    if (CALLS >= 5_000) {
      const silent = allTools().filter(({ name }) => !outcomes.has(`${name} ok`));
      console.log(`tools that never succeeded: ${silent.map(({ name }) => name).join(', ')}`);
    }
  },
);
