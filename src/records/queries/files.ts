import { join, raw, sql, type AccountDb, type Database, type Sql } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { FieldShape, ObjectShape } from '../schema.ts';
import type { Rejected } from './write-records.ts';

export type Variant = 'whole' | 'thumbnail';

export interface FileRow {
  id: number;
  name: string;
  type: string;
  size: number;
  width: number | null;
  height: number | null;
  uploaded_by: number | null;
}

export async function insertFile(db: AccountDb, file: FileRow): Promise<void> {
  await db.run(
    sql`insert into files (account_id, id, name, type, size, width, height, uploaded_by, created_at)
        values (${db.accountId}, ${file.id}, ${file.name}, ${file.type}, ${file.size}, ${file.width}, ${file.height}, ${file.uploaded_by}, ${db.now})`,
  );
}

export async function insertFilePart(db: AccountDb, fileId: number, variant: Variant, partNo: number, bytes: Buffer): Promise<void> {
  await db.run(
    sql`insert into file_parts (account_id, file_id, variant, part_no, bytes) values (${db.accountId}, ${fileId}, ${variant}, ${partNo}, ${bytes})`,
    'records.insert-file-part',
  );
}

/** A piece of a file, the first being 0; undefined behind its end. */
export async function filePart(db: AccountDb, fileId: number, variant: Variant, partNo: number): Promise<Buffer | undefined> {
  const row = await db.maybeOne<{ bytes: Buffer }>(
    sql`select p.bytes from file_parts p
        where p.account_id = ${db.accountId} and p.file_id = ${fileId} and p.variant = ${variant} and p.part_no = ${partNo}`,
    'records.file-part',
  );
  return row?.bytes;
}

export async function fileById(db: AccountDb, id: number): Promise<FileRow | undefined> {
  return db.maybeOne(
    sql`select f.id, f.name, f.type, f.size, f.width, f.height, f.uploaded_by from files f where f.account_id = ${db.accountId} and f.id = ${id}`,
    'records.file-by-id',
  );
}

/** Where living records have a file, some of many. */
export async function usesOfFile(
  db: AccountDb,
  fileId: number,
  most: number,
): Promise<{ object_id: number; field_id: number; owner_id: number | null }[]> {
  return db.many(
    sql`select u.object_id, u.field_id, r.owner_id from file_uses u
        join records r on r.account_id = ${db.accountId} and r.object_id = u.object_id and r.id = u.record_id and r.deleted_at is null
        where u.account_id = ${db.accountId} and u.file_id = ${fileId} and u.released_at is null limit ${most}`,
  );
}

/** Removes a file whose upload was broken off or refused. */
export async function deleteFile(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`delete from file_parts p where p.account_id = ${db.accountId} and p.file_id = ${id}`);
  await db.run(sql`delete from files f where f.account_id = ${db.accountId} and f.id = ${id}`);
}

/** Removes the files of records that are removed for good, but for those that other records have too. */
export async function deleteFilesOfRecords(db: AccountDb, objectId: number, recordIds: readonly number[]): Promise<void> {
  const rows = await db.many<{ file_id: number }>(
    sql`delete from file_uses u where u.account_id = ${db.accountId} and u.object_id = ${objectId} and u.record_id = any(${recordIds}::bigint[])
        returning u.file_id`,
  );
  if (rows.length === 0) return;
  const ids = [...new Set(rows.map(({ file_id }) => file_id))];
  const gone = await db.many<{ id: number }>(
    sql`delete from files f where f.account_id = ${db.accountId} and f.id = any(${ids}::bigint[])
          and not exists (select 1 from file_uses u where u.account_id = ${db.accountId} and u.file_id = f.id)
        returning f.id`,
  );
  await db.run(
    sql`delete from file_parts p where p.account_id = ${db.accountId} and p.file_id = any(${gone.map(({ id }) => id)}::bigint[])`,
  );
}

