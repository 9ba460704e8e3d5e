import type { Database } from './db.ts';
import { Problem } from './kernel/problem.ts';

/** Calls of programs a minute and account, unless the account is set otherwise. */
export const CALLS_PER_MINUTE = 180;
const MINUTE_MS = 60_000;
const MOST_ACCOUNTS = 10_000;

export interface Allowance {
  limit: number;
  remaining: number;
  /** Seconds until the oldest call of the last minute counts no more. */
  reset: number;
  isOver: boolean;
}

interface Calls {
  /** Times in milliseconds; those before `from` count no more. */
  at: number[];
  from: number;
}

/** How many times that count no more are kept before they are let go. */
const MOST_PASSED = 1_000;

/** Counts calls of the last minute by account, in this process. */
export class RateLimit {
  readonly #calls = new Map<string, Calls>();

  /** Counts a call at a time in milliseconds, unless there were too many. */
  take(key: string, limit: number, nowMs: number): Allowance {
    const calls = this.#recent(key, nowMs);
    const isOver = calls.at.length - calls.from >= limit;
    if (!isOver) calls.at.push(nowMs);
    const used = calls.at.length - calls.from;
    const oldest = calls.at[calls.from] ?? nowMs;
    const reset = Math.max(0, Math.ceil((oldest + MINUTE_MS - nowMs) / 1000));
    return { limit, remaining: Math.max(0, limit - used), reset, isOver };
  }

  #recent(key: string, nowMs: number): Calls {
    const calls = this.#calls.get(key) ?? { at: [], from: 0 };
    while (calls.from < calls.at.length && calls.at[calls.from]! <= nowMs - MINUTE_MS) calls.from++;
    if (calls.from > MOST_PASSED) {
      calls.at = calls.at.slice(calls.from);
      calls.from = 0;
    }
    this.#calls.delete(key);
    this.#calls.set(key, calls);
    if (this.#calls.size > MOST_ACCOUNTS) this.#calls.delete(this.#calls.keys().next().value!);
    return calls;
  }
}

const limits = new WeakMap<Database, RateLimit>();

/** The one count of this process: what programs call below `/api`, `/1` and `/mcp` counts together. */
export function rateLimitOf(database: Database): RateLimit {
  const known = limits.get(database) ?? new RateLimit();
  limits.set(database, known);
  return known;
}

/** What a call is told of its allowance, in the standard fields. */
export const allowanceHeaders = ({ limit, remaining, reset, isOver }: Allowance): Record<string, string> => ({
  'ratelimit-policy': `"calls";q=${limit};w=60`,
  ratelimit: `"calls";r=${remaining};t=${reset}`,
  ...(isOver ? { 'retry-after': String(reset) } : {}),
});

/** Refuses with `too_many_requests` (429) a call beyond the allowance. */
export function refuseIfOver({ isOver, limit, reset }: Allowance): void {
  if (!isOver) return;
  throw new Problem('too_many_requests', `Programs may call ${limit} times a minute. Wait ${reset} seconds and try again.`, {
    status: 429,
  });
}
