import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startHookServer, type HookServer } from '../../test/hook-server.ts';
import { allowPrivateHosts, hostProblem, isPrivateAddress } from './outbound.ts';
import { KeptConnections } from './kept-connections.ts';
import { KEPT_BYTES, sendRequest } from './send-request.ts';

let hooks: HookServer;
beforeAll(async () => {
  allowPrivateHosts(false);
  hooks = await startHookServer();
});
afterEach(() => {
  allowPrivateHosts(false);
  hooks.arrived.length = 0;
  hooks.answer = (_, response) => void response.end('taken');
});
afterAll(() => hooks.close());

const post = (url: string, more: object = {}) => ({ method: 'POST', url, headers: [], body: 'hello', ...more });
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: { code: string }) => error.code,
  );

describe('an address in a private network', () => {
  it('is refused however it is written', async () => {
    for (const host of [
      '127.0.0.1',
      '2130706433',
      '0x7f.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '10.1.2.3',
      '169.254.169.254',
      '0.0.0.0',
      'localhost',
    ])
      expect([host, await codeOf(sendRequest(post(`http://${host}:${hooks.port}/`)))]).toEqual([host, 'private_host']);
    expect(hooks.arrived).toEqual([]);
    for (const address of ['fe80::1', 'fc00::1', '64:ff9b::7f00:1', '2002:7f00:1::', '100.64.0.1', '192.168.1.1', 'nonsense'])
      expect([address, isPrivateAddress(address)]).toEqual([address, true]);
    expect(isPrivateAddress('93.184.216.34')).toBe(false);
  });

  it('is told before anything runs where it is written out', () => {
    for (const host of ['127.0.0.1', '::1', 'localhost', 'db.internal', 'printer.local', 'intranet'])
      expect(hostProblem(host)).toMatch(/private network/);
    expect(hostProblem('example.com')).toBeUndefined();
    allowPrivateHosts(true);
    expect(hostProblem('127.0.0.1')).toBeUndefined();
  });

  it('is never reached by a name that means one thing when asked and another when used', async () => {
    let asked = 0;
    const rebinding = async () => (asked++ === 0 ? [{ address: '203.0.113.9' }] : [{ address: '127.0.0.1' }]);
    const code = await codeOf(sendRequest(post(`http://rebinding.example:${hooks.port}/`), { lookUp: rebinding, timeoutMs: 400 }));
    // What was connected to is the address that was checked, in which nobody answers.
    expect(['timed_out', 'cannot_connect']).toContain(code);
    expect({ asked, arrived: hooks.arrived.length }).toEqual({ asked: 1, arrived: 0 });
    const mixed = async () => [{ address: '127.0.0.1' }, { address: '::1' }];
    expect(await codeOf(sendRequest(post(`http://mixed.example:${hooks.port}/`), { lookUp: mixed }))).toBe('private_host');
  });

  it('is not reached by a redirect: none is followed', async () => {
    allowPrivateHosts(true);
    hooks.answer = (_, response) => void response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end();
    expect((await sendRequest(post(`${hooks.url}/first`))).status).toBe(302);
    expect(hooks.arrived.map(({ path }) => path)).toEqual(['/first']);
  });
});

describe('a request', () => {
  it('arrives as it was written, with the host and length it has', async () => {
    allowPrivateHosts(true);
    const headers = [{ name: 'X-Name', value: 'Zoë ✓' }];
    const answer = await sendRequest(post(`${hooks.url}/a?b=c%20d`, { headers, body: 'Grüße' }));
    expect(answer).toMatchObject({ status: 200, body: 'taken' });
    const [arrived] = hooks.arrived;
    expect(arrived).toMatchObject({ method: 'POST', path: '/a?b=c%20d', body: 'Grüße' });
    expect(arrived!.headers).toMatchObject({ host: `127.0.0.1:${hooks.port}`, 'content-length': '7' });
    expect(Buffer.from(arrived!.headers['x-name'] as string, 'latin1').toString('utf8')).toBe('Zoë ✓');
  });

  it('cannot be split in two by what stands in a header', async () => {
    allowPrivateHosts(true);
    const headers = [{ name: 'X-Name', value: 'a\r\nX-Other: b' }];
    expect(await codeOf(sendRequest(post(hooks.url, { headers })))).not.toBe('none');
    expect(hooks.arrived).toEqual([]);
  });

  it('is given up when the answer takes too long, and is answered when only its body does', async () => {
    allowPrivateHosts(true);
    hooks.answer = () => undefined;
    expect(await codeOf(sendRequest(post(hooks.url), { timeoutMs: 200 }))).toBe('timed_out');
    hooks.answer = (_, response) => void response.writeHead(200).write('slow');
    expect(await sendRequest(post(hooks.url), { timeoutMs: 200 })).toMatchObject({ status: 200, body: 'slow' });
  });

  it('keeps ten kilobytes of an answer, however large it is', async () => {
    allowPrivateHosts(true);
    hooks.answer = (_, response) => {
      const more = (): void => {
        while (response.writable && response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    };
    const answer = await sendRequest(post(hooks.url));
    expect([answer.status, answer.body.length]).toEqual([200, KEPT_BYTES]);
  });

  it('says that a host does not exist, does not answer or breaks off', async () => {
    allowPrivateHosts(true);
    expect(await codeOf(sendRequest(post('http://nowhere.invalid/')))).toBe('no_such_host');
    expect(await codeOf(sendRequest(post('http://127.0.0.1:1/')))).toBe('cannot_connect');
    expect(await codeOf(sendRequest(post(`https://127.0.0.1:${hooks.port}/`)))).toBe('not_secure');
    hooks.answer = (_, response) => void response.socket!.destroy();
    expect(await codeOf(sendRequest(post(hooks.url)))).toBe('broken_off');
  });
});

describe('a connection that is kept', () => {
  const ports = (): number => new Set(hooks.arrived.map(({ headers }) => headers['x-port'])).size;

  it('takes one request after the other, and is made anew where the other side has closed it', async () => {
    allowPrivateHosts(true);
    const connections = new KeptConnections();
    const sockets = new Set<Socket>();
    hooks.answer = (request, response) => {
      sockets.add(response.socket!);
      request.headers['x-port'] = String(response.socket!.remotePort);
      response.end('taken');
    };
    for (let n = 0; n < 3; n++) expect((await sendRequest(post(hooks.url), { connections })).body).toBe('taken');
    expect(ports()).toBe(1);
    hooks.answer = (request, response) => {
      if (sockets.has(response.socket!)) return void response.socket!.destroy();
      request.headers['x-port'] = String(response.socket!.remotePort);
      response.end('taken');
    };
    expect((await sendRequest(post(hooks.url), { connections })).status).toBe(200);
    connections.destroy();
  });

  it('leads to no private network, is broken off when the answer takes too long, and is refused where nobody can be trusted', async () => {
    const connections = new KeptConnections();
    expect(await codeOf(sendRequest(post(hooks.url), { connections }))).toBe('private_host');
    allowPrivateHosts(true);
    hooks.answer = () => undefined;
    expect(await codeOf(sendRequest(post(hooks.url), { connections, timeoutMs: 200 }))).toBe('timed_out');
    expect(await codeOf(sendRequest(post(`https://127.0.0.1:${hooks.port}`), { connections }))).toBe('not_secure');
    hooks.answer = (_, response) => void response.socket!.destroy();
    expect(await codeOf(sendRequest(post(hooks.url), { connections }))).toBe('broken_off');
    connections.destroy();
  });
});
