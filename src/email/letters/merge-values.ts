import type { AccountDb } from '../../app/db.ts';
import { everyone, reaches, type Viewer } from '../../app/kernel/viewer.ts';
import { accountSettings, usersOf } from '../../accounts/index.ts';
import { type CompiledCondition, fieldOfPath, mergeName, mergeValue } from '../../documents/index.ts';
import {
  objectShape,
  recordsByIds,
  type FieldShape,
  type ObjectShape,
  type RecordRow,
  type Value,
  type ValueContext,
} from '../../records/index.ts';

/** What a letter to one record is filled in with: `{ contact: { first_name: "Ada" }, account: { … } }`. */
export type MergeValues = Record<string, Record<string, string | number | boolean | null>>;

export interface MergeRequest {
  objectId: number;
  records: readonly RecordRow[];
  paths: readonly string[];
  /** The criteria of a version's conditional blocks; `values.when` says which of them hold for the record. */
  conditions?: Readonly<Record<string, CompiledCondition>>;
  /** Through whose eyes: fields of hidden sections and names of hidden records stay blank. Letters that leave are filled for their receiver. */
  viewer?: Viewer;
}

/** The values each record's letter asks for, and no others, by record id. A few statements for all of them. */
export async function mergeValuesOf(
  db: AccountDb,
  { objectId, records, paths, viewer = everyone }: MergeRequest,
): Promise<Map<number, MergeValues>> {
  const shape = await objectShape(db, objectId);
  const account = await accountSettings(db);
  const context: Partial<ValueContext> = { locale: account.locale, currency: account.currency, timeZone: account.timeZone };
  const fields = paths.flatMap((path) => {
    const field = fieldOfPath(shape, path);
    return field && viewer.on(objectId).sections[field.sectionId] !== 'hidden' ? [field] : [];
  });
  const named = fields.map((field) => ({ name: mergeName(shape, field), field }));
  const parents = await parentNames(db, viewer, fields, records);
  const owners = paths.some((path) => path.startsWith('owner.')) ? await usersOf(db) : [];

  return new Map(
    records.map((record) => {
      const owner = owners.find(({ id }) => id === (record.owner_id ?? account.ownerUserId));
      const own = ownValues(record, named, context, parents);
      if (paths.includes(`${shape.key}.id`)) own.id = record.id;
      const values: MergeValues = {
        [shape.key]: own,
        account: { name: account.name, postal_address: account.postalAddress },
        ...(owner ? { owner: { name: owner.name, email: owner.email } } : {}),
      };
      return [record.id, values];
    }),
  );
}

function ownValues(
  record: RecordRow,
  fields: readonly { name: string; field: FieldShape }[],
  context: Partial<ValueContext>,
  parents: ReadonlyMap<string, string>,
): MergeValues[string] {
  const values: MergeValues[string] = {};
  for (const { name, field } of fields) {
    const stored = storedValue(record, field);
    values[name] =
      field.type === 'parent' ? (parents.get(`${field.parentObjectId}:${stored as number}`) ?? null) : mergeValue(field, stored, context);
  }
  return values;
}

/** Names of the records that parent fields point to, where the viewer may see them. */
async function parentNames(
  db: AccountDb,
  viewer: Viewer,
  fields: readonly FieldShape[],
  records: readonly RecordRow[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const field of fields) {
    if (field.type !== 'parent' || field.parentObjectId === null) continue;
    const ids = [...new Set(records.map((record) => storedValue(record, field)).filter((id): id is number => typeof id === 'number'))];
    const { view } = viewer.on(field.parentObjectId);
    for (const parent of await recordsByIds(db, field.parentObjectId, ids))
      if (reaches(viewer, view, parent.owner_id)) names.set(`${field.parentObjectId}:${parent.id}`, parent.name);
  }
  return names;
}

const storedValue = (record: RecordRow, field: FieldShape): Value | undefined =>
  record.values[field.id] ?? (field.columnName === null ? undefined : record[field.columnName]);

/** Values for a preview without a record: each field shows its own name. */
export function sampleValues(shape: ObjectShape, account: { name: string; postalAddress: string }, paths: readonly string[]): MergeValues {
  const own: MergeValues[string] = {};
  for (const path of paths) {
    const field = fieldOfPath(shape, path);
    if (field) own[mergeName(shape, field)] = field.type === 'number' || field.type === 'check' ? null : field.label;
  }
  return { [shape.key]: own, account: { name: account.name, postal_address: account.postalAddress }, owner: { name: 'Owner', email: '' } };
}
