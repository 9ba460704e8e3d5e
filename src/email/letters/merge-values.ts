import type { AccountDb } from '../../app/db.ts';
import { everyone, reaches, type Viewer } from '../../app/kernel/viewer.ts';
import { accountSettings, usersOf, type AccountSettings, type AccountUser } from '../../accounts/index.ts';
import {
  dayValue,
  mergeName,
  mergeValue,
  placeOfPath,
  signaturesOf,
  type CompiledCondition,
  type MergeValue,
  type PlaceOfPath,
} from '../../documents/index.ts';
import {
  objectShapes,
  recordsByIds,
  type FieldShape,
  type ObjectShape,
  type RecordRow,
  type Value,
  type ValueContext,
} from '../../records/index.ts';
import { conditionsMet } from './conditions-met.ts';

/** What a letter to one record is filled in with: `{ contact: { first_name: "Ada" }, account: { … }, when: { c1: true } }`. */
export type MergeValues = Record<string, MergeValue | Record<string, MergeValue>>;

export interface MergeRequest {
  objectId: number;
  records: readonly RecordRow[];
  paths: readonly string[];
  /** The criteria of a version's conditional blocks; `values.when` says which of them hold for the record. */
  conditions?: Readonly<Record<string, CompiledCondition>>;
  /** Through whose eyes: fields of hidden sections and names of hidden records stay blank. Letters that leave are filled for their receiver. */
  viewer?: Viewer;
}

interface Asked {
  shape: ObjectShape;
  objects: readonly ObjectShape[];
  places: readonly PlaceOfPath[];
  context: Partial<ValueContext>;
  viewer: Viewer;
}

/** The values each record's letter asks for, and no others, by record id. A few statements for all of them, and one for all conditions. */
export async function mergeValuesOf(db: AccountDb, request: MergeRequest): Promise<Map<number, MergeValues>> {
  const { objectId, records, paths, viewer = everyone, conditions = {} } = request;
  const account = await accountSettings(db);
  const objects = await objectShapes(db);
  const shape = objects.find(({ id }) => id === objectId)!;
  const places = paths.flatMap((path) => seenPlace(placeOfPath(shape, path, objects), objectId, viewer));
  const asksUsers = paths.some((path) => path.startsWith('owner.')) || places.some(({ field }) => field.type === 'user');
  const users = asksUsers ? await usersOf(db) : [];
  const context = { locale: account.locale, currency: account.currency, timeZone: account.timeZone, users };
  const asked = { shape, objects, places, context, viewer };
  const parents = await parentsOf(db, asked, records);
  const signatures = paths.includes('owner.signature')
    ? await signaturesOf(
        db,
        users.map(({ id }) => id),
      )
    : new Map<number, string>();
  const met = await conditionsMet(db, { objectId, recordIds: records.map(({ id }) => id), conditions, viewer });
  const common = commonValues(db.now, account, paths, places);

  return new Map(
    records.map((record) => {
      const own = ownValues(record, asked, parents);
      if (paths.includes(`${shape.key}.id`)) own.id = record.id;
      const owner = users.find(({ id }) => id === (record.owner_id ?? account.ownerUserId));
      const values: MergeValues = { [shape.key]: own, ...common, ...(owner ? { owner: ownerValues(owner, signatures, paths) } : {}) };
      if (met) values.when = met.get(record.id) ?? {};
      return [record.id, values];
    }),
  );
}

/** What a viewer may not see of an object stays blank. */
function seenPlace(place: PlaceOfPath | undefined, objectId: number, viewer: Viewer): PlaceOfPath[] {
  if (!place || viewer.on(objectId).sections[place.field.sectionId] === 'hidden') return [];
  if (place.of && viewer.on(place.of.objectId).sections[place.of.field.sectionId] === 'hidden') return [];
  return [place];
}

/** What is the same in all letters. How dates, numbers and prices are written stands there only where some are asked for. */
function commonValues(now: Date, account: AccountSettings, paths: readonly string[], places: readonly PlaceOfPath[]): MergeValues {
  const { name, postalAddress, locale, timeZone, currency } = account;
  const asksToday = paths.includes('today');
  const isWritten = asksToday || places.some(({ field, of }) => !WORDS.has((of?.field ?? field).type));
  const writtenIn: Record<string, string> = isWritten ? { locale, time_zone: timeZone, currency } : {};
  return {
    account: { name, postal_address: postalAddress, ...writtenIn },
    ...(asksToday ? { today: dayValue(now, { locale, timeZone, currency }) } : {}),
  };
}

