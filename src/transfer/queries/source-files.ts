import { sql, type AccountDb } from '../../app/db.ts';

export type SourceFileStatus = 'imported' | 'held' | 'same' | 'refused' | 'failed';

export interface SourceFileRow {
  id: number;
  file_name: string | null;
  file_size: number | null;
  modified_at: Date | null;
  sha256: string | null;
  status: SourceFileStatus;
  sentence: string | null;
  import_id: number | null;
  fetched_at: Date;
  created_count: number | null;
  updated_count: number | null;
  rejected_count: number | null;
  import_status: string | null;
}

export interface SeenFile {
  fileName: string;
  fileSize: number;
  modifiedAt: Date;
}

export async function insertSourceFile(
  db: AccountDb,
  sourceId: number,
  file: Partial<SeenFile> & { id: number; sha256?: string; status: SourceFileStatus; sentence?: string | null; importId?: number | null },
): Promise<void> {
  await db.run(
    sql`insert into import_source_files (account_id, source_id, id, file_name, file_size, modified_at, sha256, status, sentence, import_id, fetched_at)
        values (${db.accountId}, ${sourceId}, ${file.id}, ${file.fileName ?? null}, ${file.fileSize ?? null}, ${file.modifiedAt ?? null},
          ${file.sha256 ?? null}, ${file.status}, ${file.sentence ?? null}, ${file.importId ?? null}, ${db.now})`,
  );
}

/** Files that were dealt with, and need not be fetched again as long as name, size and time are the same. */
export async function filesDealtWith(db: AccountDb, sourceId: number): Promise<Set<string>> {
  const rows = await db.many<{ file_name: string; file_size: number; modified_at: Date }>(
    sql`select f.file_name, f.file_size, f.modified_at from import_source_files f
        where f.account_id = ${db.accountId} and f.source_id = ${sourceId} and f.status <> 'failed' and f.file_name is not null`,
  );
  return new Set(rows.map((row) => seenKey({ fileName: row.file_name, fileSize: row.file_size, modifiedAt: row.modified_at })));
}

export const seenKey = ({ fileName, fileSize, modifiedAt }: SeenFile): string => `${fileName}\0${fileSize}\0${modifiedAt.getTime()}`;

/** Whether a file with the same content was taken from this source before. */
export async function hasContent(db: AccountDb, sourceId: number, sha256: string): Promise<boolean> {
  const { has } = await db.one<{ has: boolean }>(
    sql`select exists (select from import_source_files f
          where f.account_id = ${db.accountId} and f.source_id = ${sourceId} and f.sha256 = ${sha256} and f.status in ('imported', 'held')) as has`,
  );
  return has;
}

/** What became of the files of a source, newest first, with the counts of their imports. */
export async function sourceFiles(db: AccountDb, sourceId: number, limit: number): Promise<SourceFileRow[]> {
  return db.many(
    sql`select f.id, f.file_name, f.file_size, f.modified_at, f.sha256, f.status, f.sentence, f.import_id, f.fetched_at,
          i.created_count, i.updated_count, i.rejected_count, i.status as import_status
        from import_source_files f left join imports i on i.account_id = ${db.accountId} and i.id = f.import_id
        where f.account_id = ${db.accountId} and f.source_id = ${sourceId} order by f.id desc limit ${limit}`,
  );
}
