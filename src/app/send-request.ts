import { request as send, type IncomingMessage, type RequestOptions } from 'node:http';
import { connectedTo, KeptConnections } from './kept-connections.ts';
import type { Lookup } from './outbound.ts';
import { Problem } from './kernel/problem.ts';

const TIMEOUT_MS = 10_000;
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
  /** Where connections stay open for the next request; without it each request has one of its own. */
  connections?: KeptConnections;
}

/**
 * Hands one request over and gives the answer, whatever it says; no redirect is followed. Refuses what `connectOutwards` refuses, `not_secure` where
 * the server's certificate is not to be trusted, `broken_off`, and `timed_out` when all of it takes longer than ten seconds.
 */
export async function sendRequest(
  request: OutgoingRequest,
  { timeoutMs = TIMEOUT_MS, keptBytes = KEPT_BYTES, lookUp, connections }: Sending = {},
): Promise<Answer> {
  const url = new URL(request.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isSecure = url.protocol === 'https:';
  const to = { host, port: url.port ? Number(url.port) : isSecure ? 443 : 80, isSecure, timeoutMs, lookUp };
  const open: Open = { end: () => undefined, late: false };
  const exchange = async (): Promise<Answer> => {
    if (connections) return exchangedOverKept(connections, to, { url, request, keptBytes, open });
    const socket = await connectedTo(to);
    open.end = () => void socket.destroy();
    if (open.late) open.end();
    return exchanged({ createConnection: () => socket }, { url, request, keptBytes, open }, 'close').answer;
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      open.late = true;
      // An answer that has begun is an answer: ending the socket ends its body.
      open.end();
      setTimeout(() => fail(new Problem('timed_out', `${host} did not answer within ${timeoutMs / 1000} seconds.`)), ENDING_MS);
    }, timeoutMs);
  });
  try {
    return await Promise.race([exchange(), late]);
  } catch (error) {
    throw open.late ? await late.catch((problem: unknown) => problem) : error;
  } finally {
    clearTimeout(timer);
    if (!connections) open.end();
  }
}

interface Open {
  /** Breaks off what is under way. */
  end: () => void;
  late: boolean;
}

interface Exchange {
  url: URL;
  request: OutgoingRequest;
  keptBytes: number;
  open: Open;
}

/** A connection that was kept may have been closed by the other side just now: what broke off on one before any answer is sent once more on a new one. */
async function exchangedOverKept(connections: KeptConnections, to: Parameters<typeof connectedTo>[0], exchange: Exchange): Promise<Answer> {
  const through = (agent: KeptConnections) => exchanged({ agent, ...to }, exchange, 'keep-alive');
  const first = through(connections);
  try {
    return await first.answer;
  } catch (error) {
    if (!first.wasKept() || exchange.open.late) throw error;
    return through(new KeptConnections({ keepAlive: false })).answer;
  }
}

function exchanged(
  through: RequestOptions,
  { url, request: { method, headers, body }, keptBytes, open }: Exchange,
  connection: 'close' | 'keep-alive',
): { answer: Promise<Answer>; wasKept: () => boolean } {
  const length = body === null ? [] : [['Content-Length', String(Buffer.byteLength(body))]];
  const lines = [['Host', url.host], ...headers.map(({ name, value }) => [name, latin(value)]), ...length, ['Connection', connection]];
  const outgoing = send({ ...through, method, path: `${url.pathname}${url.search}`, headers: lines.flat(), setHost: false });
  open.end = () => void outgoing.destroy();
  const answer = new Promise<Answer>((give, fail) => {
    const broken = (error: unknown): void =>
      fail(error instanceof Problem ? error : new Problem('broken_off', `${url.hostname} broke the connection off before it answered.`));
    outgoing.once('error', broken);
    outgoing.once('response', (response) => void answerOf(response, keptBytes).then(give, broken));
    outgoing.end(body === null ? undefined : Buffer.from(body, 'utf8'));
  });
  return { answer, wasKept: () => outgoing.reusedSocket };
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
