import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { exportRecords, type Export } from './export-records.ts';

/** An export holds a connection as long as its reader takes; so many may at once in one process. */
const MOST_AT_ONCE = 3;
let running = 0;

type InAccount = <T>(work: (db: AccountDb) => Promise<T>) => Promise<T>;

/**
 * Starts an export and gives its CSV as a stream, which ends when the transaction behind it is committed. What is refused is thrown before
 * anything streams; `busy` when too many exports run.
 */
export async function streamExport(inAccount: InAccount, actor: Actor, viewer: Viewer, asked: Export): Promise<Readable> {
  if (running >= MOST_AT_ONCE) {
    throw new Problem('busy', `${MOST_AT_ONCE} exports are running already. Try again when one of them has ended.`, { status: 429 });
  }
  running++;
  const body = new PassThrough({ highWaterMark: 1024 * 1024 });
  // An error reaches who reads the stream, or who waits for it; with neither left it must not end the process.
  body.on('error', () => undefined);
  return new Promise((give, refuse) => {
    inAccount(async (db) => {
      for await (const piece of exportRecords(db, actor, viewer, asked)) {
        give(body);
        if (body.destroyed) break;
        if (!body.write(piece)) await Promise.race([once(body, 'drain'), once(body, 'close')]);
      }
    })
      .then(() => body.end())
      .catch((error: Error) => {
        refuse(error);
        body.destroy(error);
      })
      .finally(() => running--);
  });
}
