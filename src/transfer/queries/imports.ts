import { sql, type AccountDb, type SystemDb } from '../../app/db.ts';
import type { Delimiter } from '../rules/csv-shape.ts';
import type { ReadSheet } from '../rules/workbook/read-sheet.ts';
import type { ColumnSurvey, ImportOptions, ImportStatus, MadeThing, Reading, Target } from '../schema.ts';

/** How a file is read, with what its bytes showed and nobody need choose. */
export interface StoredReading extends Reading {
  delimiter: Delimiter;
  newline: '\n' | '\r';
  /** Nobody chose the header's row: it was found. */
  headerFound?: boolean;
  /** Records above the header. */
  above?: number;
  /** Where the file is a sheet of a workbook, which is kept as CSV: what the workbook showed. */
  workbook?: ReadSheet;
  /** Where the file was encrypted. */
  encrypted?: { signedBy: string | null };
  /** The file begins with Excel's line `sep=;`. */
  separatorLine: boolean;
}

export interface ImportRow {
  id: number;
  object_id: number;
  status: ImportStatus;
  file_name: string;
  file_size: number;
  reading: StoredReading;
  columns: string[];
  row_count: number;
  mapping: Target[] | null;
  options: ImportOptions | null;
  permission: string | null;
  created_by: number | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  done_row: number;
  rows_read: number;
  created_count: number;
  updated_count: number;
  unchanged_count: number;
  rejected_count: number;
  opted_out_count: number;
  parent_count: number;
  event_id: number | null;
  set_id: number | null;
  after_id: number | null;
  preset: string | null;
  made: MadeThing[];
  survey: ColumnSurvey[] | null;
  undone: boolean;
  failure: string | null;
  runner: string | null;
  runner_since: Date | null;
  runner_first_row: number | null;
  runner_seen: Date | null;
}

/** Whether an import stands undone: undoing the undoing brings it back, and so on along the chain. */
const undone = sql`coalesce((
    with recursive chain(event_id, times) as (
      select i.undo_event_id, 1 where i.undo_event_id is not null
      union all
      select next.event_id, c.times + 1 from chain c
      join bulk_runs b on b.account_id = i.account_id and b.event_id = c.event_id
      join bulk_runs next on next.account_id = i.account_id and next.id = b.undone_by)
    select max(times) % 2 = 1 from chain), false)`;

const IMPORT = sql`i.id, i.object_id, i.status, i.file_name, i.file_size, i.reading, i.columns, i.row_count, i.mapping, i.options, i.permission,
  i.created_by, i.created_at, i.started_at, i.finished_at, i.done_row, i.rows_read, i.created_count, i.updated_count, i.unchanged_count,
  i.rejected_count, i.opted_out_count, i.parent_count, i.event_id, i.set_id, i.after_id, i.preset, i.made, i.survey, ${undone} as undone, i.failure, i.runner, i.runner_since, i.runner_first_row, i.runner_seen`;

export async function insertImport(
  db: AccountDb,
  draft: { id: number; objectId: number; fileName: string; createdBy: number | null; setId: number | null },
): Promise<void> {
  await db.run(
    sql`insert into imports (account_id, id, object_id, status, file_name, file_size, reading, columns, row_count, created_by, created_at, set_id)
        values (${db.accountId}, ${draft.id}, ${draft.objectId}, 'uploading', ${draft.fileName}, 0, '{}', '[]', 0, ${draft.createdBy}, ${db.now}, ${draft.setId})`,
  );
}

/** What is known of a file once all of it was looked at; the import becomes a draft, and what was mapped before is forgotten. */
export async function updateReading(
  db: AccountDb,
  id: number,
  file: { fileSize: number; reading: StoredReading; columns: readonly string[]; rowCount: number },
): Promise<void> {
  await db.run(
    sql`update imports set status = 'draft', file_size = ${file.fileSize}, reading = ${JSON.stringify(file.reading)}::jsonb,
          columns = ${JSON.stringify(file.columns)}::jsonb, row_count = ${file.rowCount}, mapping = null, options = null, survey = null
        where account_id = ${db.accountId} and id = ${id} and status in ('uploading', 'draft')`,
  );
}

