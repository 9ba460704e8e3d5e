import { beforeAll, beforeEach, describe, expect, test as it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { assistantOn } from '../../../test/mcp/assistant.ts';
import { routesOn } from '../../../test/routes.ts';
import { giveTokens } from '../../accounts/oauth/give-tokens.ts';
import { registerApp } from '../../accounts/oauth/register-app.ts';
import { insertGrant } from '../../accounts/queries/grants.ts';
import { allTools } from './all-tools.ts';

const test = testDatabase();
const { address, keyOf, connect, use } = assistantOn(test);
const ask = routesOn(test);
let owner: TestSeat;
let key: Record<string, string>;
beforeAll(() => test.clock.moveTo('2026-03-02T09:00:00Z'));
beforeEach(async () => {
  owner = await makeAccount(test);
  key = await keyOf(owner);
});

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
const about = (id: number) => ({ jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'about_account', arguments: {} } });
const post = (headers: Record<string, string>, body: unknown, method = 'POST') =>
  fetch(address(), {
    method,
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

describe('at the door', () => {
  it('nobody is let in without a key or a token, and is told where tokens come from', async () => {
    const session = await signedIn(test, owner);
    for (const headers of [{}, { 'api-appid': '1-none', 'api-key': 'wrong' }, { authorization: 'Bearer nothing' }, session] as Record<
      string,
      string
    >[]) {
      const answer = await post(headers, LIST);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(
        /^Bearer resource_metadata="http.*\/\.well-known\/oauth-protected-resource\/mcp"$/,
      );
      expect(await answer.json()).toMatchObject({ jsonrpc: '2.0', id: null, error: { code: -32_000 } });
    }
  });

  it('a key in one header opens as one in two does', async () => {
    const answer = await post({ authorization: `Bearer ${key['api-appid']}:${key['api-key']}` }, LIST);
    expect(answer.status).toBe(200);
  });

  it('pages in a browser are refused, whatever they send', async () => {
    expect((await post({ ...key, origin: 'https://evil.example' }, LIST)).status).toBe(403);
    expect((await post({ origin: 'https://evil.example' }, LIST)).status).toBe(401);
  });

  it('the answer comes as JSON, or as a stream for who names that first', async () => {
    const json = await post(key, about(1));
    expect(json.headers.get('content-type')).toBe('application/json');
    expect(await json.json()).toMatchObject({ id: 1, result: { structuredContent: { me: { id: owner.userId } } } });
    const stream = await post({ ...key, accept: 'text/event-stream, application/json' }, about(2));
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    expect(await stream.text()).toMatch(/^event: message\ndata: \{.*"id":2/m);
    expect((await post({ ...key, accept: 'text/html' }, LIST)).status).toBe(406);
  });

  it('every version of the protocol that the kit knows is spoken, and no other', async () => {
    for (const version of ['2025-11-25', '2025-06-18', '2025-03-26']) {
      const begin = {
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: { protocolVersion: version, capabilities: {}, clientInfo: { name: 't', version: '1' } },
      };
      expect(await (await post(key, begin)).json()).toMatchObject({
        result: { protocolVersion: version, serverInfo: { name: 'quayside' } },
      });
      expect((await post({ ...key, 'mcp-protocol-version': version }, LIST)).status).toBe(200);
    }
    expect((await post({ ...key, 'mcp-protocol-version': '1999-01-01' }, LIST)).status).toBe(400);
  });

  it('there are no sessions and no standing streams: other methods are answered as the protocol says', async () => {
    for (const method of ['GET', 'DELETE', 'PUT', 'PATCH']) {
      const answer = await post(key, method === 'GET' ? undefined : '', method);
      expect(answer.status, method).toBe(405);
      expect(answer.headers.get('allow')).toBe('POST');
    }
    expect((await post(key, { jsonrpc: '2.0', method: 'notifications/initialized' })).status).toBe(202);
  });

  it('what is no message is refused in the protocol’s own form', async () => {
    for (const [body, code] of [
      ['{', -32_700],
      ['[]', -32_600],
      ['7', -32_700],
      [{ hello: 'there' }, -32_700],
      [[about(1), about(1)], -32_600],
    ] as const) {
      const answer = await post(key, body);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ jsonrpc: '2.0', error: { code } });
    }
    expect(await (await post(key, { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'drop_tables' } })).json()).toMatchObject({
      error: { code: -32_602 },
    });
    expect(await (await post(key, { jsonrpc: '2.0', id: 1, method: 'no/such' })).json()).toMatchObject({ error: { code: -32_601 } });
    expect((await post({ ...key, 'content-type': 'text/plain' }, LIST)).status).toBe(415);
    expect((await fetch(`${address()}/elsewhere`, { method: 'POST', headers: key })).status).toBe(404);
  });

  it('several messages are answered together, and one that cancels another leaves nobody waiting', async () => {
    const cancel = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
    const answers = (await (await post(key, [about(1), about(2), cancel])).json()) as { id: number }[];
    expect(answers.map(({ id }) => id).toSorted()).toEqual([1, 2]);
  });

  it('calls are counted with those of the other doors, and refused beyond what the account lets through', async () => {
    const first = await post(key, LIST);
    expect(first.headers.get('ratelimit')).toMatch(/^"calls";r=179;t=/);
    for (let n = 0; n < 9; n++)
      await post(
        key,
        Array.from({ length: 20 }, (_, id) => ({ ...LIST, id })),
      );
    const over = await post(key, LIST);
    expect(over.status).toBe(429);
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('what a key was given', () => {
  it('decides which tools are listed, and is asked again at each call', async () => {
    expect((await post(await keyOf(owner, ['records:read']), LIST)).status).toBe(403);
    const reader = await connect(owner, ['mcp:tools', 'records:read']);
    const names = (await reader.listTools()).tools.map(({ name }) => name);
    expect(names).toContain('get_record');
    expect(names).not.toContain('create_record');
    expect(names).not.toContain('list_messages');
    const refused = await reader.callTool({ name: 'create_record', arguments: { object: 'contact', fields: {} } });
    expect(refused).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('records:write') }] });
    await reader.close();
  });

  it('must name sending before a letter leaves, and the owner must have switched it on', async () => {
    const given = { message_id: 1, record_ids: [1], expected: 1, key: 'once-and-only' };
    expect(await use(owner, 'send_message', given)).toMatchObject({ isError: true, text: expect.stringContaining('tool_off') });
    await ask(owner, 'PATCH', '/api/tools', { switches: { send_message: true } });
    expect((await use(owner, 'send_message', given)).text).not.toContain('tool_off');
    const writer = await connect(owner, ['mcp:tools', 'email:write', 'email:read']);
    expect((await writer.listTools()).tools.map(({ name }) => name)).not.toContain('send_message');
    expect(await writer.callTool({ name: 'send_message', arguments: given })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('messages:send') }],
    });
    await writer.close();
  });
});

