import type { Method, Operation, Reply } from '../../client/src/addresses.ts';
import { readAnswer, Refusal } from '../../client/src/refusal.ts';
import { ask, withQuery, type Asking, type Query } from '../../client/src/ask.ts';
import { t } from './messages/t.ts';

// Talking to our own server, by the client that everybody else has too.

export { Refusal as ApiProblem };
export type { Query };

/** Says in an error message that no operation has this address. */
type Known<M extends Method, Path extends string> = [Operation<M, Path>] extends [never] ? never : unknown;

interface Read<M extends Method> {
  <const Path extends string>(path: Path & Known<M, Path>, query?: Query, signal?: AbortSignal): Promise<Reply<M, Path>>;
  <Given>(path: string, query?: Query, signal?: AbortSignal): Promise<Given>;
}

interface Write<M extends Method> {
  <const Path extends string>(path: Path & Known<M, Path>, body?: unknown, signal?: AbortSignal): Promise<Reply<M, Path>>;
  <Given>(path: string, body?: unknown, signal?: AbortSignal): Promise<Given>;
}

interface Upload {
  <const Path extends string>(
    path: Path & Known<'POST', Path>,
    file: Blob,
    onProgress?: (share: number) => void,
  ): Promise<Reply<'POST', Path>>;
  <Given>(path: string, file: Blob, onProgress?: (share: number) => void): Promise<Given>;
}

/** Calls that need no account: signing in, setting up, one's own sessions. */
export const api = client(null);

export type Api = ReturnType<typeof client>;

/** Calls in one account; screens get theirs from `useApi()`. What they answer with is known from the address. */
export function client(accountId: number | null) {
  const asking = askingOf(accountId);
  const write = (method: Method) => (address: string, body?: unknown, signal?: AbortSignal) =>
    ask(asking, { method, address, body, signal });
  return {
    get: ((path: string, query?: Query, signal?: AbortSignal) =>
      ask(asking, { method: 'GET', address: withQuery(path, query), signal })) as Read<'GET'>,
    post: write('POST') as Write<'POST'>,
    put: write('PUT') as Write<'PUT'>,
    patch: write('PATCH') as Write<'PATCH'>,
    delete: write('DELETE') as Write<'DELETE'>,
    /** Sends a file as the part `file` of a form, telling `onProgress` the share that has left (0 to 1). */
    upload: ((path: string, file: Blob, onProgress?: (share: number) => void) => sendFile(accountId, path, { file, onProgress })) as Upload,
    /** A file made from what is sent. */
    file: (path: string, body: unknown) => receiveFile(accountId, path, body),
    /** The address of a file to download in this account. */
    address: (path: string, query: Query = {}) => withQuery(path, { ...query, account: accountId }),
  };
}

const words = {
  get unreachable() {
    return t('app.problem.unreachable');
  },
  get unclear() {
    return t('app.problem.notUnderstood');
  },
};

/** Nothing is sent again by itself: whoever sits before the screen sees what happened. */
function askingOf(accountId: number | null): Asking {
  return {
    fetch: async (address, request) =>
      (request?.method === 'GET' && (await takeEarly(`${accountId ?? ''} ${String(address)}`))) || fetch(address, request),
    headers: headersFor(accountId),
    get words() {
      return words;
    },
  };
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
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) readAnswer(response.status, await response.text(), words.unclear);
  return response.blob();
}

function headersFor(accountId: number | null): Record<string, string> {
  return { 'x-quayside': '1', ...(accountId === null ? {} : { 'x-account': String(accountId) }) };
}

interface FileSent {
  file: Blob;
  onProgress: ((share: number) => void) | undefined;
}

function sendFile(accountId: number | null, path: string, { file, onProgress }: FileSent): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(headersFor(accountId))) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onload = () => {
      try {
        resolve(readAnswer(request.status, request.responseText, words.unclear));
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = () => reject(new Refusal('unreachable', t('app.problem.uploadBroke'), 0));
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