export async function deleteImport(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`delete from import_parts where account_id = ${db.accountId} and import_id = ${id}`);
  await db.run(sql`delete from import_originals where account_id = ${db.accountId} and import_id = ${id}`);
  await db.run(sql`delete from import_rejects where account_id = ${db.accountId} and import_id = ${id}`);
  await db.run(sql`delete from imports where account_id = ${db.accountId} and id = ${id}`);
}

export async function importById(db: AccountDb, id: number): Promise<ImportRow | undefined> {
  return db.maybeOne(
    sql`select ${IMPORT} from imports i where i.account_id = ${db.accountId} and i.id = ${id} and i.status <> 'uploading'`,
  );
}

/** The same, locked to the end of the transaction; a chunk being merged is waited for. */
export async function lockedImport(db: AccountDb, id: number): Promise<ImportRow | undefined> {
  return db.maybeOne(
    sql`select ${IMPORT} from imports i where i.account_id = ${db.accountId} and i.id = ${id} and i.status <> 'uploading' for update`,
  );
}

/** Imports, newest first, before the import `before` where given. */
export async function importsOf(
  db: AccountDb,
  page: { objectId?: number | undefined; before?: number | undefined; createdBy?: number; limit: number },
): Promise<ImportRow[]> {
  const object = page.objectId === undefined ? sql`` : sql`and i.object_id = ${page.objectId}`;
  const older = page.before === undefined ? sql`` : sql`and i.id < ${page.before}`;
  return db.many(
    sql`select ${IMPORT} from imports i
        where i.account_id = ${db.accountId} and i.status <> 'uploading' ${object} ${older} order by i.id desc limit ${page.limit}`,
  );
}

