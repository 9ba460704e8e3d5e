import { raw, sql, type AccountDb } from '../../app/db.ts';
import type { FieldOption, FieldSettings, FieldShape, ObjectShape } from '../schema.ts';
import { typedCopy, uniqueForm, valuesOf } from './stored-forms.ts';

export type FieldRow = Omit<FieldShape, 'sortableSince' | 'computedSince' | 'deletedAt' | 'columnName'>;

export async function insertField(db: AccountDb, objectId: number, field: FieldRow): Promise<void> {
  await db.run(
    sql`insert into fields (account_id, object_id, id, key, label, type, section_id, position, options, parent_object_id, settings, is_required, is_unique,
          is_read_only, sortable, sortable_since, help, created_at)
        values (${db.accountId}, ${objectId}, ${field.id}, ${field.key}, ${field.label}, ${field.type}, ${field.sectionId}, ${field.position},
          ${JSON.stringify(field.options)}::jsonb, ${field.parentObjectId}, ${JSON.stringify(field.settings)}::jsonb, ${field.isRequired}, ${field.isUnique}, ${field.isReadOnly},
          ${field.sortable}, ${field.sortable ? db.now : null}, ${field.help}, ${db.now})`,
  );
}

export interface FieldUpdate {
  label: string;
  type: string;
  help: string;
  sectionId: number;
  isRequired: boolean;
  isUnique: boolean;
  sortable: boolean;
  sortableSince: Date | null;
  options: readonly FieldOption[];
  settings: FieldSettings;
  isReadOnly: boolean;
}

export async function updateFieldRow(db: AccountDb, objectId: number, id: number, field: FieldUpdate): Promise<void> {
  await db.run(
    sql`update fields set label = ${field.label}, type = ${field.type}, help = ${field.help}, section_id = ${field.sectionId},
          is_required = ${field.isRequired}, is_unique = ${field.isUnique}, sortable = ${field.sortable}, sortable_since = ${field.sortableSince},
          options = ${JSON.stringify(field.options)}::jsonb, settings = ${JSON.stringify(field.settings)}::jsonb, is_read_only = ${field.isReadOnly}
        where account_id = ${db.accountId} and object_id = ${objectId} and id = ${id}`,
  );
}

/** Notes that every record's value has been copied, if the field is still to be sortable. */
export async function markSortable(db: AccountDb, objectId: number, id: number): Promise<void> {
  await db.run(
    sql`update fields set sortable_since = ${db.now}
        where account_id = ${db.accountId} and object_id = ${objectId} and id = ${id} and sortable and sortable_since is null`,
  );
}

export interface ObjectUpdate {
  singular: string;
  plural: string;
  icon: string;
  description: string;
}

export async function updateObjectRow(db: AccountDb, id: number, object: ObjectUpdate): Promise<void> {
  await db.run(
    sql`update objects set singular = ${object.singular}, plural = ${object.plural}, icon = ${object.icon}, description = ${object.description}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** Puts objects into the order of their ids in `order`. */
export async function arrangeObjectRows(db: AccountDb, order: readonly number[]): Promise<void> {
  await db.run(
    sql`update objects o set position = n.position - 1 from unnest(${order}::integer[]) with ordinality n(id, position)
        where o.account_id = ${db.accountId} and o.id = n.id`,
  );
}

/** Hides an object; its key becomes free. */
export async function markObjectDeleted(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update objects set deleted_at = ${db.now}, key = key || '~' || id where account_id = ${db.accountId} and id = ${id}`);
}

export async function livingRecords(db: AccountDb, objectId: number): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*) as count from records r where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.deleted_at is null`,
  );
  return count;
}

const storedValue = (shape: ObjectShape, field: FieldShape) => sql`${raw(valuesOf(shape, 'r'))}->>${raw(`'${field.id}'`)}`;

/** Claims a field's value for each living record. Gives how many records have a value that another has too. */
export async function claimForAll(db: AccountDb, shape: ObjectShape, field: FieldShape): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`with wanted as materialized (
          select r.id, ${uniqueForm(field, sql`(${storedValue(shape, field)})`)} as value from records r
          where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.deleted_at is null),
        claimed as (
          insert into unique_values (account_id, object_id, field_id, value, record_id)
          select ${db.accountId}, ${shape.id}, ${field.id}, value, id from wanted where value is not null order by value, id
          on conflict do nothing returning 1)
        select (select count(*) from wanted where value is not null) - (select count(*) from claimed) as count`,
  );
  return count;
}

export async function unclaimForAll(db: AccountDb, objectId: number, fieldId: number): Promise<void> {
  await db.run(
    sql`delete from unique_values u where u.account_id = ${db.accountId} and u.object_id = ${objectId} and u.field_id = ${fieldId}`,
  );
}

/** Copies a field's values of the next `limit` records after `after` to field_values. Gives the last record looked at. */
export async function copyNextValues(
  db: AccountDb,
  shape: ObjectShape,
  field: FieldShape,
  { after, limit }: { after: number; limit: number },
): Promise<number | undefined> {
  const { text, number, time } = typedCopy(field, 'n.values');
  const row = await db.one<{ last: number | null }>(
    sql`with next as materialized (
          select r.id, r.values from records r
          where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.id > ${after} order by r.id limit ${limit} for update),
        copied as (
          insert into field_values (account_id, object_id, field_id, record_id, text_value, number_value, time_value)
          select ${db.accountId}, ${shape.id}, ${field.id}, n.id, ${text}, ${number}, ${time} from next n
          where n.values->>${raw(`'${field.id}'`)} is not null
          on conflict do nothing)
        select max(id) as last from next`,
  );
  return row.last ?? undefined;
}

/** Removes the copies of the next `limit` records. Gives how many. */
export async function dropNextCopies(db: AccountDb, objectId: number, fieldId: number, limit: number): Promise<number> {
  return db.run(
    sql`delete from field_values v where v.account_id = ${db.accountId} and v.object_id = ${objectId} and v.field_id = ${fieldId}
          and v.record_id in (
            select x.record_id from field_values x where x.account_id = ${db.accountId} and x.object_id = ${objectId} and x.field_id = ${fieldId}
            limit ${limit})`,
  );
}
