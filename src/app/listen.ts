import type pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './db.ts';
import { log } from './log.ts';

const FIRST_REST_MS = 100;
const LONGEST_REST_MS = 5_000;

export interface Listening {
  /** Resolves once it listens for the first time; rejects when the database cannot be reached. */
  ready: Promise<void>;
  close(): Promise<void>;
}

interface Ears {
  heard: (payload: string) => void;
  /** Called when the connection had been lost and is there again: what was said between was not heard. */
  resumed: () => void;
}

/** Listens on a channel over one connection, and makes it anew, ever more slowly, when it breaks. */
export function listen(database: Database, channel: string, ears: Ears): Listening {
  const stop = new AbortController();
  let client: pg.Client | undefined;

  const connect = async (): Promise<void> => {
    const fresh = await database.connectListener();
    if (stop.signal.aborted) return fresh.end();
    client = fresh;
    fresh.on('notification', ({ payload }) => payload !== undefined && ears.heard(payload));
    await fresh.query(`listen ${channel}`);
    fresh.on('end', () => void reconnect());
  };

  const reconnect = async (): Promise<void> => {
    for (let rest = FIRST_REST_MS; !stop.signal.aborted; rest = Math.min(LONGEST_REST_MS, rest * 2)) {
      await sleep(rest * (0.5 + Math.random()), undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
      if (stop.signal.aborted) return;
      try {
        await connect();
        return ears.resumed();
      } catch (error) {
        log.warn({ err: error }, 'live: the listening connection is not back yet');
      }
    }
  };

  return {
    ready: connect(),
    async close() {
      stop.abort();
      await client?.end().catch(() => undefined);
    },
  };
}
