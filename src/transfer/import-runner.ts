import { asProblem } from '../app/problems.ts';
import type { AccountDb, Database } from '../app/db.ts';
import { reviewImport } from '../compliance/index.ts';
import { recordEvent } from '../ledger/index.ts';
import { importFailed, importFinished } from './events.ts';
import { mergeChunk, MetMeanwhile, MetTwice, refuseChunk } from './merge-chunk.ts';
import { planReading } from './plan-reading.ts';
import { advanceImport, analyzeGrownTables, claimImport, updateStatus, type ImportRow, type MergedCounts } from './queries/imports.ts';
import { deleteParts } from './queries/parts.ts';
import { resolveWaiting } from './resolve-waiting.ts';
import { openChunks, type ChunkStream } from './reading/chunk-stream.ts';
import type { Chunk, ReadingPlan } from './reading/read-chunks.ts';
import { halves } from './rules/copy-text.ts';

/** A process that took an import and says nothing for so long has died; another goes on. */
const LEASE_MS = 10_000;
/** So often a chunk is tried before the import is given up, to be resumed by hand. */
const TRIES = 5;
/** About how long a row of a workbook is as the CSV it is kept as; the file itself is packed. */
const BYTES_OF_A_ROW = 200;

/** What one process keeps between the steps of an import: how far it has got, and the file read ahead. Lost with the process, and made anew. */
interface OpenImport {
  doneRow: number;
  chunks: ChunkStream;
  /** The chunk at hand, kept until it is merged. */
  chunk: Chunk | undefined;
  failures: number;
}

export interface ImportRunner {
  /** Tells this process from all others. */
  name: string;
  /** Moves the account's import (or `importId`) on by one chunk; 0 when there is nothing to move. */
  step(database: Database, accountId: number, importId?: number): Promise<number>;
  /** Lets go of what is read ahead. */
  close(): void;
}

/**
 * Runs imports chunk by chunk. All that matters stands in the import's row and moves on in the transaction that merges the chunk, so a
 * process may die at any point: the next one reads the file again up to the last committed row and goes on. Of two processes only the
 * one that holds the row merges.
 */
export function importRunner(name: string, chunkRows?: number): ImportRunner {
  const open = new Map<string, OpenImport>();
  const forget = (key: string): void => {
    open.get(key)?.chunks.close();
    open.delete(key);
  };
  return {
    name,
    async step(database, accountId, importId) {
      const claimed = await claim(database, accountId, name, importId);
      if (!claimed) return 0;
      const key = `${accountId}:${claimed.imported.id}`;
      if (open.get(key)?.doneRow !== claimed.imported.done_row) forget(key);
      const run = open.get(key) ?? openRun(database, claimed, chunkRows);
      open.set(key, run);
      const ended = await moveOn(database, accountId, claimed.imported, run, name);
      if (ended) forget(key);
      return 1;
    },
    close() {
      for (const key of open.keys()) forget(key);
    },
  };
}

interface Claimed {
  imported: ImportRow;
  plan: ReadingPlan;
}

async function claim(database: Database, accountId: number, runner: string, importId?: number): Promise<Claimed | undefined> {
  return database.account(accountId, async (db) => {
    const imported = await claimImport(db, { runner, ...leaseFrom(database), importId });
    if (!imported) return undefined;
    await analyzeGrownTables(db);
    return { imported, plan: await planReading(db, imported) };
  });
}

const leaseFrom = (database: Database): { moment: Date; until: Date } => {
  const moment = database.clock.now();
  return { moment, until: new Date(moment.getTime() + LEASE_MS) };
};

function openRun(database: Database, { imported, plan }: Claimed, chunkRows?: number): OpenImport {
  const size = imported.reading.workbook ? imported.row_count * BYTES_OF_A_ROW : imported.file_size;
  const chunks = openChunks(database, chunkRows === undefined ? plan : { ...plan, chunkRows }, size);
  return { doneRow: imported.done_row, chunks, chunk: undefined, failures: 0 };
}

/** Merges the next chunk, or ends the import behind the last. Gives whether this process is done with it. */
async function moveOn(database: Database, accountId: number, imported: ImportRow, run: OpenImport, runner: string): Promise<boolean> {
  run.chunk ??= await run.chunks.next();
  const { chunk } = run;
  try {
    if (!chunk) {
      if (await askAgain(database, accountId, imported.id, runner)) return false;
      await finish(database, accountId, imported.id, runner);
      return true;
    }
    const merged = await mergeNext(database, accountId, imported, chunk, runner);
    if (!merged) return true;
    run.doneRow = chunk.lastRow;
    run.chunk = undefined;
    run.failures = 0;
    return false;
  } catch (error) {
    if (++run.failures < TRIES) {
      if (error instanceof MetMeanwhile || asProblem(error).status < 500) return false;
      throw error;
    }
    await fail(database, accountId, imported.id, asProblem(error).message);
    return true;
  }
}

