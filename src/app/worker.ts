import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Database } from './db.ts';
import { startJobs } from './jobs.ts';
import type { Follower, JobContext, Loop } from './kernel/domain.ts';
import { log } from './log.ts';
import { followers, loops } from './registry.ts';
import { atWork, isAtRest } from './rests.ts';

/** How long a loop that found nothing due rests. An event is acted on within this time when the worker is idle. */
const REST_MS = 250;
/** A loop stays with one account for at most so many batches before it looks at the others. */
const BATCHES_A_TURN = 4;
/** And for no longer than this, once a batch is done. */
const LONGEST_TURN_MS = 1_000;

/** Reads the next batch of one follower in one account; the ledger's `followNext`, handed in because the machinery knows no domain. */
export type Follow = (database: Database, accountId: number, follower: Follower) => Promise<boolean>;

export interface Worker {
  close(): Promise<void>;
}

/** Starts the job queue, the followers of the ledger and every domain's loops. `close` lets each finish the batch at hand. */
export async function startWorker(options: { database: Database; ownerUrl: string; follow: Follow }): Promise<Worker> {
  const stop = new AbortController();
  const context: JobContext = { stopping: stop.signal };
  const runner = await startJobs(options.database, options.ownerUrl, context);
  const running = [...followLoops(options.follow), ...loops()].map((loop) => keepRunning(options.database, loop, context));
  return {
    async close() {
      stop.abort();
      await Promise.all([...running, runner.stop().catch(() => undefined)]);
    },
  };
}

/** Runs every follower and loop in this process until nothing is due; for commands and tests. Gives the number of batches moved. */
export async function settle(database: Database, follow: Follow, accountId?: number): Promise<number> {
  let moved = 0;
  for (;;) {
    let round = 0;
    for (const loop of [...followLoops(follow), ...loops()]) {
      const due = await loop.due(database, database.clock.now());
      for (const id of due.filter((candidate) => accountId === undefined || candidate === accountId)) {
        if ((await loop.work(database, id, { stopping: new AbortController().signal })) > 0) round++;
      }
      await loop.finish?.(database);
    }
    if (round === 0) return moved;
    moved += round;
  }
}

/**
 * The followers of the ledger, in one loop those that are waited for, in another those that may lag: 20,000 names that nobody had before take the
 * book of words seconds, and a trigger must not stand behind them.
 */
function followLoops(follow: Follow): Loop[] {
  return [
    followLoop('ledger.follow', follow, ({ mayLag }) => !mayLag),
    followLoop('ledger.catch-up', follow, ({ mayLag }) => mayLag === true),
  ];
}

/** An account is due when any follower has a batch to read. */
function followLoop(name: string, follow: Follow, isOurs: (follower: Follower) => boolean): Loop {
  return {
    name,
    async due(database) {
      const rows = await database.system((db) =>
        db.many<{ account_id: number }>(sql`select distinct account_id from accounts_with_batches()`),
      );
      return rows.map((row) => row.account_id);
    },
    async work(database, accountId) {
      let read = 0;
      for (const follower of followers().filter(isOurs)) if (await follow(database, accountId, follower)) read++;
      return read;
    },
  };
}

async function keepRunning(database: Database, loop: Loop, context: JobContext): Promise<void> {
  while (!context.stopping.aborted) {
    const moved = await oneRound(database, loop, context).catch((error: unknown) => {
      log.error({ loop: loop.name, err: error }, 'loop failed');
      return 0;
    });
    if (moved === 0) await sleep(REST_MS, undefined, { signal: context.stopping }).catch(() => undefined);
  }
  await loop.finish?.(database);
}

/** Gives each account that has something due a few batches in turn, so that none waits for another's million. Gives how much moved. */
export async function oneRound(database: Database, loop: Loop, context: JobContext): Promise<number> {
  let moved = 0;
  for (const accountId of await loop.due(database, database.clock.now())) {
    const began = performance.now();
    for (let turn = 0; turn < BATCHES_A_TURN && !context.stopping.aborted && !isAtRest(database, accountId); turn++) {
      // One account's trouble must not keep the others waiting.
      const batch = await atWork(database, accountId, loop.work(database, accountId, context)).catch((error: unknown) => {
        log.error({ loop: loop.name, accountId, err: error }, 'loop failed');
        return 0;
      });
      moved += batch;
      if (batch === 0 || performance.now() - began > LONGEST_TURN_MS) break;
    }
  }
  return moved;
}
