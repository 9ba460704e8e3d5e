import type { Method } from './addresses.ts';
import { readAnswer, Refusal } from './refusal.ts';

export type Query = Readonly<Record<string, string | number | boolean | readonly (string | number)[] | null | undefined>>;

/** How calls are sent. */
export interface Asking {
  fetch: typeof fetch;
  /** Sent with every call. */
  headers: Readonly<Record<string, string>>;
  /** Said where no answer comes, and where the answer is no problem of ours. */
  words?: { readonly unreachable: string; readonly unclear: string };
}

export interface Sent {
  method: Method;
  address: string;
  body?: unknown;
  signal?: AbortSignal | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
}

/** What came back, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

const WORDS = { unreachable: 'The server cannot be reached.', unclear: 'The server gave an answer that says nothing.' };

/** Sends a call once. Throws a `Refusal`, or what the signal was aborted with. */
export const ask = async (asking: Asking, call: Sent): Promise<unknown> => readBack(asking, await reach(asking, call));

/** What an answer says, or that none came. */
export function readBack({ words = WORDS }: Asking, answer: Answer | undefined): unknown {
  if (!answer) throw new Refusal('unreachable', words.unreachable, 0);
  return readAnswer(answer.status, answer.text, words.unclear);
}

/** Undefined where no answer came, or not the whole of it. */
export async function reach({ fetch, headers }: Asking, call: Sent): Promise<Answer | undefined> {
  try {
    const answer = await fetch(call.address, requestOf(headers, call));
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  } catch (error) {
    if (call.signal?.aborted) throw error;
    return undefined;
  }
}

function requestOf(headers: Readonly<Record<string, string>>, { method, body, signal, headers: further }: Sent): RequestInit {
  const isForm = body instanceof FormData;
  return {
    method,
    headers: {
      accept: 'application/json',
      ...headers,
      ...(body !== undefined && !isForm ? { 'content-type': 'application/json' } : {}),
      ...further,
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    signal: signal ?? null,
  };
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
