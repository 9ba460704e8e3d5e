import { accountSettings, usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid, notAllowed } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { readEveryRecord, relatedName, relatedValue, type Criteria, type EveryRecord, type RelatedColumn } from '../criteria/index.ts';
import { recordEvent } from '../ledger/index.ts';
import { objectShape, relatedNames, relatedValues, tagsOfObject, type FieldShape, type ObjectShape, type Value } from '../records/index.ts';
import { exportMade } from './events.ts';
import { csvLine } from './rules/csv.ts';
import { cellOf } from './rules/values-in-cell.ts';
import { exportedCell, statusWord, SYSTEM_COLUMNS, type CellContext, type SystemColumn } from './rules/export-columns.ts';

/** So many records are held at a time. */
const AT_ONCE = 2_000;
/** By this mark Excel knows that a file is UTF-8. */
const BOM = '\u{feff}';

export interface Export {
  objectId: number;
  /** Field ids, `7.12` (field 12 of the record that parent field 7 points to) and names of system columns, in order; every field the viewer may see, and what else is known, when left out. */
  columns?: readonly string[] | undefined;
  group?: number | undefined;
  criteria?: Criteria | undefined;
  search?: string | undefined;
  /** Of these, the chosen ones: those with the ids, or all but those. */
  ids?: readonly number[] | undefined;
  except?: readonly number[] | undefined;
  sort?: string | undefined;
  bom: boolean;
  guard: boolean;
  /** Told how many records have been given. */
  counting?: (count: number) => void;
}

type RecordOf = EveryRecord['records'][number];
interface Column {
  header: string;
  cell: (record: RecordOf, page: EveryRecord) => string;
}

/**
 * Every record of a list as CSV (RFC 4180), piece by piece, as they stood at one moment and through the viewer's eyes: what the role hides
 * is not in it. The export is an event with its count, in the same transaction, also when the reader breaks it off. Refuses with `not_allowed` whoever may not export the
 * object, and what criteria, sort and columns refuse, before the first piece.
 */
export async function* exportRecords(db: AccountDb, actor: Actor, viewer: Viewer, asked: Export): AsyncGenerator<string> {
  const shape = await objectShape(db, asked.objectId);
  if (!viewer.on(shape.id).export) throw notAllowed(`export ${shape.plural.toLowerCase()}`);
  const links: Links = new Map();
  const columns = await columnsOf(db, viewer, { shape, asked: asked.columns, links });
  const fieldIds = columns.flatMap(({ fieldId }) => (fieldId === undefined ? [] : [fieldId]));
  const related = columns.flatMap((column) => column.related ?? []);
  const { objectId, group, criteria, search, ids, except, sort } = asked;
  const which = { objectId, viewer, group, criteria, search, ids, except };
  const pages = readEveryRecord(db, which, { sort, columns: fieldIds, related, atOnce: AT_ONCE });
  let page = await pages.next();
  let count = 0;
  try {
    yield (
      (asked.bom ? BOM : '') +
      csvLine(
        columns.map(({ header }) => header),
        asked.guard,
      )
    );
    for (; !page.done; page = await pages.next()) {
      const { value } = page;
      count += value.records.length;
      const recordIds = value.records.map(({ id }) => id);
      for (const fieldId of links.keys()) links.set(fieldId, await relatedNames(db, viewer, { objectId, fieldId, recordIds }));
      asked.counting?.(count);
      yield value.records
        .map((record) =>
          csvLine(
            columns.map(({ cell }) => cell(record, value)),
            asked.guard,
          ),
        )
        .join('');
    }
  } finally {
    const data = { objectId, count, complete: page.done === true, columns: columns.length, group: group ?? null };
    await recordEvent(db, actor, { kind: exportMade, data });
  }
}

/** By the relation fields that are asked for: the names of what each record of the page is related with. */
type Links = Map<number, Awaited<ReturnType<typeof relatedNames>>>;
type AskedColumn = Column & { fieldId?: number; related?: RelatedColumn };
type ContextOf = (page: EveryRecord) => CellContext;

