import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { asProblem } from '../../../app/problems.ts';
import { sheetAsCsv, type AskedSheet } from './sheet-as-csv.ts';

/** Reads one sheet for `readSheet`: gives a piece of it for each message, at the end what is known of it, or what is wrong with it. */
const pieces = sheetAsCsv(workerData as AskedSheet);
try {
  for (;;) {
    await once(parentPort!, 'message');
    const { done, value } = await pieces.next();
    if (done) parentPort!.postMessage({ read: value });
    else parentPort!.postMessage({ piece: value });
    if (done) break;
  }
} catch (error) {
  const { code, message } = asProblem(error);
  parentPort!.postMessage({ problem: { code, message } });
}
parentPort!.close();
