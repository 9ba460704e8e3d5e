import { Worker } from 'node:worker_threads';
import type { Database } from '../../app/db.ts';
import { partOfFile } from '../queries/parts.ts';
import { ChunkReading, type Chunk, type ReadingPlan } from './read-chunks.ts';

/** A file of more than this is read in a thread of its own, so that the process goes on answering and both cores work. */
const THREAD_FROM_BYTES = 2 * 1024 * 1024;
/** So many chunks are read ahead of the merge. */
const AHEAD = 2;

/** The chunks of a file in order, read ahead of whoever takes them. */
export interface ChunkStream {
  /** The next chunk; undefined at the end of the file. */
  next(): Promise<Chunk | undefined>;
  close(): void;
}

type Take = (bytes: Uint8Array | null) => Promise<Chunk[]>;

/** Starts reading an uploaded file by a plan. */
export function openChunks(database: Database, plan: ReadingPlan, fileSize: number): ChunkStream {
  const reading = fileSize > THREAD_FROM_BYTES ? inThread(plan) : inProcess(plan);
  const ready: Chunk[] = [];
  let [part, ended] = [0, false];

  const readPart = async (): Promise<void> => {
    const bytes = await database.account(plan.accountId, (db) => partOfFile(db, plan.importId, part));
    part++;
    ended = bytes === undefined;
    ready.push(...(await reading.take(bytes ?? null)));
    if (ended) reading.close();
  };
  const fill = async (): Promise<void> => {
    while (ready.length < AHEAD && !ended) await readPart();
  };
  let filling = Promise.resolve();
  const fillOn = (): Promise<void> => (filling = filling.then(fill));

  return {
    async next() {
      if (ready.length === 0) await fillOn();
      const chunk = ready.shift();
      fillOn().catch(() => undefined);
      return chunk;
    },
    close() {
      ended = true;
      reading.close();
    },
  };
}

function inProcess(plan: ReadingPlan): { take: Take; close(): void } {
  const reading = new ChunkReading(plan);
  return { take: async (bytes) => reading.take(bytes), close: () => undefined };
}

function inThread(plan: ReadingPlan): { take: Take; close(): void } {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: plan });
  thread.unref();
  let waiting: { give: (chunks: Chunk[]) => void; fail: (error: Error) => void } | undefined;
  thread.on('message', (chunks: Chunk[]) => waiting?.give(chunks));
  thread.on('error', (error) => waiting?.fail(error as Error));
  thread.on('exit', () => waiting?.fail(new Error('The thread that reads the file ended.')));
  return {
    take: (bytes) =>
      new Promise((give, fail) => {
        waiting = { give, fail };
        thread.postMessage(bytes);
      }),
    close: () => void thread.terminate(),
  };
}
