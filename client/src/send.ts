import { readAnswer, Refusal } from './refusal.ts';
import type { Method } from './addresses.ts';

export type Query = Readonly<Record<string, string | number | boolean | readonly (string | number)[] | null | undefined>>;

/** How calls are sent. */
export interface Sending {
  fetch: typeof fetch;
  /** Sent with every call. */
  headers: Readonly<Record<string, string>>;
  /** How often a call is sent again that did not get through, or was told to come later. */
  retries: number;
  /** Said where no answer comes, and where the answer is no problem of ours. */
  words?: { readonly unreachable: string; readonly unclear: string };
  /** Waits so many milliseconds. */
  wait?: (ms: number) => Promise<void>;
}

export interface Sent {
  method: Method;
  address: string;
  body?: unknown;
  signal?: AbortSignal | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  idempotencyKey?: string | undefined;
}

const WORDS = { unreachable: 'The server cannot be reached.', unclear: 'The server gave an answer that says nothing.' };
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;
const COME_AGAIN = new Set([429, 502, 503, 504]);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Sends a call until it gets an answer that is final. A write bears one idempotency key however often it is sent, so that it is done once.
 * Throws a `Refusal`, or what the signal was aborted with.
 */
export async function send(sending: Sending, call: Sent): Promise<unknown> {
  const { retries, words = WORDS, wait = sleep } = sending;
  const request = requestOf(sending, call);
  for (let tried = 0; ; tried++) {
    const isLast = tried >= retries;
    const answer = await reach(sending.fetch, call.address, request);
    if (!answer) {
      if (isLast) throw new Refusal('unreachable', words.unreachable, 0);
      await wait(waitOf(undefined, tried));
    } else if (!isLast && mayComeAgain(answer)) {
      await answer.body?.cancel();
      await wait(waitOf(answer, tried));
    } else {
      return readAnswer(answer.status, await answer.text(), words.unclear);
    }
    call.signal?.throwIfAborted();
  }
}

function requestOf({ headers, retries }: Sending, call: Sent): RequestInit {
  const isForm = call.body instanceof FormData;
  const key = call.idempotencyKey ?? (call.method !== 'GET' && retries > 0 ? crypto.randomUUID() : undefined);
  return {
    method: call.method,
    headers: {
      accept: 'application/json',
      ...headers,
      ...(call.body !== undefined && !isForm ? { 'content-type': 'application/json' } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
      ...call.headers,
    },
    ...(call.body === undefined ? {} : { body: isForm ? (call.body as FormData) : JSON.stringify(call.body) }),
    signal: call.signal ?? null,
  };
}

/** Undefined where no answer came. */
async function reach(fetch: Sending['fetch'], address: string, request: RequestInit): Promise<Response | undefined> {
  try {
    return await fetch(address, request);
  } catch (error) {
    if (request.signal?.aborted) throw error;
    return undefined;
  }
}

/** Also where the same call, sent before, is still being done. */
const mayComeAgain = ({ status, headers }: Response): boolean => COME_AGAIN.has(status) || (status === 409 && headers.has('retry-after'));

/** As long as the answer says; else twice as long each time, and a little apart from others. */
function waitOf(answer: Response | undefined, tried: number): number {
  const told = answer?.headers.get('retry-after') ?? '';
  const ms = /^\d+$/.test(told)
    ? Number(told) * 1000
    : told
      ? Date.parse(told) - Date.now()
      : FIRST_WAIT_MS * 2 ** tried * (0.75 + Math.random() / 2);
  return Math.min(LONGEST_WAIT_MS, Math.max(0, Number.isFinite(ms) ? ms : FIRST_WAIT_MS));
}

/** The address with what is asked; what is left out or blank is not sent. */
export function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value)) for (const one of value as readonly string[]) params.append(name, one);
    else params.set(name, String(value));
  }
  return params.size === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}${params}`;
}

/** `/api/groups/{id}` with its parts filled in. */
export const filledIn = (path: string, parts: Readonly<Record<string, string | number>> = {}): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts[name])));
