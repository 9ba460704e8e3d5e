import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { objectShapes } from '../records/index.ts';
import { exportRecords } from './export-records.ts';
import { objectNamed } from './rules/object-named.ts';

export interface FileExport {
  accountId: number;
  object: string;
  group?: number | undefined;
  /** Standard output when left out. */
  path?: string | undefined;
  bom: boolean;
}

export interface FileExported {
  rows: number;
  file: string;
  seconds: number;
}

/** Writes every record of an object, or of a group, to a file of this machine. Refuses `file_unwritable` and what the export refuses. */
export async function exportFile(
  database: Database,
  { accountId, object, group, path, bom }: FileExport,
): Promise<FileExported | undefined> {
  const began = performance.now();
  let rows = 0;
  const counting = (count: number): void => void (rows = count);
  await database.account(accountId, async (db) => {
    const { id: objectId } = objectNamed(await objectShapes(db), object);
    const pieces = exportRecords(db, system, everyone, { objectId, group, bom, guard: true, counting });
    if (path === undefined) await pipeline(Readable.from(pieces), process.stdout, { end: false });
    else await pipeline(Readable.from(pieces), createWriteStream(path)).catch((error: Error) => refuseUnwritable(path, error));
  });
  return path === undefined ? undefined : { rows, file: path, seconds: Math.round(performance.now() - began) / 1000 };
}

function refuseUnwritable(path: string, error: NodeJS.ErrnoException): never {
  if (error.syscall === undefined) throw error;
  throw new Problem('file_unwritable', `The file ${path} cannot be written (${error.code ?? error.message}). Choose another place.`);
}