/** The fields of an object whose values are files. */
export const fileFields = (shape: ObjectShape): FieldShape[] => shape.fields.filter(({ type }) => type === 'file' || type === 'image');

const fileId = (document: string, { id }: FieldShape): Sql => raw(`(${document}->'${id}'->>'id')`);
const isOther = (field: FieldShape): Sql => sql`${fileId('w.after', field)} is distinct from ${fileId('w.before', field)}`;

/** Each row of the writes that gets another file than it had: the field, the file before, the file after. */
const otherFiles = (fields: readonly FieldShape[]): Sql =>
  sql`record_writes w cross join lateral (values ${join(
    fields.map(
      (field) =>
        sql`(${raw(String(field.id))}, ${raw(`'${field.type}'`)}, ${fileId('w.before', field)}::bigint, ${fileId('w.after', field)}::bigint)`,
    ),
  )}) f(field_id, type, before, after)`;

/**
 * Puts into the set what is known of its files: whoever writes says only which file. Gives the rows whose file is not there, is no image
 * where it must be, or is not the writer's to use: a user's own upload, or what the record has or had; the product itself may use any.
 */
export async function settleFiles(db: AccountDb, actor: Actor, fields: readonly FieldShape[], objectId: number): Promise<Rejected[]> {
  for (const field of fields) {
    const key = raw(`'${field.id}'`);
    await db.run(
      sql`update record_writes w set after = jsonb_set(w.after, array[${key}]::text[], case when ${isOther(field)} then coalesce((
              select jsonb_strip_nulls(jsonb_build_object('id', x.id, 'name', x.name, 'size', x.size, 'type', x.type, 'width', x.width, 'height', x.height))
              from files x where x.account_id = ${db.accountId} and x.id = ${fileId('w.after', field)}::bigint), w.after->${key})
            else w.before->${key} end)
          where w.after->${key} is not null`,
    );
  }
  await db.run(sql`update record_writes w set changed = w.is_new or w.before <> w.after`);
  const uploader = actor.type === 'user' ? Number(actor.id) : -1;
  const mayUse =
    actor.type === 'system'
      ? sql`true`
      : sql`(x.uploaded_by = ${uploader} or exists (select 1 from file_uses u where u.account_id = ${db.accountId} and u.object_id = ${objectId}
          and u.record_id = w.id and u.file_id = x.id))`;
  return db.many<Rejected>(
    sql`select w.id, f.field_id as "fieldId", 'no_such_file' as reason, f.after::text as value from ${otherFiles(fields)}
        where f.after is not null and f.after is distinct from f.before
          and not exists (select 1 from files x where x.account_id = ${db.accountId} and x.id = f.after
            and (f.type = 'file' or x.width is not null) and ${mayUse})
        order by w.id`,
  );
}

/** Notes which records have which files from now on, and which they gave up. */
export async function useFiles(db: AccountDb, fields: readonly FieldShape[], objectId: number): Promise<void> {
  await db.run(
    sql`insert into file_uses (account_id, object_id, record_id, field_id, file_id)
        select ${db.accountId}, ${objectId}, w.id, f.field_id, f.after from ${otherFiles(fields)}
        where f.after is not null and f.after is distinct from f.before order by w.id, f.field_id
        on conflict (account_id, object_id, record_id, field_id, file_id) do update set released_at = null`,
  );
  await db.run(
    sql`update file_uses u set released_at = ${db.now} from ${otherFiles(fields)}
        where u.account_id = ${db.accountId} and u.object_id = ${objectId} and u.record_id = w.id and u.field_id = f.field_id and u.file_id = f.before
          and f.after is distinct from f.before`,
  );
}

/** Removes files that nobody uses, in every account. Gives how many. */
export async function forgetUnusedFiles(database: Database): Promise<number> {
  const { forgotten } = await database.system((db) => db.one<{ forgotten: number }>(sql`select forget_unused_files() as forgotten`));
  return forgotten;
}
