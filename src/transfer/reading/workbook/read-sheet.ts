import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../../app/kernel/problem.ts';
import type { ReadSheet } from '../../rules/workbook/read-sheet.ts';
import { sheetAsCsv, type AskedSheet } from './sheet-as-csv.ts';

/** A workbook of more than this is read in a thread of its own: it unpacks to twenty times as much, and the process must go on answering. */
const THREAD_FROM_BYTES = 256 * 1024;

type Told = { piece: Uint8Array } | { read: ReadSheet } | { problem: { code: string; message: string } };

/** One sheet of a workbook as CSV, in pieces. Refuses what `sheetAsCsv` refuses. */
export async function* readSheet(asked: AskedSheet): AsyncGenerator<Uint8Array, ReadSheet> {
  const { size } = await stat(asked.path);
  return size > THREAD_FROM_BYTES ? yield* inThread(asked) : yield* sheetAsCsv(asked);
}

async function* inThread(asked: AskedSheet): AsyncGenerator<Uint8Array, ReadSheet> {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: asked });
  try {
    for (;;) {
      const told = await answerOf(thread);
      if ('problem' in told) throw new Problem(told.problem.code, told.problem.message);
      if ('read' in told) return told.read;
      yield told.piece;
    }
  } finally {
    await thread.terminate();
  }
}

function answerOf(thread: Worker): Promise<Told> {
  return new Promise((give, fail) => {
    const end = (): void => fail(new Error('The thread that reads the workbook ended.'));
    thread.once('error', fail);
    thread.once('exit', end);
    thread.once('message', (told: Told) => {
      thread.off('error', fail);
      thread.off('exit', end);
      give(told);
    });
    thread.postMessage('on');
  });
}
