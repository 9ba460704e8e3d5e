import type { Arguments, Besides, Method, QueryOf, Reply } from './addresses.ts';
import { filledIn, withQuery, type Query } from './ask.ts';
import { send, type Sending } from './send.ts';

/** Where the installation is, and who calls. */
export interface Connection {
  /** `https://quayside.example.com` */
  url: string;
  /** A key and its app id, from Settings, API keys. */
  appId?: string;
  key?: string;
  /** What OAuth gave instead. */
  accessToken?: string;
  /** Which account is meant, where the caller has several. */
  account?: number;
  /** How often a call is sent again that did not get through or was told to come later: three times, unless said otherwise. */
  retries?: number;
  fetch?: typeof fetch;
}

type Loose = Besides & { path?: Readonly<Record<string, string | number>>; query?: Query; body?: unknown };

/** A call by one method: the address, which is a template or filled in, then what the operation takes. */
export type Caller<M extends Method> = <const Path extends string>(path: Path, ...asking: Arguments<M, Path>) => Promise<Reply<M, Path>>;

type RowsOf<Page> = { [Name in keyof Page]: Page[Name] extends readonly unknown[] ? Name : never }[keyof Page];
type Row<Page, Name> = Name extends keyof Page ? (Page[Name] extends readonly (infer One)[] ? One : never) : never;
type Turner = 'cursor' | 'before' | 'after';

/** Which part of a page holds its rows, and by which parameter the next page is asked for (`cursor`, unless said otherwise). */
export type Turning<Path extends string, Rows> = {
  rows: Rows & RowsOf<Reply<'GET', Path>>;
  by?: Turner & keyof NonNullable<QueryOf<'GET', Path>>;
  path?: Readonly<Record<string, string | number>>;
  query?: QueryOf<'GET', Path>;
  signal?: AbortSignal;
};

export interface Quayside {
  get: Caller<'GET'>;
  post: Caller<'POST'>;
  put: Caller<'PUT'>;
  patch: Caller<'PATCH'>;
  delete: Caller<'DELETE'>;
  /** Every row of a list, page after page, as they are asked for. */
  each: <const Path extends string, const Rows extends RowsOf<Reply<'GET', Path>>>(
    path: Path,
    turning: Turning<Path, Rows>,
  ) => AsyncGenerator<Row<Reply<'GET', Path>, Rows>, void>;
}

/** The calls of an installation, as whoever the connection names. */
export function quayside(connection: Connection): Quayside {
  const sending: Sending = { fetch: connection.fetch ?? fetch, headers: headersOf(connection), retries: connection.retries ?? 3 };
  const base = connection.url.replace(/\/+$/, '');
  const call = (method: Method) =>
    ((path: string, { path: parts, query, ...rest }: Loose = {}) =>
      send(sending, { method, address: base + withQuery(filledIn(path, parts), query), ...rest })) as unknown;
  const get = call('GET') as (path: string, asking: Loose) => Promise<unknown>;
  return {
    get: get as Quayside['get'],
    post: call('POST') as Quayside['post'],
    put: call('PUT') as Quayside['put'],
    patch: call('PATCH') as Quayside['patch'],
    delete: call('DELETE') as Quayside['delete'],
    each: ((path: string, turning: LooseTurning) => eachRow(get, path, turning)) as unknown as Quayside['each'],
  };
}

type LooseTurning = Loose & { rows: string; by?: Turner };

async function* eachRow(
  get: (path: string, asking: Loose) => Promise<unknown>,
  path: string,
  { rows, by = 'cursor', query, ...rest }: LooseTurning,
) {
  let next: string | number | null | undefined;
  do {
    const page = (await get(path, { ...rest, query: { ...query, ...(next === undefined ? {} : { [by]: next }) } })) as Record<
      string,
      unknown
    >;
    yield* page[rows] as unknown[];
    next = (page.next ?? page.cursor) as typeof next;
  } while (next !== null && next !== undefined);
}

function headersOf({ appId, key, accessToken, account }: Connection): Record<string, string> {
  return {
    ...(accessToken ? { authorization: `Bearer ${accessToken}` } : key ? { authorization: `Bearer ${appId}:${key}` } : {}),
    ...(account === undefined ? {} : { 'x-account': String(account) }),
  };
}
