import { sql, type AccountDb } from '../../app/db.ts';
import { FIRST_TAB, type ObjectDefinition } from '../rules/object-definition.ts';
import type { FieldShape, ObjectShape } from '../schema.ts';

type StoredShape = Omit<ObjectShape, 'fields'> & { fields: StoredField[] };
type StoredField = Omit<FieldShape, Moments> & Record<Moments, string | null>;
type Moments = 'sortableSince' | 'computedSince' | 'deletedAt';

/** Every object that is not deleted with its sections and living fields, in the order in which they are shown. */
export async function storedShapes(db: AccountDb): Promise<ObjectShape[]> {
  const rows = await db.many<{ shape: StoredShape }>(
    sql`select json_build_object('id', o.id, 'key', o.key, 'singular', o.singular, 'plural', o.plural, 'icon', o.icon,
          'description', o.description, 'isCustom', o.is_custom, 'person', o.person, 'position', o.position,
          'tabs', coalesce((
            select json_agg(json_build_object('id', t.id, 'name', t.name, 'position', t.position) order by t.position, t.id)
            from tabs t where t.account_id = ${db.accountId} and t.object_id = o.id), '[]'),
          'sections', coalesce((
            select json_agg(json_build_object('id', s.id, 'name', s.name, 'description', s.description, 'position', s.position, 'tabId', s.tab_id)
              order by t.position, t.id, s.position, s.id)
            from sections s join tabs t on t.account_id = ${db.accountId} and t.object_id = s.object_id and t.id = s.tab_id
            where s.account_id = ${db.accountId} and s.object_id = o.id), '[]'),
          'fields', coalesce((
            select json_agg(json_build_object('id', f.id, 'key', f.key, 'label', f.label, 'type', f.type, 'sectionId', f.section_id,
              'position', f.position, 'columnName', f.column_name, 'options', f.options, 'parentObjectId', f.parent_object_id, 'settings', f.settings,
              'isRequired', f.is_required, 'isUnique', f.is_unique, 'isReadOnly', f.is_read_only, 'sortable', f.sortable,
              'sortableSince', f.sortable_since, 'computedSince', f.computed_since, 'help', f.help, 'deletedAt', f.deleted_at)
              order by t.position, t.id, s.position, s.id, f.position, f.id)
            from fields f join sections s on s.account_id = ${db.accountId} and s.object_id = f.object_id and s.id = f.section_id
              join tabs t on t.account_id = ${db.accountId} and t.object_id = s.object_id and t.id = s.tab_id
            where f.account_id = ${db.accountId} and f.object_id = o.id and f.deleted_at is null), '[]')) as shape
        from objects o where o.account_id = ${db.accountId} and o.deleted_at is null
        order by o.position, o.id`,
    'records.shapes',
  );
  return rows.map(({ shape }) => ({ ...shape, fields: shape.fields.map(fieldOf) }));
}

const fieldOf = (stored: StoredField): FieldShape => ({
  ...stored,
  sortableSince: stored.sortableSince === null ? null : new Date(stored.sortableSince),
  computedSince: stored.computedSince === null ? null : new Date(stored.computedSince),
  deletedAt: stored.deletedAt === null ? null : new Date(stored.deletedAt),
});

/** Writes objects with their tabs, sections and fields; what is sortable or worked out is so from now, as there is no record yet. */
export async function insertObjects(db: AccountDb, objects: readonly ObjectDefinition[], firstPosition: number): Promise<void> {
  const definitions = JSON.stringify(objects.map((object, position) => ({ ...object, position: firstPosition + position })));
  await db.run(
    sql`insert into objects (account_id, id, key, singular, plural, icon, description, is_custom, person, position, created_at)
        select ${db.accountId}, id, key, singular, plural, icon, description, "isCustom", person, position, ${db.now}
        from jsonb_to_recordset(${definitions}::jsonb) as o(id integer, key text, singular text, plural text, icon text, description text,
          "isCustom" boolean, person boolean, position integer)`,
  );
  await db.run(
    sql`insert into tabs (account_id, object_id, id, name, position)
        select ${db.accountId}, (o.object->>'id')::integer, (t.tab->>'id')::integer, t.tab->>'name', t.position - 1
        from jsonb_array_elements(${definitions}::jsonb) o(object),
          jsonb_array_elements(o.object->'tabs') with ordinality t(tab, position)`,
  );
  await db.run(
    sql`insert into sections (account_id, object_id, id, name, position, tab_id)
        select ${db.accountId}, (o.object->>'id')::integer, (s.section->>'id')::integer, s.section->>'name', s.position - 1,
          coalesce((s.section->>'tabId')::integer, ${FIRST_TAB})
        from jsonb_array_elements(${definitions}::jsonb) o(object),
          jsonb_array_elements(o.object->'sections') with ordinality s(section, position)`,
  );
  await db.run(
    sql`insert into fields (account_id, object_id, id, key, label, type, section_id, position, column_name, options, parent_object_id,
          settings, is_read_only, is_required, is_unique, sortable, sortable_since, computed_since, help, created_at)
        select ${db.accountId}, (o.object->>'id')::integer, (f.field->>'id')::integer, f.field->>'key', f.field->>'label', f.field->>'type',
          (s.section->>'id')::integer, f.position - 1, f.field->>'columnName', coalesce(f.field->'options', '[]'),
          (f.field->>'parentObjectId')::integer, coalesce(f.field->'settings', '{}'), coalesce((f.field->>'isReadOnly')::boolean, false),
          coalesce((f.field->>'isRequired')::boolean, false),
          coalesce((f.field->>'isUnique')::boolean, false), coalesce((f.field->>'sortable')::boolean, false),
          case when f.field->>'sortable' = 'true' then ${db.now}::timestamptz end,
          case when f.field->>'type' in ('formula', 'rollup') then ${db.now}::timestamptz end, coalesce(f.field->>'help', ''), ${db.now}
        from jsonb_array_elements(${definitions}::jsonb) o(object),
          jsonb_array_elements(o.object->'sections') s(section),
          jsonb_array_elements(s.section->'fields') with ordinality f(field, position)`,
  );
}

/** The version of the account's structure; undefined where nothing was ever made. */
export async function structureVersion(db: AccountDb): Promise<string | undefined> {
  const row = await db.maybeOne<{ version: string }>(
    sql`select version from structure_versions where account_id = ${db.accountId}`,
    'records.structure-version',
  );
  return row?.version;
}

/** Random, so that a version that was rolled back never comes again. */
export async function renewStructureVersion(db: AccountDb): Promise<void> {
  await db.run(
    sql`insert into structure_versions (account_id, version) values (${db.accountId}, gen_random_uuid())
        on conflict (account_id) do update set version = excluded.version`,
  );
}

/** Waits for those who are writing records of the object, and keeps others from beginning, to the end of the transaction. */
export async function lockStructure(db: AccountDb, objectId: number): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`structure:${objectId}`}, ${db.accountId}))`);
}
