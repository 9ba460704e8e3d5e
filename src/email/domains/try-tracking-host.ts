import { createHmac, timingSafeEqual } from 'node:crypto';
import { request as send } from 'node:http';
import type { Socket } from 'node:net';
import { connect as secure } from 'node:tls';
import type { Database } from '../../app/db.ts';
import { connectOutwards } from '../../app/outbound.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { installationOf } from '../../accounts/index.ts';

const TIMEOUT_MS = 5_000;
const MOST_BYTES = 200;

/** What this installation answers under a host of its own, so that it knows itself again. */
export const proofOfHost = (secretKey: string, host: string): string =>
  createHmac('sha256', secretKey).update(`quayside tracking host ${host}`).digest('hex').slice(0, 32);

/** Why links cannot begin with a host, which has these addresses, in one sentence: it does not answer, not securely, or somebody else answers. Undefined where they can. */
export async function tryTrackingHost(database: Database, host: string, addresses: readonly string[]): Promise<string | undefined> {
  const { baseUrl, secretKey } = installationOf(database);
  const { protocol, port: ownPort } = new URL(baseUrl);
  const isSecure = protocol === 'https:';
  const port = ownPort ? Number(ownPort) : isSecure ? 443 : 80;
  let socket: Socket | undefined;
  try {
    socket = await connectOutwards(
      { host, port },
      { timeoutMs: TIMEOUT_MS, lookUp: async () => addresses.map((address) => ({ address })) },
    );
    const answer = await answerOf(isSecure ? await secured(socket, host) : socket, port === 80 || port === 443 ? host : `${host}:${port}`);
    const proof = proofOfHost(secretKey, host);
    const isOurs = answer.length === proof.length && timingSafeEqual(Buffer.from(answer), Buffer.from(proof));
    return isOurs ? undefined : `Another server answers at ${host}. Let it lead to this installation, or choose another name for links.`;
  } catch (error) {
    return error instanceof Problem ? error.message : `${host} could not be asked. Try again in a while.`;
  } finally {
    socket?.destroy();
  }
}

function secured(plain: Socket, host: string): Promise<Socket> {
  return new Promise((give, fail) => {
    const refuse = (): void =>
      fail(
        new Problem(
          'not_secure',
          `${host} leads here, but has no valid certificate yet. Add the name to the web server in front of Quayside.`,
        ),
      );
    const socket = secure({ socket: plain, servername: host, host });
    socket.setTimeout(TIMEOUT_MS, refuse);
    socket.once('error', refuse);
    socket.once('secureConnect', () => give(socket));
  });
}

function answerOf(socket: Socket, host: string): Promise<string> {
  return new Promise((give, fail) => {
    const refuse = (): void => fail(new Problem('broken_off', `${host} did not answer.`));
    socket.setTimeout(TIMEOUT_MS, refuse);
    const asked = send({ createConnection: () => socket, path: '/e/host', headers: { host, connection: 'close' }, setHost: false });
    asked.once('error', refuse);
    asked.once('response', (response) => {
      let text = '';
      response.on('data', (part: Buffer) => {
        text += part.toString('latin1');
        if (text.length > MOST_BYTES) response.destroy();
      });
      response.once('close', () => give(text.trim().slice(0, MOST_BYTES)));
    });
    asked.end();
  });
}
