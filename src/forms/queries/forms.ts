import { sql, type AccountDb } from '../../app/db.ts';
import type { CompiledPage, Document } from '../../documents/index.ts';
import type { FormSettings } from '../schema.ts';

export interface FormRow {
  id: number;
  object_id: number;
  name: string;
  address: string | null;
  document: Document;
  settings: FormSettings;
  revision: number;
  published_version: number | null;
  published_revision: number | null;
  created_at: Date;
  updated_at: Date;
}

const FORM = sql`f.id, f.object_id, f.name, f.address, f.document, f.settings, f.revision, f.published_version, f.published_revision, f.created_at, f.updated_at`;

/** Every form with how often it was looked at and handed in since a day. */
export async function allForms(db: AccountDb, since: string): Promise<(FormRow & { views: number; submissions: number })[]> {
  return db.many(
    sql`select ${FORM}, coalesce(d.views, 0) as views, coalesce(d.submissions, 0) as submissions from forms f
        left join (
          select n.form_id, sum(n.views) as views, sum(n.submissions) as submissions from form_days n
          where n.account_id = ${db.accountId} and n.day >= ${since}::date group by n.form_id) d on d.form_id = f.id
        where f.account_id = ${db.accountId} and f.deleted_at is null order by lower(f.name), f.id`,
  );
}

/** What forms are called, in the order in which they were made. */
export async function formNames(db: AccountDb): Promise<{ id: number; object_id: number; name: string }[]> {
  return db.many(
    sql`select f.id, f.object_id, f.name from forms f where f.account_id = ${db.accountId} and f.deleted_at is null order by f.id`,
    'forms.names',
  );
}

/** How many people have handed in each of these forms. */
export async function peopleOfForms(db: AccountDb, ids: readonly number[]): Promise<{ form_id: number; people: number }[]> {
  return db.many(
    sql`select s.form_id, count(distinct (s.object_id, s.record_id))::bigint as people from form_submissions s
        where s.account_id = ${db.accountId} and s.form_id = any(${ids}::bigint[]) group by s.form_id`,
  );
}

export async function countForms(db: AccountDb): Promise<number> {
  return (await db.one<{ count: number }>(sql`select count(*) from forms f where f.account_id = ${db.accountId} and f.deleted_at is null`))
    .count;
}

/** With `lock`, whoever changes it waits. */
export async function formById(db: AccountDb, id: number, lock = false): Promise<FormRow | undefined> {
  return db.maybeOne(
    sql`select ${FORM} from forms f
        where f.account_id = ${db.accountId} and f.id = ${id} and f.deleted_at is null ${lock ? sql`for update` : sql``}`,
  );
}

export async function insertForm(
  db: AccountDb,
  form: { id: number; objectId: number; name: string; document: Document; settings: FormSettings },
): Promise<void> {
  await db.run(
    sql`insert into forms (account_id, id, object_id, name, document, settings, created_at, updated_at)
        values (${db.accountId}, ${form.id}, ${form.objectId}, ${form.name}, ${JSON.stringify(form.document)}::jsonb,
          ${JSON.stringify(form.settings)}::jsonb, ${db.now}, ${db.now})`,
  );
}

export async function updateFormRow(
  db: AccountDb,
  id: number,
  form: Pick<FormRow, 'name' | 'address' | 'document' | 'settings'>,
): Promise<void> {
  await db.run(
    sql`update forms set name = ${form.name}, address = ${form.address}, document = ${JSON.stringify(form.document)}::jsonb,
          settings = ${JSON.stringify(form.settings)}::jsonb, revision = revision + 1, updated_at = ${db.now}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function markFormDeleted(db: AccountDb, id: number): Promise<void> {
  await db.run(
    sql`update forms set deleted_at = ${db.now}, published_version = null, address = null where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function markPublished(db: AccountDb, id: number, version: number | null): Promise<void> {
  await db.run(
    sql`update forms set published_version = ${version}::integer, published_revision = case when ${version}::integer is null then null else revision end
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** What a version keeps to be served: the page, the words of thanks. */
export interface CompiledForm {
  page: CompiledPage;
  thanks: CompiledPage;
}

export interface FormVersionRow {
  form_id: number;
  version: number;
  object_id: number;
  name: string;
  settings: FormSettings;
  compiled: CompiledForm;
}

export async function insertVersion(
  db: AccountDb,
  version: { formId: number; objectId: number; document: Document; settings: FormSettings; compiled: CompiledForm; userId: number | null },
): Promise<number> {
  const row = await db.one<{ version: number }>(
    sql`insert into form_versions (account_id, form_id, version, object_id, document, settings, compiled, published_at, published_by)
        select ${db.accountId}, ${version.formId}, 1 + coalesce(max(v.version), 0), ${version.objectId}::integer, ${JSON.stringify(version.document)}::jsonb,
          ${JSON.stringify(version.settings)}::jsonb, ${JSON.stringify(version.compiled)}::jsonb, ${db.now}::timestamptz, ${version.userId}::bigint
        from form_versions v where v.account_id = ${db.accountId} and v.form_id = ${version.formId}
        returning version`,
  );
  return row.version;
}

/** The version that a form is served by; undefined where none is published. */
export async function publishedVersion(db: AccountDb, formId: number): Promise<FormVersionRow | undefined> {
  return db.maybeOne(
    sql`select v.form_id, v.version, v.object_id, f.name, v.settings, v.compiled from forms f
        join form_versions v on v.account_id = ${db.accountId} and v.form_id = f.id and v.version = f.published_version
        where f.account_id = ${db.accountId} and f.id = ${formId} and f.deleted_at is null`,
    'forms.published',
  );
}

export async function versionsOf(db: AccountDb, formId: number) {
  return db.many<{ version: number; published_at: Date; published_by: number | null }>(
    sql`select v.version, v.published_at, v.published_by from form_versions v
        where v.account_id = ${db.accountId} and v.form_id = ${formId} order by v.version desc limit 100`,
  );
}

export async function documentOfVersion(db: AccountDb, formId: number, version: number) {
  return db.maybeOne<{ document: Document; settings: FormSettings }>(
    sql`select v.document, v.settings from form_versions v
        where v.account_id = ${db.accountId} and v.form_id = ${formId} and v.version = ${version}`,
  );
}

/** The published documents and drafts that ask for fields of an object. */
export async function formsOfObject(db: AccountDb, objectId: number): Promise<FormRow[]> {
  return db.many(
    sql`select ${FORM} from forms f where f.account_id = ${db.accountId} and f.object_id = ${objectId} and f.deleted_at is null order by f.id`,
  );
}