describe('an app that somebody let in', () => {
  it('calls tools with its token, as that user and with what it was given, and timelines name it where it acts by itself', async () => {
    const scopes = ['mcp:tools', 'records:read', 'records:write'];
    const token = await test.database.account(owner.accountId, async (db) => {
      const app = { name: 'Calendar bridge', homePage: null, redirectUris: ['https://bridge.example/back'], isConfidential: false };
      const { clientId } = await registerApp(db, owner.actor, app);
      const id = await owner.ids('oauth_grant', 1);
      await insertGrant(db, { id, userId: owner.userId, clientId, appName: app.name, scopes });
      return (await giveTokens(db, { id, scopes })).access_token;
    });
    const headers = { authorization: `Bearer ${token}` };
    const made = await post(headers, {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'create_record', arguments: { object: 'contact', fields: { 'First name': 'Ada' } } },
    });
    const { result } = (await made.json()) as { result: { structuredContent: { record: { id: number; owner: { id: number } } } } };
    const { record } = result.structuredContent;
    expect(record.owner.id).toBe(owner.userId);
    const { rows } = await test.owner.query("select data from events where account_id = $1 and kind = 'tool.called'", [owner.accountId]);
    expect(rows[0].data.by).toMatchObject({ type: 'app' });
    const changed = await fetch(address().replace(/\/mcp$/, `/api/records/0/${record.id}`), {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ values: { city: 'Kiel' } }),
    });
    expect(changed.status).toBe(200);
    const { events } = (await ask(owner, 'GET', `/api/records/0/${record.id}/timeline`)).body;
    expect(events.map(({ actor }: { actor: { type: string; name: string } }) => [actor.type, actor.name])).toEqual([
      ['app', 'Calendar bridge'],
      ['tool', owner.name],
    ]);
    expect((await post(headers, { ...about(1) })).status).toBe(200);
    const listed = (await (await post(headers, LIST)).json()) as { result: { tools: { name: string }[] } };
    expect(listed.result.tools.map(({ name }) => name)).not.toContain('list_messages');
  });
});

