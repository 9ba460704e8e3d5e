import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Failure } from '../rules/classify-failure.ts';
import { packLetters } from './packed-letters.ts';
import type { PostRoomJob, Way } from './post-room.ts';

const MOST_THREADS = 4;
/** Fewer letters than this go through one thread, over the connections it has. */
const WORTH_SHARING = 40;
/** What a thread throws away is thrown away soon: letters by the thousand need no more room than one. */
const YOUNG_MB = 4;
const IDLE_MS = 30_000;
/** A thread keeps the pieces of so many versions. */
const MOST_MOULDS = 50;

interface Thread {
  worker: Worker;
  moulds: Set<string>;
  running: Map<number, { count: number; give: (outcomes: (Failure | null)[]) => void }>;
  idle: NodeJS.Timeout | undefined;
}

const LOST: Failure = { outcome: 'uncertain', reason: 'interrupted' };

const threads: (Thread | undefined)[] = Array.from({ length: Math.max(1, Math.min(MOST_THREADS, availableParallelism())) });
let lastJob = 0;
let turn = 0;

/** Runs a job on a thread, a large one on all of them; `moulds` gives the pieces of every version in it. Gives what became of each letter, in order. */
export async function runOnThreads(
  job: Omit<PostRoomJob, 'moulds'>,
  moulds: ReadonlyMap<string, readonly string[]>,
): Promise<(Failure | null)[]> {
  const { letters } = job;
  const { way, over } = shareOf(job.way);
  const shares = letters.length < WORTH_SHARING ? 1 : over;
  const size = Math.ceil(letters.length / shares);
  if (shares === 1) turn++;
  const outcomes = await Promise.all(
    Array.from({ length: shares }, (_, share) =>
      runOn((share + turn) % over, { ...job, way, letters: letters.slice(share * size, (share + 1) * size) }, moulds),
    ),
  );
  return outcomes.flat();
}

/** The connections that a server takes are those of all threads together: over how many threads, and with which share each. */
function shareOf(way: Way): { way: Way; over: number } {
  const connections = way.kind === 'smtp' ? way.connections : way.terms.connections;
  const over = Math.max(1, Math.min(threads.length, connections));
  const share = Math.max(1, Math.floor(connections / over));
  return { way: way.kind === 'smtp' ? { ...way, connections: share } : { ...way, terms: { ...way.terms, connections: share } }, over };
}

/** Closes every thread and its connections. */
export async function closeThreads(): Promise<void> {
  const open = threads.flatMap((thread) => thread ?? []);
  threads.fill(undefined);
  await Promise.all(
    open.map(({ worker, idle }) => {
      clearTimeout(idle);
      return new Promise<void>((closed) => {
        worker.once('exit', () => closed());
        worker.postMessage('end');
      });
    }),
  );
}

function runOn(
  index: number,
  job: Omit<PostRoomJob, 'moulds'>,
  moulds: ReadonlyMap<string, readonly string[]>,
): Promise<(Failure | null)[]> {
  const thread = (threads[index] ??= start(index));
  const unknown = [...new Set(job.letters.map(({ mould }) => mould))].filter((key) => !thread.moulds.has(key));
  for (const key of unknown) thread.moulds.add(key);
  clearTimeout(thread.idle);
  thread.worker.ref();
  const id = ++lastJob;
  return new Promise((give) => {
    thread.running.set(id, { count: job.letters.length, give });
    const given = unknown.map((key) => [key, moulds.get(key)!] as const);
    thread.worker.postMessage({ id, job: { ...job, moulds: given, letters: packLetters(job.letters) } });
  });
}

function start(index: number): Thread {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const thread: Thread = { worker, moulds: new Set(), running: new Map(), idle: undefined };
  worker.on('message', ({ id, outcomes }: { id: number; outcomes: (Failure | null)[] }) => {
    const job = thread.running.get(id);
    thread.running.delete(id);
    if (thread.running.size === 0) rest(index, thread);
    job?.give(outcomes);
  });
  // What was under way on a thread that died may have left.
  const lose = (): void => {
    if (threads[index] === thread) threads[index] = undefined;
    clearTimeout(thread.idle);
    for (const { count, give } of thread.running.values()) give(Array.from({ length: count }, () => LOST));
    thread.running.clear();
  };
  worker.on('error', lose);
  worker.on('exit', lose);
  return thread;
}

/** A thread with nothing to do keeps no process alive, and after a while ends. */
function rest(index: number, thread: Thread): void {
  thread.worker.unref();
  const old = [...thread.moulds].slice(0, Math.max(0, thread.moulds.size - MOST_MOULDS));
  if (old.length > 0) {
    for (const key of old) thread.moulds.delete(key);
    thread.worker.postMessage({ forget: old });
  }
  thread.idle = setTimeout(() => {
    if (threads[index] === thread) threads[index] = undefined;
    thread.worker.postMessage('end');
  }, IDLE_MS);
  thread.idle.unref();
}