export async function updateMapping(db: AccountDb, id: number, mapping: readonly Target[], options: ImportOptions): Promise<void> {
  await db.run(
    sql`update imports set mapping = ${JSON.stringify(mapping)}::jsonb, options = ${JSON.stringify(options)}::jsonb
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function updateStarted(
  db: AccountDb,
  id: number,
  start: {
    mapping: readonly Target[];
    options: ImportOptions;
    permission: string;
    eventId: number;
    afterId: number | null;
    made: readonly MadeThing[];
  },
): Promise<void> {
  await db.run(
    sql`update imports set status = 'running', started_at = ${db.now}, mapping = ${JSON.stringify(start.mapping)}::jsonb,
          options = ${JSON.stringify(start.options)}::jsonb, permission = ${start.permission}, event_id = ${start.eventId},
          after_id = ${start.afterId}, made = ${JSON.stringify(start.made)}::jsonb
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** The imports of the files that are brought in together, in the order in which they run. */
export async function importsOfSet(db: AccountDb, setId: number): Promise<ImportRow[]> {
  return db.many(
    sql`select ${IMPORT} from imports i
        where i.account_id = ${db.accountId} and (i.set_id = ${setId} or i.id = ${setId}) and i.status <> 'uploading'
        order by i.event_id nulls last, i.id`,
  );
}

export async function updateSurvey(db: AccountDb, id: number, survey: readonly ColumnSurvey[]): Promise<void> {
  await db.run(sql`update imports set survey = ${JSON.stringify(survey)}::jsonb where account_id = ${db.accountId} and id = ${id}`);
}

export async function renameImport(db: AccountDb, id: number, fileName: string): Promise<void> {
  await db.run(sql`update imports set file_name = ${fileName} where account_id = ${db.accountId} and id = ${id}`);
}

/** Puts an import at the head of files that are brought in together. */
export async function markSet(db: AccountDb, setId: number): Promise<void> {
  await db.run(sql`update imports set set_id = ${setId} where account_id = ${db.accountId} and id = ${setId} and status = 'draft'`);
}

/** Brings a draft's file into another object; what was mapped is forgotten. */
export async function updateObject(db: AccountDb, id: number, objectId: number, preset: string | null): Promise<void> {
  await db.run(
    sql`update imports set object_id = ${objectId}, preset = ${preset}, status = 'draft', mapping = null, options = null
        where account_id = ${db.accountId} and id = ${id} and status in ('uploading', 'draft')`,
  );
}

export async function updateUndone(db: AccountDb, id: number, eventId: number): Promise<void> {
  await db.run(sql`update imports set undo_event_id = ${eventId} where account_id = ${db.accountId} and id = ${id}`);
}

export async function updateStatus(
  db: AccountDb,
  id: number,
  change: { status: ImportStatus; failure?: string | null; finishedAt?: Date },
): Promise<void> {
  await db.run(
    sql`update imports set status = ${change.status}, failure = ${change.failure ?? null}, finished_at = ${change.finishedAt ?? null},
          runner = null, runner_until = null
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** The accounts in which an import waits for a process or belongs to this one. */
export async function accountsWithImports(db: SystemDb, runner: string, moment: Date): Promise<number[]> {
  const rows = await db.many<{ account_id: number }>(
    sql`select account_id from accounts_with_imports(${runner}, ${moment})`,
    'transfer.accounts-with-imports',
  );
  return rows.map(({ account_id }) => account_id);
}

/**
 * Takes one running import for a process, until `until`: its own, or the oldest that nobody runs. Undefined when there is none, or the
 * one there is stands in somebody's transaction.
 */
export async function claimImport(
  db: AccountDb,
  claim: { runner: string; moment: Date; until: Date; importId?: number | undefined },
): Promise<ImportRow | undefined> {
  const chosen = claim.importId === undefined ? sql`` : sql`and i.id = ${claim.importId}`;
  return db.maybeOne(
    sql`with free as (
          select i.id from imports i
          where i.account_id = ${db.accountId} and i.status = 'running' ${chosen}
            and (i.runner = ${claim.runner} or i.runner_until is null or i.runner_until < ${claim.moment})
            and not exists (select from imports p where p.account_id = ${db.accountId} and p.id = i.after_id and p.status <> 'finished')
          order by i.runner is distinct from ${claim.runner}, i.id limit 1 for update skip locked)
        update imports i set runner = ${claim.runner}, runner_until = ${claim.until}, runner_seen = ${claim.moment},
          runner_since = case when i.runner = ${claim.runner} then i.runner_since else ${claim.moment}::timestamptz end,
          runner_first_row = case when i.runner = ${claim.runner} then i.runner_first_row else i.rows_read end
        from free where i.account_id = ${db.accountId} and i.id = free.id
        returning ${IMPORT}`,
    claim.importId === undefined ? 'transfer.claim-import' : 'transfer.claim-this-import',
  );
}

export interface MergedCounts {
  rowsRead: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  optedOut: number;
  /** Records made because rows point to them. */
  parents: number;
}

/** Moves an import on behind the rows whose effect this transaction commits. */
export async function advanceImport(
  db: AccountDb,
  id: number,
  step: MergedCounts & { doneRow: number; moment: Date; until: Date },
): Promise<void> {
  await db.run(
    sql`update imports set done_row = ${step.doneRow}, rows_read = rows_read + ${step.rowsRead}, created_count = created_count + ${step.created},
          updated_count = updated_count + ${step.updated}, unchanged_count = unchanged_count + ${step.unchanged},
          rejected_count = rejected_count + ${step.rejected}, opted_out_count = opted_out_count + ${step.optedOut},
          parent_count = parent_count + ${step.parents},
          runner_seen = ${step.moment}, runner_until = ${step.until}
        where account_id = ${db.accountId} and id = ${id}`,
    'transfer.advance-import',
  );
}

/** See the function: the first import into new tables would else be planned as if they were empty. */
export async function analyzeGrownTables(db: AccountDb): Promise<void> {
  await db.run(sql`select analyze_grown_tables()`, 'transfer.analyze-grown-tables');
}

/** Drafts nobody came back to, with their files, and lists of rejects that are old: they hold people's data. Gives how many. */
export async function forgetOldFiles(db: SystemDb): Promise<number> {
  const { forgotten } = await db.one<{ forgotten: number }>(sql`select forget_old_import_files() as forgotten`);
  return forgotten;
}