/** Types of fields whose values are words, however they are written. */
const WORDS: ReadonlySet<FieldShape['type']> = new Set([
  'text',
  'longtext',
  'email',
  'phone',
  'url',
  'dropdown',
  'list',
  'country',
  'state',
  'user',
  'parent',
]);

function ownerValues(owner: AccountUser, signatures: ReadonlyMap<number, string>, paths: readonly string[]): Record<string, MergeValue> {
  const signature: Record<string, MergeValue> = paths.includes('owner.signature') ? { signature: signatures.get(owner.id) ?? null } : {};
  return { name: owner.name, email: owner.email, ...signature };
}

function ownValues(record: RecordRow, { shape, places, context }: Asked, parents: Parents): Record<string, MergeValue> {
  const values: Record<string, MergeValue> = {};
  for (const { field } of places) {
    const stored = storedValue(record, field);
    const name = mergeName(shape, field);
    if (field.type === 'parent') values[name] = parents.get(`${field.id}:${stored as number}`) ?? null;
    else if (field.type === 'user') values[name] = userValue(context.users?.find(({ id }) => id === stored));
    else values[name] = mergeValue(field, stored, context);
  }
  return values;
}

const userValue = (user: { name: string; email: string } | undefined): MergeValue =>
  user ? { $is: 'record', $shown: user.name, name: user.name, email: user.email } : null;

/** Values of the records that fields point to, by `fieldId:recordId`. */
type Parents = ReadonlyMap<string, MergeValue>;

/** What is asked of the records that parent fields point to, where the viewer may see them. */
async function parentsOf(db: AccountDb, asked: Asked, records: readonly RecordRow[]): Promise<Parents> {
  const found = new Map<string, MergeValue>();
  const fields = new Map(asked.places.filter(({ field }) => field.type === 'parent').map(({ field }) => [field.id, field]));
  for (const field of fields.values()) {
    const parentShape = asked.objects.find(({ id }) => id === field.parentObjectId);
    if (!parentShape) continue;
    const ids = [...new Set(records.map((record) => storedValue(record, field)).filter((id): id is number => typeof id === 'number'))];
    const parts = asked.places.flatMap((place) => (place.field.id === field.id && place.of ? [place.of.field] : []));
    const { view } = asked.viewer.on(parentShape.id);
    for (const parent of await recordsByIds(db, parentShape.id, ids)) {
      if (!reaches(asked.viewer, view, parent.owner_id)) continue;
      const values = parts.map((part) => [mergeName(parentShape, part), mergeValue(part, storedValue(parent, part), asked.context)]);
      found.set(`${field.id}:${parent.id}`, { ...Object.fromEntries(values), $is: 'record', $shown: parent.name });
    }
  }
  return found;
}

const storedValue = (record: RecordRow, field: FieldShape): Value | undefined =>
  record.values[field.id] ?? (field.columnName === null ? undefined : record[field.columnName]);

/** Values for a preview without a record: each field shows its own name, and every condition holds. */
export function sampleValues(
  objects: readonly ObjectShape[],
  account: { name: string; postalAddress: string },
  asked: { objectId: number; paths: readonly string[]; conditions?: readonly string[] },
): MergeValues {
  const shape = objects.find(({ id }) => id === asked.objectId)!;
  const own: Record<string, MergeValue> = {};
  for (const path of asked.paths) {
    const place = placeOfPath(shape, path, objects);
    if (!place) continue;
    const name = mergeName(shape, place.field);
    const part = path.split('.')[2];
    if (part === undefined) own[name] ??= sampleOf(place.field);
    else
      own[name] = {
        ...(own[name] as object),
        $is: 'record',
        $shown: place.field.label,
        [part]: place.of ? sampleOf(place.of.field) : place.field.label,
      };
  }
  return {
    [shape.key]: own,
    account: { name: account.name, postal_address: account.postalAddress },
    owner: { name: 'Owner', email: '', signature: 'Owner' },
    when: Object.fromEntries((asked.conditions ?? []).map((key) => [key, true])),
  };
}

const sampleOf = (field: FieldShape): MergeValue => (field.type === 'number' || field.type === 'check' ? null : field.label);