/** False when the import was stopped, or taken by another process, since it was claimed. */
async function mergeNext(database: Database, accountId: number, { id }: ImportRow, chunk: Chunk, runner: string): Promise<boolean> {
  return database.account(accountId, async (db) => {
    const imported = await claimImport(db, { runner, ...leaseFrom(database), importId: id });
    if (!imported || imported.done_row >= chunk.firstRow) return false;
    const counts = await mergeApart(database, db, imported, chunk);
    await advanceImport(db, id, { ...counts, doneRow: chunk.lastRow, ...leaseFrom(database) });
    return true;
  });
}

/**
 * Merges a chunk; where the database cannot keep a value of it, or two of its rows meet one record, merges its halves, down to the one row
 * that is then rejected: no row is lost for another's sake.
 */
async function mergeApart(database: Database, db: AccountDb, imported: ImportRow, chunk: Chunk): Promise<MergedCounts> {
  const ids = (name: string, count: number): Promise<number> => database.nextIds(db.accountId, name, count);
  try {
    return await db.savepoint(() => mergeChunk(db, ids, imported, { chunk }));
  } catch (error) {
    if (!(error instanceof MetTwice) && !isAboutValues(error)) throw error;
    const parts = halves(chunk);
    if (!parts) return refuseChunk(db, imported, chunk, asProblem(error).message);
    const [first, second] = parts;
    return sum(await mergeApart(database, db, imported, first), await mergeApart(database, db, imported, second));
  }
}

/** SQLSTATE 22: a value has a wrong form; 54: it is too large for an index or a row. */
const isAboutValues = (error: unknown): boolean => /^(22|54)/.test(String((error as { code?: unknown }).code ?? ''));

const sum = (a: MergedCounts, b: MergedCounts): MergedCounts => ({
  rowsRead: a.rowsRead + b.rowsRead,
  created: a.created + b.created,
  updated: a.updated + b.updated,
  unchanged: a.unchanged + b.unchanged,
  rejected: a.rejected + b.rejected,
  optedOut: a.optedOut + b.optedOut,
  parents: a.parents + b.parents,
});

/** Takes a step in asking again for what rows have named in vain; false when there is nothing more to ask. */
async function askAgain(database: Database, accountId: number, importId: number, runner: string): Promise<boolean> {
  return database.account(accountId, async (db) => {
    const imported = await claimImport(db, { runner, ...leaseFrom(database), importId });
    return imported !== undefined && (await resolveWaiting(db, imported));
  });
}

async function finish(database: Database, accountId: number, importId: number, runner: string): Promise<void> {
  await database.account(accountId, async (db) => {
    const imported = await claimImport(db, { runner, ...leaseFrom(database), importId });
    if (!imported) return;
    await updateStatus(db, importId, { status: 'finished', finishedAt: db.now });
    await reviewImport(db, { type: 'import', id: String(importId) }, importId);
    await deleteParts(db, importId);
    await recordEvent(
      db,
      { type: 'import', id: String(importId) },
      {
        kind: importFinished,
        subject: { type: 'import', id: importId },
        ...(imported.event_id === null ? {} : { causeId: imported.event_id }),
        data: {
          objectId: imported.object_id,
          rowsRead: imported.rows_read,
          created: imported.created_count,
          updated: imported.updated_count,
          rejected: imported.rejected_count,
          optedOut: imported.opted_out_count,
        },
      },
    );
  });
}

async function fail(database: Database, accountId: number, importId: number, sentence: string): Promise<void> {
  await database.account(accountId, async (db) => {
    await updateStatus(db, importId, { status: 'failed', failure: sentence });
    await recordEvent(
      db,
      { type: 'import', id: String(importId) },
      { kind: importFailed, subject: { type: 'import', id: importId }, data: { sentence } },
    );
  });
  // By itself, so that what ended the import cannot keep it from being told: until it is looked at, nobody in it is written to.
  await database.account(accountId, (db) => reviewImport(db, { type: 'import', id: String(importId) }, importId));
}
