import { createHash } from 'node:crypto';
import type { Route } from './http.ts';
import { Problem } from './kernel/problem.ts';

/**
 * The tag of an answer: `"12-Fq3…"`, with the version of the thing where it has one, and a digest of just what this caller was told, so that it says
 * nothing that the answer does not.
 */
export function etagOf(body: string, version: number | undefined): string {
  const digest = createHash('sha1').update(body).digest('base64url').slice(0, 16);
  return version === undefined ? `"${digest}"` : `"${version}-${digest}"`;
}

/** Addresses that end in what names one thing. */
const READS_ONE = /^\/api\/.*\/:\w+$/;

/** Whether what a route reads has a tag. */
export const isTagged = ({ method, path, version }: Pick<Route, 'method' | 'path' | 'version'>): boolean =>
  method === 'GET' && (version !== undefined || READS_ONE.test(path));

/** Whether the caller has this very answer already (`if-none-match`). */
export function hasAlready(header: string | undefined, etag: string): boolean {
  return header !== undefined && tagsIn(header).some((tag) => tag === '*' || tag === etag);
}

/** Which version a write is meant for (`if-match`); undefined where the caller does not say. Refuses `if_match_invalid` a tag that no answer bore. */
export function versionMeant(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const versions = tagsIn(header).map((tag) => /^"(\d{1,15})-[\w-]{16}"$/.exec(tag)?.[1]);
  if (versions.length !== 1 || versions[0] === undefined) {
    throw new Problem('if_match_invalid', 'If-Match takes one ETag, as the reading of the same thing gave it.', { status: 400 });
  }
  return Number(versions[0]);
}

/** Proxies that pack answers mark their tags as weak. */
const tagsIn = (header: string): string[] => header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));

/** Refuses `changed_meanwhile` (412) where a write is meant for another version than the one that stands; called with the thing locked. */
export function refuseUnlessVersion(meant: number | undefined, stands: number | undefined): void {
  if (meant !== undefined && meant !== stands) throw changedMeanwhile();
}

export const changedMeanwhile = (): Problem =>
  new Problem('changed_meanwhile', 'This was changed after you read it. Read it again, and send your change with its new ETag.', {
    status: 412,
  });
