import sql, { raw, type Sql } from 'sql-template-tag';
import type { CriteriaContext } from './context.ts';

/** The state of compiling one tree: which records the fragment at hand speaks of, and what was learnt on the way. */
export interface Compilation {
  context: CriteriaContext;
  /** The alias of records in the statement around the fragment. */
  record: Sql;
  recordName: string;
  account: Sql;
  object: Sql;
  /** A name no other part of the statement bears. */
  alias(prefix: string): Sql;
  found: Found;
}

interface Found {
  aliases: number;
  leakproof: boolean;
}

export function compilationOf(context: CriteriaContext, recordName: string, found: Found = { aliases: 0, leakproof: true }): Compilation {
  return {
    context,
    record: raw(recordName),
    recordName,
    account: sql`${context.accountId}::bigint`,
    object: sql`${context.objectId}::integer`,
    alias: (prefix) => raw(`${prefix}${++found.aliases}`),
    found,
  };
}

/** The same compilation, speaking of records of another object under a new alias. */
export function compilationFor(compilation: Compilation, objectId: number): Compilation {
  const { among: _, ...context } = compilation.context;
  const { found } = compilation;
  return compilationOf({ ...context, objectId, searches: new Map() }, `r${++found.aliases}`, found);
}