describe('a key that may not send', () => {
  it('lets no mail leave by the other doors either', async () => {
    const limited = await keyOf(owner, ['email:write', 'inbox:write', 'records:write', 'transfer:write', 'compliance:write']);
    const add = await ask(owner, 'POST', '/api/records/0', { values: { 1: 'Ada', 3: 'ada@example.com' } });
    const broadcast = {
      objectId: 0,
      which: {},
      variants: [{ messageId: 1 }],
      name: 'Spring',
      schedule: { when: 'now' },
      expected: 1,
      key: 'only once',
    };
    await ask(owner, 'PATCH', '/api/account', { postalAddress: '1 Quay Street' });
    const { body } = await ask(owner, 'POST', '/api/messages', {
      name: 'Spring',
      subject: 'Hello',
      body: { kind: 'plain', text: 'Hello' },
    });
    await ask(owner, 'POST', `/api/messages/${body.message.id}/publish`);
    for (const [path, payload] of [
      ['/api/broadcasts', broadcast],
      ['/api/broadcasts/1/resume', {}],
      [`/api/records/0/${add.body.id}/letters`, { subject: 'Hello', text: 'Hello' }],
      ['/api/conversations', { objectId: 0, recordId: add.body.id, channelId: 1, subject: 'Hello', text: 'Hello' }],
      ['/api/conversations/1/answer', { text: 'Hello' }],
      [`/api/objects/0/records/${add.body.id}/permission/ask-again`, {}],
      [
        '/api/bulk',
        {
          objectId: 0,
          kind: 'email.send',
          settings: { messageId: body.message.id },
          which: { ids: [add.body.id] },
          expected: 1,
          key: 'only once',
        },
      ],
    ] as const) {
      const answer = await fetch(address().replace(/\/mcp$/, path), {
        method: 'POST',
        headers: { ...limited, 'content-type': 'application/json' },
        body: JSON.stringify(payload),
      });
      expect(answer.status, path).toBe(403);
      expect(await answer.json(), path).toMatchObject({ code: 'scope_missing', title: expect.stringContaining('messages:send') });
    }
  });
});

describe('the owner', () => {
  it('sees every tool with what it may do, and switches each, or all at once', async () => {
    const { body } = await ask(owner, 'GET', '/api/tools');
    expect(body.tools).toHaveLength(allTools().length);
    expect(body.tools.filter(({ isOn }: { isOn: boolean }) => !isOn).map(({ name }: { name: string }) => name)).toEqual(['send_message']);
    await ask(owner, 'PATCH', '/api/tools', { switches: { delete_records: false, count_records: false } });
    const client = await connect(owner);
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).not.toContain('delete_records');
    expect(await use(owner, 'delete_records', { object: 'contact', ids: [1] })).toMatchObject({
      isError: true,
      text: expect.stringContaining('tool_off'),
    });
    expect(await use(owner, 'count_records', { object: 'contact' })).toMatchObject({
      isError: true,
      text: expect.stringContaining('tool_off'),
    });
    await ask(owner, 'PATCH', '/api/tools', { isOpen: false });
    expect((await client.listTools()).tools).toEqual([]);
    expect(await use(owner, 'about_account')).toMatchObject({ isError: true, text: expect.stringContaining('tools_closed') });
    await ask(owner, 'PATCH', '/api/tools', { isOpen: true, switches: { count_records: true } });
    expect(await use(owner, 'count_records', { object: 'contact' })).toMatchObject({ isError: false, told: { count: 0 } });
    const after = (await ask(owner, 'GET', '/api/tools')).body.tools.find(({ name }: { name: string }) => name === 'count_records');
    expect(after).toMatchObject({ isOn: true, lastUsedAt: '2026-03-02T09:00:00.000Z' });
    await client.close();
  });

  it('is the only one who may, with whoever holds the right to the settings; tools of others stay as they are', async () => {
    const reader = await makeUser(test, owner, { role: 'Read only' });
    expect((await ask(reader, 'GET', '/api/tools')).status).toBe(403);
    expect((await ask(reader, 'PATCH', '/api/tools', { isOpen: false })).status).toBe(403);
    const stranger = await makeAccount(test);
    const byProgram = await fetch(new URL('/api/tools', address()), {
      method: 'PATCH',
      headers: { ...(await keyOf(owner)), 'content-type': 'application/json' },
      body: JSON.stringify({ switches: { send_message: true } }),
    });
    expect(await byProgram.json()).toMatchObject({ status: 403, code: 'only_people' });
    await ask(owner, 'PATCH', '/api/tools', { isOpen: false });
    expect((await use(stranger, 'about_account')).isError).toBe(false);
    expect((await ask(owner, 'PATCH', '/api/tools', { switches: { no_such_tool: true } })).status).toBe(404);
  });
});
