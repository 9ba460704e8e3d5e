import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Schema = Record<string, unknown>;

export interface InputFacts {
  /** The constant that holds the schema. */
  name?: string;
  /** What stands above its properties, by name. */
  says?: Record<string, string>;
}

/** What the sources alone know of a route: the comments on what it takes, the type of what it gives. */
export interface RouteFacts {
  params?: InputFacts;
  query?: InputFacts;
  body?: InputFacts;
  schema?: Schema;
  isEmpty?: true;
  isRaw?: true;
}

export interface ProblemFacts {
  code: string;
  status: number;
  sentence: string;
}

export interface ApiFacts {
  /** By `GET /api/groups/:id`. */
  routes: Record<string, RouteFacts>;
  schemas: Record<string, Schema>;
  problems: ProblemFacts[];
  /** The first sentence of each domain's README. */
  domains: Record<string, { title: string; sentence: string }>;
}

let read: ApiFacts | undefined;

/** For the script that reads them from the sources. */
export function setFacts(facts: ApiFacts): void {
  read = facts;
}

/** As `npm run api` wrote them; read when they are first asked for. */
export const apiFacts = (): ApiFacts => (read ??= JSON.parse(readFileSync(join(import.meta.dirname, 'facts.json'), 'utf8')) as ApiFacts);