async function columnsOf(
  db: AccountDb,
  viewer: Viewer,
  { shape, asked, links }: { shape: ObjectShape; asked: readonly string[] | undefined; links: Links },
): Promise<AskedColumn[]> {
  const sections = viewer.on(shape.id).sections;
  const fields = shape.fields.filter(({ sectionId }) => sections[String(sectionId)] !== 'hidden');
  const context = await cellContext(db);
  const system = await systemColumns(db, shape);
  const names = asked ?? [...fields.map(({ id }) => String(id)), ...Object.keys(system).filter((name) => name !== 'name')];
  const related = await relatedColumnsOf(db, viewer, { shape, fields, names, context });
  return names.map((name) => {
    const field = fields.find(({ id }) => String(id) === name);
    const column = related.get(name) ?? (Object.hasOwn(system, name) ? system[name as SystemColumn] : undefined);
    if (column) return column;
    if (!field) throw invalid('columns', `There is no column “${name.slice(0, 40)}” to export. It may have been deleted; choose others.`);
    if (field.type === 'relation') {
      links.set(field.id, new Map());
      const namesOf = (id: number): string[] => (links.get(field.id)?.get(id) ?? []).map((other) => other.name);
      return { header: field.label, cell: ({ id }) => cellOf(namesOf(id)) };
    }
    return { fieldId: field.id, header: field.label, cell: (record, page) => exportedCell(field, valueOf(record, field), context(page)) };
  });
}

/** Of the columns asked for those whose values stand in related records, whether a field of this object names them or not. */
async function relatedColumnsOf(
  db: AccountDb,
  viewer: Viewer,
  { shape, fields, names, context }: { shape: ObjectShape; fields: readonly FieldShape[]; names: readonly string[]; context: ContextOf },
): Promise<ReadonlyMap<string, AskedColumn>> {
  const asked = names.flatMap((name) => {
    const named = fields.find(({ id, type }) => String(id) === name && type === 'related');
    const [parentField, field] = named ? [named.settings.parentFieldId, named.settings.fieldId] : name.split('.').map(Number);
    if (!parentField || !field || (!named && !/^\d+\.\d+$/.test(name))) return [];
    const parent = fields.find(({ id }) => id === parentField);
    return [{ name, label: named?.label, parent, related: { parentField, field } }];
  });
  const requests = asked.map(({ related }) => ({
    objectId: shape.id,
    parentFieldId: related.parentField,
    fieldId: related.field,
    recordIds: [],
  }));
  const found = requests.length === 0 ? [] : await relatedValues(db, viewer, requests);
  const columns = new Map<string, AskedColumn>();
  for (const [place, { field }] of found.entries()) {
    const { name, label, parent, related } = asked[place]!;
    if (!field) continue;
    columns.set(name, {
      related,
      header: label ?? `${parent?.label ?? ''}: ${field.label}`,
      cell: (record, page) => exportedCell(field, relatedValue(page.related, relatedName(related), record) as Value, context(page)),
    });
  }
  return columns;
}

/** A field's value, of which those of columns stand beside the others. */
function valueOf(record: RecordOf, field: { id: number; columnName: 'name' | 'email' | 'sms_number' | null }): Value {
  return field.columnName === null ? ((record.values[String(field.id)] ?? null) as Value) : record[field.columnName];
}

async function cellContext(db: AccountDb): Promise<ContextOf> {
  const users = await usersOf(db);
  const { locale, currency, timeZone, country } = await accountSettings(db);
  const known = new WeakMap<EveryRecord, CellContext>();
  return (page) => {
    let context = known.get(page);
    if (!context) {
      const names = new Map(page.parents.map((parent) => [`${parent.object_id}:${parent.id}`, parent.name]));
      context = { locale, currency, timeZone, country, users, parentName: (objectId, id) => names.get(`${objectId}:${id}`) ?? '' };
      known.set(page, context);
    }
    return context;
  };
}

async function systemColumns(db: AccountDb, shape: ObjectShape): Promise<Partial<Record<SystemColumn, Column>>> {
  const owners = new Map((await usersOf(db)).map(({ id, name }) => [id, name]));
  const tags = new Map((await tagsOfObject(db, shape.id)).map(({ id, name }) => [id, name]));
  const column = (name: SystemColumn, cell: Column['cell']): Partial<Record<SystemColumn, Column>> => ({
    [name]: { header: SYSTEM_COLUMNS[name], cell },
  });
  return {
    ...column('name', ({ name }) => name),
    ...column('id', ({ id }) => String(id)),
    ...column('owner', ({ owner_id }) => (owner_id === null ? '' : (owners.get(owner_id) ?? ''))),
    ...column('tags', ({ id }, page) => (page.tags.get(id) ?? []).map((tag) => tags.get(tag) ?? '').join('; ')),
    ...(shape.person ? column('email_status', ({ email_status }) => statusWord(email_status)) : {}),
    ...(shape.person ? column('sms_status', ({ sms_status }) => statusWord(sms_status)) : {}),
    ...column('created', ({ created_at }) => created_at.toISOString()),
    ...column('updated', ({ updated_at }) => updated_at.toISOString()),
    ...column('last_activity', ({ last_activity_at }) => last_activity_at?.toISOString() ?? ''),
  };
}
