import { t } from './messages/t.ts';

// Talking to our own server: JSON in, JSON out, refusals as `ApiProblem`.

/** A refusal of the server: one sentence for the person, one for each input that is wrong. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status: number, fields: Record<string, string> = {}, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'ApiProblem';
    this.code = code;
    this.status = status;
    this.fields = fields;
    this.details = details;
  }
}

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

interface Request {
  query?: Query | undefined;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls that need no account: signing in, setting up, one's own sessions. */
export const api = client(null);

export type Api = ReturnType<typeof client>;

/** Calls in one account; screens get theirs from `useApi()`. */
export function client(accountId: number | null) {
  const call = <Reply>(method: Method, path: string, request: Request = {}): Promise<Reply> =>
    send<Reply>(accountId, method, path, request);
  return {
    get: <Reply>(path: string, query?: Query, signal?: AbortSignal) => call<Reply>('GET', path, { query, signal }),
    post: <Reply>(path: string, body?: unknown, signal?: AbortSignal) => call<Reply>('POST', path, { body, signal }),
    put: <Reply>(path: string, body?: unknown) => call<Reply>('PUT', path, { body }),
    patch: <Reply>(path: string, body?: unknown) => call<Reply>('PATCH', path, { body }),
    delete: <Reply>(path: string, body?: unknown) => call<Reply>('DELETE', path, { body }),
    /** Sends a file as the part `file` of a form, telling `onProgress` the share that has left (0 to 1). */
    upload: <Reply>(path: string, file: Blob, onProgress?: (share: number) => void) => upload<Reply>(accountId, path, file, onProgress),
    /** A file made from what is sent. */
    file: (path: string, body: unknown) => receiveFile(accountId, path, body),
    /** The address of a file to download in this account. */
    address: (path: string, query: Query = {}) => withQuery(path, { ...query, account: accountId }),
  };
}

async function send<Reply>(accountId: number | null, method: Method, path: string, request: Request): Promise<Reply> {
  const address = withQuery(path, request.query ?? {});
  const begun = method === 'GET' ? await takeEarly(`${accountId ?? ''} ${address}`) : undefined;
  if (begun) return readReply<Reply>(begun.status, await begun.text());
  const response = await fetch(address, {
    method,
    credentials: 'same-origin',
    headers: {
      ...headersFor(accountId),
      accept: 'application/json',
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    signal: request.signal ?? null,
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem('unreachable', t('app.problem.unreachable'), 0);
  });
  return readReply<Reply>(response.status, await response.text());
}

declare global {
  interface Window {
    /** What the page asked at its very head, before this app was there: by account and address. */
    quaysideEarly?: Map<string, Promise<Response>>;
  }
}

/** Each answer that was asked for early is taken once; what failed is asked again. */
function takeEarly(key: string): Promise<Response | undefined> | undefined {
  const answer = window.quaysideEarly?.get(key);
  window.quaysideEarly?.delete(key);
  return answer?.catch(() => undefined);
}

async function receiveFile(accountId: number | null, path: string, body: unknown): Promise<Blob> {
  const headers = { ...headersFor(accountId), 'content-type': 'application/json' };
  const response = await fetch(path, { method: 'POST', credentials: 'same-origin', headers, body: JSON.stringify(body) });
  if (!response.ok) throw problemFrom(response.status, parseJson(await response.text()));
  return response.blob();
}

function headersFor(accountId: number | null): Record<string, string> {
  return { 'x-quayside': '1', ...(accountId === null ? {} : { 'x-account': String(accountId) }) };
}

function readReply<Reply>(status: number, text: string): Reply {
  const json = parseJson(text);
  if (status >= 200 && status < 300) return json as Reply;
  throw problemFrom(status, json);
}

function problemFrom(status: number, json: unknown): ApiProblem {
  const problem = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  return new ApiProblem(
    String(problem.code ?? 'unexpected'),
    String(problem.title ?? problem.detail ?? problem.message ?? t('app.problem.notUnderstood')),
    status,
    (problem.fields ?? {}) as Record<string, string>,
    (problem.details ?? {}) as Record<string, unknown>,
  );
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function upload<Reply>(accountId: number | null, path: string, file: Blob, onProgress?: (share: number) => void): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(headersFor(accountId))) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onload = () => {
      try {
        resolve(readReply<Reply>(request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = () => reject(new ApiProblem('unreachable', t('app.problem.uploadBroke'), 0));
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value)) for (const one of value as readonly string[]) params.append(name, one);
    else params.set(name, String(value));
  }
  return params.size === 0 ? path : `${path}?${params}`;
}
