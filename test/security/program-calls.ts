import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { InjectOptions } from 'fastify';
import { createApiKey } from '../../src/accounts/index.ts';
import { createPageToken } from '../../src/accounts/keys/page-tokens.ts';
import { giveTokens } from '../../src/accounts/oauth/give-tokens.ts';
import { insertGrant } from '../../src/accounts/queries/grants.ts';
import { openApi } from '../../src/app/openapi/document.ts';
import { domains } from '../../src/app/registry.ts';
import { knownScopes } from '../../src/app/scopes.ts';
import { signedIn, type TestSeat } from '../factories.ts';
import { idsOf, type TestDatabase } from '../harness.ts';
import { HOSTILE, pick, queryText, randomOf, randomPath, type Guess, type Luck } from '../random-input.ts';

type Schema = Record<string, any>;
type Headers = Record<string, string>;

const PAGE = 'https://shop.example';

/** Every way in that a program, an app or a page has into an account, with all scopes, some or none; and ways that let nobody in. */
export async function waysIn(test: TestDatabase, seat: TestSeat, luck: Luck): Promise<Headers[]> {
  const ids = idsOf(test.database, seat.accountId);
  const someScopes = (): string[] => knownScopes().filter(() => luck() < 0.4);
  return test.database.account(seat.accountId, async (db) => {
    const pair = async (scopes?: string[]) => {
      const key = await createApiKey(db, seat.actor, ids, { userId: seat.userId, name: 'A program', ...(scopes ? { scopes } : {}) });
      return { 'api-appid': key.appId, 'api-key': key.key };
    };
    const whole = await pair();
    const grant = { id: await ids('app_grant', 1), scopes: someScopes() };
    await insertGrant(db, { ...grant, userId: seat.userId, clientId: 'app_none', appName: 'An app' });
    const { access_token: appToken } = await giveTokens(db, grant);
    const page = await createPageToken(db, seat.actor, ids, { userId: seat.userId, name: 'Shop', origins: [PAGE] });
    const limited = await Promise.all(Array.from({ length: 6 }, () => someScopes()));
    const keys: Headers[] = [];
    for (const scopes of limited) keys.push(await pair(scopes));
    return [
      ...Array.from({ length: 6 }, () => whole),
      { authorization: `Bearer ${whole['api-appid']}:${whole['api-key']}` },
      ...keys,
      { authorization: `Bearer ${appToken}` },
      { authorization: `Bearer ${page.token}`, origin: PAGE },
      { authorization: `Bearer ${page.token}`, origin: 'https://elsewhere.example' },
      { ...whole, origin: PAGE },
      await signedIn(test, seat),
      {},
      { 'api-appid': `${seat.accountId}-none`, 'api-key': 'wrong' },
      { authorization: 'Bearer qso_1.nothing' },
    ];
  });
}

export interface Reach extends Guess {
  objects: readonly number[];
  ways: readonly Headers[];
  /** Places in lists of the other account. */
  cursors: readonly string[];
}

/** Makes calls of the operations that the API's own document tells, each mostly of the right form, now and then broken in one place. */
export function callsOfDocument(): (reach: Reach) => InjectOptions {
  const document = openApi(domains(), 'http://localhost') as Schema;
  const operations = Object.entries(document.paths as Schema).flatMap(([path, methods]) =>
    Object.entries(methods as Schema).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation: operation as Schema,
    })),
  );
  return (reach) => {
    const { luck } = reach;
    const { method, path, operation } = pick(luck, operations);
    const url = `${randomPath(path.replaceAll(/\{(\w+)\}/g, ':$1'), reach, reach.objects)}?${queryText(queryOf(operation, document, reach))}`;
    const schema = operation.requestBody?.content?.['application/json']?.schema as Schema | undefined;
    const body = schema && JSON.stringify(randomOf(schema, document, reach));
    const { payload, type } = broken(luck, body);
    const headers = { ...pick(luck, reach.ways), ...conditions(luck), ...(type ? { 'content-type': type } : {}) };
    return { method: method as 'GET', url, headers, ...(payload === undefined ? {} : { payload }) };
  };
}

