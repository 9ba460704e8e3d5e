import { Logger, parseCronItems, run, type Runner, type Task, type TaskList } from 'graphile-worker';
import { sql, type AccountDb, type Database, type SystemDb } from './db.ts';
import type { Job, JobContext } from './kernel/domain.ts';
import { log } from './log.ts';
import { jobs } from './registry.ts';

export interface JobOptions {
  /** Real time before which the job does not run. */
  runAt?: Date;
  /** A job still waiting under this key is replaced by this one. */
  key?: string;
  maxAttempts?: number;
}

/** Puts a job into the queue; it becomes visible when this transaction commits. */
export async function enqueueJob(db: AccountDb | SystemDb, name: string, payload: unknown, options: JobOptions = {}): Promise<void> {
  await db.many(
    sql`select enqueue_job(${name}, ${JSON.stringify(payload)}::json, ${options.runAt ?? null}::timestamptz, ${options.key ?? null},
          ${options.maxAttempts ?? 25})`,
    'jobs.enqueue',
  );
}

/** Starts taking jobs. They are few and large (a whole import is one), so a handful at a time is plenty. */
export async function startJobs(database: Database, ownerUrl: string, context: JobContext): Promise<Runner> {
  return run({
    connectionString: ownerUrl,
    concurrency: 3,
    pollInterval: 1000,
    noHandleSignals: true,
    taskList: Object.fromEntries(jobs().map((job) => [job.name, taskOf(job, database, context)])) as TaskList,
    // Items and not a crontab's text, which allows no dot in a job's name.
    parsedCronItems: parseCronItems(
      jobs()
        .filter((job) => job.cron)
        .map((job) => ({ task: job.name, match: job.cron!, options: { maxAttempts: 3 } })),
    ),
    logger: queueLogger,
  });
}

/** Runs a job's payload now, in this process. What the queue does, without the queue; for commands and tests. */
export async function runJob(database: Database, name: string, payload: unknown, context: JobContext = neverStopping): Promise<void> {
  const job = jobs().find((candidate) => candidate.name === name);
  if (!job) throw new Error(`There is no job ${name}.`);
  await job.run(database, job.payload.parse(payload), context);
}

const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;

/** The queue's own words, into the structured log: standard output belongs to the product. */
const queueLogger = new Logger(() => (level, message) => log[LEVELS[level]]({ part: 'job queue' }, message));

const neverStopping: JobContext = { stopping: new AbortController().signal };

function taskOf(job: Job, database: Database, context: JobContext): Task {
  return async (payload) => {
    try {
      await job.run(database, job.payload.parse(withoutCron(payload)), context);
    } catch (error) {
      log.error({ job: job.name, err: error }, 'job failed');
      throw error;
    }
  };
}

function withoutCron(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return payload;
  const { _cron: _, ...own } = payload as Record<string, unknown>;
  return own;
}
