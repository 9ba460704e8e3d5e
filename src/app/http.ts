import type { z } from 'zod';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccountDb, Database } from './db.ts';
import type { Actor } from './kernel/actor.ts';
import type { NextIds } from './kernel/domain.ts';
import type { Problem } from './kernel/problem.ts';
import type { Viewer } from './kernel/viewer.ts';
import type { Scopes } from './scopes.ts';

/**
 * Who may call a route: anyone, a page with a publishable token, anyone signed in, a user of the account, a user with an account-wide right, the
 * operator's staff.
 */
export type Access = 'public' | 'page' | 'signed-in' | 'user' | `right:${string}` | 'operator';

export interface Route<Params = any, Query = any, Body = any, Reply = any> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/api/...`; path parameters as `:name`. */
  path: string;
  access: Access;
  summary: string;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  /** What it answers that is no JSON, by status: the content type, or null for no body. */
  answers?: Readonly<Record<number, string | null>>;
  /** A multipart upload: the handler takes its parts from `request.parts()`, streaming. */
  upload?: boolean;
  /** A write that other sites and programs may call without our header: one-click unsubscribe, a form embedded elsewhere. */
  crossSite?: boolean;
  /** A `POST` that changes nothing, such as a preview: reading is enough for it. */
  reads?: boolean;
  /** Which scope a key or an app needs, where it is not the domain's own (`records:write`). */
  scope?: string;
  /** Of a `GET`: the version of what is read, which its `etag` carries, so that a write can name it in `if-match`. */
  version?: (reply: Reply) => number;
  /**
   * A write that heeds `if-match`. The version it names stands in `call.versionMeant`; with `body`, also in the body under that name. A refusal of
   * what was changed meanwhile (409) then becomes 412.
   */
  ifMatch?: true | { body: string };
  /** Its answer has a secret that is told this once: it is kept nowhere, also not for an idempotency key. */
  tellsSecret?: true;
  /** At most so many calls a minute from one address (public) or user. */
  perMinute?: number;
  handle: (call: Call<Params, Query, Body>) => Promise<Reply | RawReply>;
}

export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  params: Params;
  query: Query;
  body: Body;
  /** The version that `if-match` names; undefined where it was not sent. */
  versionMeant?: number | undefined;
  /**
   * Runs `work` in one transaction of the caller's account. Most handlers are one such call; those that talk to the outside world do so
   * between two of them, never inside.
   */
  inAccount: <T>(work: (db: AccountDb) => Promise<T>) => Promise<T>;
  database: Database;
  accountId: number;
  actor: Actor;
  viewer: Viewer;
  identity: Identity;
  /** What the key or app was given; undefined where it may all that its user may. */
  scopes: Scopes | undefined;
  ids: NextIds;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** The signed-in person, as the accounts domain knows them; empty strings when nobody is. */
export interface Identity {
  id: string;
  sessionId: string;
  email: string;
  isOperator: boolean;
}

/** Who is calling, found by the accounts domain from the session cookie or the API key; the account is the one asked for, if theirs. */
export interface Caller {
  identity: Identity;
  /** The account the call is about and the caller's seat in it; absent when none was named. */
  seat?: { accountId: number; actor: Actor; viewer: Viewer };
  /** Whether the caller came with a cookie, which a browser sends unasked, so that a write needs our header too. */
  byCookie: boolean;
  /** What the key or app was given; undefined where it may all that its user may. */
  scopes?: Scopes | undefined;
  /** A page that came with a publishable token, and where it stands: it has no seat and reaches only routes for pages. */
  page?: { accountId: number; tokenId: number; origin: string };
  /** How many calls of programs a minute the account lets through. */
  callsPerMinute?: number;
}

/** An answer as it goes over the wire. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: unknown;
}

export type Identify = (database: Database, request: FastifyRequest) => Promise<Caller | undefined>;

/** A reply that is no JSON: a file, a pixel, a page, a redirect. */
export class RawReply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
  constructor(status: number, headers: Record<string, string>, body: unknown = '') {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/**
 * A part of the server with manners of its own: every call below `prefix` comes to it with its body unread. What it throws is answered like
 * what a route throws.
 */
export interface Door {
  prefix: `/${string}`;
  answer: (knock: Knock) => Promise<RawReply>;
  /** How it refuses what never came as far as to be answered, such as an address that cannot be read; as routes do where it does not say. */
  refuse?: (problem: Problem) => RawReply;
}

/** A call at a door. */
export interface Knock {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** Behind the prefix: `/Contacts`. */
  path: string;
  /** Behind the question mark, as it was sent. */
  query: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Undefined when it was too long to be read, or could not be unpacked. */
  body: string | undefined;
  requestId: string;
  database: Database;
  /** Who calls; refuses with `api_key_invalid`. */
  identify: () => Promise<Caller | undefined>;
}

/** Ties a route's schemas to its handler's types. */
export function route<Params, Query, Body, Reply>(definition: Route<Params, Query, Body, Reply>): Route {
  return definition as Route;
}