function queryOf({ parameters = [] }: Schema, document: Schema, reach: Reach): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const told of parameters as Schema[]) {
    if (told.in !== 'query' || (!told.required && reach.luck() < 0.5)) continue;
    const isPlace = /^(after|before|cursor|next|page)$/.test(told.name) && reach.luck() < 0.6;
    query[told.name] = isPlace ? pick(reach.luck, reach.cursors) : randomOf(told.schema, document, reach, told.name);
  }
  if (reach.luck() < 0.03) query[pick(reach.luck, ['__proto__', 'limt', 'a[b]', ''])] = pick(reach.luck, HOSTILE);
  return query;
}

/** A body as it should be, or cut off, mislabelled, doubled, or none of anything. */
function broken(luck: Luck, body: string | undefined): { payload?: string | Buffer; type?: string } {
  if (body === undefined) return luck() < 0.05 ? { payload: '{}', type: 'application/json' } : {};
  if (luck() < 0.85) return { payload: body, type: 'application/json' };
  return pick<() => { payload?: string | Buffer; type?: string }>(luck, [
    () => ({ payload: body.slice(0, Math.floor(luck() * body.length)), type: 'application/json' }),
    () => ({
      payload: body,
      type: pick(luck, ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'x', '']),
    }),
    () => ({ payload: body + body, type: 'application/json' }),
    () => ({ payload: randomBytesOf(luck, 200), type: 'application/json' }),
    () => ({ payload: `${'['.repeat(30_000)}${']'.repeat(30_000)}`, type: 'application/json' }),
    () => ({}),
  ])();
}

const conditions = (luck: Luck): Headers => ({
  ...(luck() < 0.15
    ? { 'idempotency-key': pick(luck, ['one', 'two', 'three', '', 'x'.repeat(300), 'a b', `k${Math.floor(luck() * 1e4)}`]) }
    : {}),
  ...(luck() < 0.1
    ? {
        'if-match': pick(luck, [
          '"1-AAAAAAAAAAAAAAAA"',
          '*',
          'W/"2-AAAAAAAAAAAAAAAA"',
          '"',
          '"a", "b"',
          `"${'9'.repeat(30)}-AAAAAAAAAAAAAAAA"`,
        ]),
      }
    : {}),
  ...(luck() < 0.1 ? { 'if-none-match': pick(luck, ['*', '"x"', 'W/"y", "z"', ',,,']) } : {}),
});

const randomBytesOf = (luck: Luck, most: number): Buffer =>
  Buffer.from(Array.from({ length: Math.floor(luck() * most) }, () => Math.floor(luck() * 256)));

/** What no client would write, for a socket: half of it begins like a request. */
export function rawRequest(luck: Luck, prefix: string): Buffer {
  const noise = randomBytesOf(luck, 400);
  const line = `${pick(luck, ['GET', 'POST', 'PUT', 'BREW', '\0'])} ${prefix}${pick(luck, ['', '/records/0', '/Contacts', '?%zz', '/%00', `/${'x'.repeat(9_000)}`])} HTTP/1.1\r\n`;
  return pick<() => Buffer>(luck, [
    () => noise,
    () => Buffer.concat([Buffer.from(line), noise]),
    () =>
      Buffer.concat([
        Buffer.from(`${line}host: x\r\ncontent-length: ${pick(luck, ['-1', '5', '1e9', '99999999999999999999', 'x'])}\r\n\r\n`),
        noise,
      ]),
    () =>
      Buffer.concat([
        Buffer.from(`${line}host: x\r\ntransfer-encoding: chunked\r\n\r\n${pick(luck, ['zz', 'ffffffffffffffff', '3'])}\r\n`),
        noise,
      ]),
    () => Buffer.from(`${line}host: x\r\nhost: y\r\ncontent-length: 2\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n{}`),
    () => Buffer.from(`${line}host: x\r\n${'a: b\r\n'.repeat(3_000)}\r\n`),
    () =>
      Buffer.from(
        `${line}host: x\r\nauthorization: Bearer ${randomBytes(8).toString('hex')}\r\ncookie: ${noise.toString('latin1').replaceAll(/[\r\n\0]/g, '')}\r\n\r\n`,
      ),
  ])();
}

/** Writes to the port of a server and hangs up; gives what came back until it said something, or for as long as it may take. */
export function writtenTo(port: number, bytes: Buffer, mostMs: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let told = '';
    const end = (): void => {
      socket.destroy();
      resolve(told);
    };
    socket.setTimeout(mostMs, end);
    socket.on('error', end);
    socket.on('close', end);
    socket.on('data', (part) => {
      told += part.toString('latin1');
      end();
    });
    socket.end(bytes);
  });
}
