import { request as send, type IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { connect as secure } from 'node:tls';
import { connectOutwards, type Lookup } from './outbound.ts';
import { Problem } from './kernel/problem.ts';

export const TIMEOUT_MS = 10_000;
/** So much of an answer is kept, unless whoever asks wants more. */
export const KEPT_BYTES = 10 * 1024;
/** How long what has begun to arrive may take to be closed when the time is up. */
const ENDING_MS = 50;

export interface OutgoingRequest {
  method: string;
  url: string;
  headers: readonly { name: string; value: string }[];
  body: string | null;
}

/** What the other side said, its body cut where it is long. */
export interface Answer {
  status: number;
  headers: { name: string; value: string }[];
  body: string;
  /** The same as it came. */
  bytes: Buffer;
}

export interface Sending {
  timeoutMs?: number;
  /** So much of the answer is kept. */
  keptBytes?: number;
  lookUp?: Lookup;
}

/**
 * Hands one request over and gives the answer, whatever it says; no redirect is followed. Refuses what `connectOutwards` refuses, `not_secure` where
 * the server's certificate is not to be trusted, `broken_off`, and `timed_out` when all of it takes longer than ten seconds.
 */
export async function sendRequest(
  request: OutgoingRequest,
  { timeoutMs = TIMEOUT_MS, keptBytes = KEPT_BYTES, lookUp }: Sending = {},
): Promise<Answer> {
  const url = new URL(request.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isSecure = url.protocol === 'https:';
  const open: { socket?: Socket; late: boolean } = { late: false };
  const exchange = async (): Promise<Answer> => {
    const port = url.port ? Number(url.port) : isSecure ? 443 : 80;
    const plain = await connectOutwards({ host, port }, { timeoutMs, ...(lookUp ? { lookUp } : {}) });
    open.socket = plain;
    if (open.late) plain.destroy();
    const socket = isSecure ? await secured(plain, host) : plain;
    return exchanged(socket, url, { ...request, keptBytes });
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      open.late = true;
      // An answer that has begun is an answer: ending the socket ends its body.
      open.socket?.destroy();
      setTimeout(() => fail(new Problem('timed_out', `${host} did not answer within ${timeoutMs / 1000} seconds.`)), ENDING_MS);
    }, timeoutMs);
  });
  try {
    return await Promise.race([exchange(), late]);
  } catch (error) {
    throw open.late ? await late.catch((problem: unknown) => problem) : error;
  } finally {
    clearTimeout(timer);
    open.socket?.destroy();
  }
}

function secured(plain: Socket, host: string): Promise<Socket> {
  return new Promise((give, fail) => {
    const socket = secure({ socket: plain, ALPNProtocols: ['http/1.1'], ...(isIP(host) === 0 ? { servername: host } : {}), host });
    socket.once('error', () => fail(new Problem('not_secure', `${host} could not be connected to securely. Check its certificate.`)));
    socket.once('secureConnect', () => give(socket));
  });
}

function exchanged(
  socket: Socket,
  url: URL,
  { method, headers, body, keptBytes }: OutgoingRequest & { keptBytes: number },
): Promise<Answer> {
  return new Promise((give, fail) => {
    const broken = (): void => fail(new Problem('broken_off', `${url.hostname} broke the connection off before it answered.`));
    const length = body === null ? [] : [['Content-Length', String(Buffer.byteLength(body))]];
    const lines = [['Host', url.host], ...headers.map(({ name, value }) => [name, latin(value)]), ...length, ['Connection', 'close']];
    const outgoing = send({
      createConnection: () => socket,
      method,
      path: `${url.pathname}${url.search}`,
      headers: lines.flat(),
      setHost: false,
    });
    outgoing.once('error', broken);
    outgoing.once('response', (response) => void answerOf(response, keptBytes).then(give, broken));
    outgoing.end(body === null ? undefined : Buffer.from(body, 'utf8'));
  });
}

/** Once the status is there the request has been answered, whether or not the body comes to its end. */
async function answerOf(response: IncomingMessage, keptBytes: number): Promise<Answer> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length > keptBytes) break;
    }
  } catch {
    // The rest never came.
  }
  const headers = [];
  for (let at = 0; at + 1 < response.rawHeaders.length && at < 100; at += 2)
    headers.push({ name: response.rawHeaders[at]!, value: response.rawHeaders[at + 1]!.slice(0, 2_000) });
  const bytes = Buffer.concat(parts).subarray(0, keptBytes);
  const body = bytes.toString('utf8').replaceAll('\0', '\u{FFFD}');
  return { status: response.statusCode ?? 0, headers, body, bytes };
}

/** Headers carry bytes: what is not Latin goes as UTF-8. */
const latin = (value: string): string => Buffer.from(value, 'utf8').toString('latin1');
