import { parentPort, workerData } from 'node:worker_threads';
import { ChunkReading, type ReadingPlan } from './read-chunks.ts';

/** Reads one file for `openChunks`: each message is a piece of it, and is answered with the chunks that ended in it. */
const reading = new ChunkReading(workerData as ReadingPlan);

parentPort!.on('message', (bytes: Uint8Array | null) => {
  const chunks = reading.take(bytes);
  parentPort!.postMessage(
    chunks,
    chunks.map(({ copy }) => copy.buffer as ArrayBuffer),
  );
});
