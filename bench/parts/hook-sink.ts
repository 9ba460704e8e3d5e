import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

export interface HookSink {
  url: string;
  close(): Promise<unknown>;
}

/** A program that takes webhooks and does nothing else, in a thread of its own. */
export async function startHookSink(): Promise<HookSink> {
  const worker = new Worker(new URL(import.meta.url));
  const port = await new Promise<number>((ready) => worker.once('message', ready));
  return { url: `http://127.0.0.1:${port}/in`, close: () => worker.terminate() };
}

if (!isMainThread && parentPort) {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end('ok'));
  });
  server.listen(0, '127.0.0.1', () => parentPort!.postMessage((server.address() as AddressInfo).port));
}
