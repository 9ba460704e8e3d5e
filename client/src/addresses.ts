import type { Addresses } from './document.ts';

/** The methods there are. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type Step<Place, Part extends string> = Part extends keyof Place ? Place[Part] : '{}' extends keyof Place ? Place['{}'] : never;
type PlaceAt<Place, Path extends string> = Path extends `${infer Part}/${infer Rest}`
  ? PlaceAt<Step<Place, Part>, Rest>
  : Step<Place, Path>;
type WithoutQuery<Path extends string> = Path extends `${infer Before}?${string}` ? Before : Path;

/**
 * The operation at an address, which is a template (`/api/groups/{id}`) or filled in (`` `/api/groups/${id}` ``); `never` where there is none.
 * A part that is written out wins over one that is filled in.
 */
export type Operation<M extends Method, Path extends string> =
  WithoutQuery<Path> extends `/${infer Rest}`
    ? PlaceAt<Addresses, Rest> extends { $: infer Operations }
      ? M extends keyof Operations
        ? Operations[M]
        : never
      : never
    : never;

/** What an operation answers with. */
export type Reply<M extends Method, Path extends string> = Operation<M, Path> extends { reply: infer Answer } ? Answer : never;

type Property<Of, Name extends string> = Of extends { [name in Name]: infer Value } ? Value : undefined;

/** What an operation takes in its query. */
export type QueryOf<M extends Method, Path extends string> = Property<Operation<M, Path>, 'query'>;

/** What it takes as its body; undefined where there is none. */
export type BodyOf<M extends Method, Path extends string> = Operation<M, Path> extends { body?: infer Body } ? Body : undefined;

type Asked<Of> = Of extends undefined ? unknown : object extends Of ? { query?: Of } : { query: Of };
type Filled<Of, Path extends string> = Path extends `${string}{${string}`
  ? Of extends { path: infer Parts }
    ? { path: Parts }
    : unknown
  : unknown;
type Written<Of> = Of extends { body: infer Body } ? { body: Body } : Of extends { body?: infer Body } ? { body?: Body } : unknown;

/** What every call may say besides. */
export interface Besides {
  signal?: AbortSignal | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  /** Sent with a write, so that it is done once however often it is sent; chosen by the client unless given. */
  idempotencyKey?: string | undefined;
}

/** All that a call takes: path, query and body as its operation has them. */
export type Asking<M extends Method, Path extends string> = Asked<QueryOf<M, Path>> &
  Filled<Operation<M, Path>, Path> &
  Written<Operation<M, Path>> &
  Besides;

/** The second argument may be left out where nothing in it must be there. */
export type Arguments<M extends Method, Path extends string> = [Operation<M, Path>] extends [never]
  ? [asking: never]
  : object extends Asking<M, Path>
    ? [asking?: Asking<M, Path>]
    : [asking: Asking<M, Path>];
