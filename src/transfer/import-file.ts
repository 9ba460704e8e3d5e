import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { accountSettings } from '../accounts/index.ts';
import type { Database } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import { invalid, notFound, Problem } from '../app/kernel/problem.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { declarationProblem } from '../compliance/index.ts';
import { objectShapes, type ObjectShape } from '../records/index.ts';
import { discardImport } from './discard-import.ts';
import { mapImport } from './map-import.ts';
import { importById, type ImportRow } from './queries/imports.ts';
import { previewImport } from './preview-import.ts';
import { receiveFile } from './receive-file.ts';
import { objectNamed } from './rules/object-named.ts';
import { importRunner } from './import-runner.ts';
import type { ImportPreview, MappingInput, Target } from './schema.ts';
import { startImports } from './start-imports.ts';

/** How often the run is looked at while a server beside does the work. */
const LOOK_MS = 200;

export interface FileImport {
  accountId: number;
  /** `contacts`, `contact` or `0`. */
  object: string;
  path: string;
  permission: string;
  newFields: boolean;
  tags: readonly string[];
}

export interface FileImported {
  rowsRead: number;
  created: number;
  updated: number;
  rejected: number;
  importId: number;
  seconds: number;
}

/**
 * Imports a file of this machine from upload to end: columns become what the preview proposes, rows meet records by e-mail address. The
 * rows are merged here, or by a server that runs beside and took them first. Refuses what the steps refuse, and `import_failed`.
 */
export async function importFile(database: Database, file: FileImport): Promise<FileImported> {
  const began = performance.now();
  await refuseUnreadable(file.path);
  const { accountId } = file;
  const { shape, userId } = await database.account(accountId, async (db) => ({
    shape: objectNamed(await objectShapes(db), file.object),
    userId: (await accountSettings(db)).ownerUserId,
  }));
  const problem = shape.person ? declarationProblem(file.permission) : null;
  if (problem) throw invalid('permission', problem, 'permission_not_accepted');
  const bytes = createReadStream(file.path);
  const importId = await receiveFile(database, { accountId, objectId: shape.id, fileName: basename(file.path), userId, bytes });
  await startProposed(database, { importId, shape, file }).catch(async (error: Error) => {
    await database.account(accountId, (db) => discardImport(db, importId));
    throw error;
  });
  const done = await runToEnd(database, accountId, importId);
  return {
    rowsRead: done.rows_read,
    created: done.created_count,
    updated: done.updated_count,
    rejected: done.rejected_count,
    importId,
    seconds: Math.round(performance.now() - began) / 1000,
  };
}

async function startProposed(
  database: Database,
  { importId, shape, file }: { importId: number; shape: ObjectShape; file: FileImport },
): Promise<void> {
  const ids = (name: string, count: number): Promise<number> => database.nextIds(file.accountId, name, count);
  await database.account(file.accountId, async (db) => {
    const preview = await previewImport(db, everyone, (await importById(db, importId))!);
    await mapImport(db, everyone, importId, mappingOf(shape, preview, file));
  });
  await startImports(database, file.accountId, { actor: system, viewer: everyone, ids }, { id: importId, permission: file.permission });
}

/** What the preview proposes. Fields and options are made where that is asked alone, also of the columns of known exports. */
function mappingOf(shape: ObjectShape, preview: ImportPreview, file: FileImport): MappingInput {
  const taken = new Set(shape.fields.map(({ label }) => label.toLowerCase()));
  const mapping = preview.columns.map(({ name, proposal, because, newFieldType }): Target => {
    if (proposal.to === 'new' && !file.newFields) return { to: 'skip' };
    if (proposal.to === 'field' && proposal.newOptions && !file.newFields) return { ...proposal, newOptions: false };
    if (proposal.to !== 'skip' || !file.newFields || because === 'preset' || taken.has(name.toLowerCase())) return proposal;
    return { to: 'new', label: name.slice(0, 80), type: newFieldType };
  });
  return { mapping, options: { ...preview.options, tags: [...file.tags] } };
}

async function runToEnd(database: Database, accountId: number, importId: number): Promise<ImportRow> {
  const runner = importRunner(`command:${process.pid}`);
  try {
    for (;;) {
      const moved = await runner.step(database, accountId, importId);
      const imported = await database.account(accountId, (db) => importById(db, importId));
      if (!imported) throw notFound('import');
      if (imported.status === 'finished') return imported;
      if (imported.status !== 'running') throw new Problem('import_failed', imported.failure ?? 'The import was stopped.');
      if (moved === 0) await sleep(LOOK_MS);
    }
  } finally {
    runner.close();
  }
}

async function refuseUnreadable(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new Problem('no_such_file', `There is no file ${path}. Check the path.`);
}
