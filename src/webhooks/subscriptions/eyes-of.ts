import { viewerOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { domains } from '../../app/registry.ts';
import { listRecords, type Criteria, type ListedRecords } from '../../criteria/index.ts';
import { objectShapes, ownersInBin, reaches, visibleFields, type ObjectShape } from '../../records/index.ts';
import type { SubscriptionRow } from '../queries/subscriptions.ts';
import type { WireRecord } from '../rules/payload.ts';
import type { Amount } from '../schema.ts';

/** A record as one subscription is told of it: as the older API tells it, or as JSON. */
export interface SeenRecord {
  form?: WireRecord;
  json?: Readonly<Record<string, unknown>>;
}

export interface SeenObject {
  records: ReadonlyMap<number, SeenRecord>;
  hiddenFieldIds: ReadonlySet<number>;
}

/** What subscriptions' users may see, asked once for each set of records in this transaction. */
export interface Eyes {
  /** Those of the records that the subscription's user may see and that it is narrowed to, as it is told of them. */
  records(subscription: SubscriptionRow, objectId: number, recordIds: readonly number[]): Promise<SeenObject>;
  /** Whether its user may know what happens in the account beside records. */
  seesAccount(subscription: SubscriptionRow): Promise<boolean>;
}

const NOTHING: SeenObject = { records: new Map(), hiddenFieldIds: new Set() };
/** What a form tells of a record beside its number when little is wanted. */
const LIGHT = ['id', 'firstname', 'lastname', 'email'] as const;

export function eyesOf(db: AccountDb): Eyes {
  const viewers = new Map<number, Promise<Viewer | undefined>>();
  const viewerFor = ({ user_id: userId }: SubscriptionRow): Promise<Viewer | undefined> => {
    const known = viewers.get(userId) ?? viewerOf(db, userId).catch(nobody);
    viewers.set(userId, known);
    return known;
  };
  return {
    async records(subscription, objectId, recordIds) {
      const viewer = await viewerFor(subscription);
      const shape = (await objectShapes(db)).find(({ id }) => id === objectId);
      if (!viewer || !shape || viewer.on(objectId).view === 'none') return NOTHING;
      return seenObject(db, { viewer, shape, recordIds, subscription });
    },
    async seesAccount(subscription) {
      return (await viewerFor(subscription))?.can('settings.manage') === true;
    },
  };
}

interface Asked {
  viewer: Viewer;
  shape: ObjectShape;
  recordIds: readonly number[];
  subscription: SubscriptionRow;
}

async function seenObject(db: AccountDb, asked: Asked): Promise<SeenObject> {
  const { viewer, shape, recordIds, subscription } = asked;
  const criteria = subscription.criteria ?? undefined;
  const which = { objectId: shape.id, viewer, ids: recordIds, criteria };
  const list = await listRecords(db, which, { sort: 'id', limit: recordIds.length }).catch((error: unknown) => noneIfUnaskable(error));
  const visible = visibleFields(viewer, shape);
  const records = new Map<number, SeenRecord>();
  if (list) await tellOf(db, asked, { list, records });
  // Of what is gone there is its number, for those who would have seen it; and nothing to hold criteria against.
  if (criteria === undefined) for (const id of await goneIds(db, asked, records)) records.set(id, goneRecord(subscription, shape.id, id));
  const shown = new Set(visible.map(({ id }) => id));
  return { records, hiddenFieldIds: new Set(shape.fields.map(({ id }) => id).filter((id) => !shown.has(id))) };
}

async function tellOf(
  db: AccountDb,
  { viewer, shape, subscription }: Asked,
  { list, records }: { list: ListedRecords; records: Map<number, SeenRecord> },
): Promise<void> {
  if (subscription.format === 'json') {
    for (const record of list.records) records.set(record.id, { json: jsonOf(shape, list, record, subscription.fields) });
    return;
  }
  const ids = list.records.map(({ id }) => id);
  const wires = subscription.fields === 'id' ? undefined : await wireRecords(db, viewer, shape.id, ids);
  for (const id of ids) records.set(id, { form: formOf(wires?.get(id), id, subscription.fields) });
}

function formOf(wire: WireRecord | undefined, id: number, amount: Amount): WireRecord {
  if (!wire || amount === 'id') return { id: String(id) };
  return amount === 'all' ? wire : Object.fromEntries(LIGHT.flatMap((name) => (name in wire ? [[name, wire[name]!]] : [])));
}

async function wireRecords(
  db: AccountDb,
  viewer: Viewer,
  objectId: number,
  recordIds: readonly number[],
): Promise<ReadonlyMap<number, WireRecord>> {
  const teller = domains().find(({ wireRecords: tell }) => tell)?.wireRecords;
  return teller ? teller(db, { viewer, objectId, recordIds }) : new Map();
}

function jsonOf(
  shape: ObjectShape,
  list: ListedRecords,
  record: ListedRecords['records'][number],
  amount: Amount,
): Record<string, unknown> {
  if (amount === 'id') return { objectId: shape.id, id: record.id };
  const shownEmail = list.fields.some(({ columnName }) => columnName === 'email');
  const light = {
    objectId: shape.id,
    id: record.id,
    uniqueId: record.unique_id,
    name: record.name,
    ...(shownEmail ? { email: record.email } : {}),
  };
  if (amount === 'light') return light;
  const stored = list.fields.map(
    ({ id, columnName }) => [id, columnName === null ? record.values[id] : record[columnName as 'name' | 'email' | 'sms_number']] as const,
  );
  return {
    ...light,
    ownerId: record.owner_id,
    emailStatus: record.email_status,
    smsStatus: record.sms_status,
    createdAt: record.created_at,
    updatedAt: record.updated_at,
    lastActivityAt: record.last_activity_at,
    tags: record.tags,
    values: Object.fromEntries(stored.filter(([, value]) => value !== undefined && value !== null && value !== '')),
  };
}

/** Those of the records that are not there any more and whose owner is in the viewer's reach; of what lies in no bin, only who sees all. */
async function goneIds(db: AccountDb, { viewer, shape, recordIds }: Asked, living: ReadonlyMap<number, SeenRecord>): Promise<number[]> {
  const missing = recordIds.filter((id) => !living.has(id));
  const { view } = viewer.on(shape.id);
  if (missing.length === 0) return [];
  if (view === 'all') return missing;
  return (await ownersInBin(db, shape.id, missing)).filter(({ owner_id: ownerId }) => reaches(viewer, view, ownerId)).map(({ id }) => id);
}

const goneRecord = ({ format }: SubscriptionRow, objectId: number, id: number): SeenRecord =>
  format === 'form' ? { form: { id: String(id) } } : { json: { objectId, id, isGone: true } };

/** A user who has left sees nothing. */
function nobody(error: unknown): undefined {
  if (error instanceof Problem && error.code === 'not_found') return undefined;
  throw error;
}

/** Criteria that name what is no longer there, or may no longer be seen, match nothing. */
function noneIfUnaskable(error: unknown): undefined {
  if (error instanceof Problem && error.status < 500) return undefined;
  throw error;
}

/** Whether criteria can be asked of the object's records by this user. */
export async function refuseUnaskable(
  db: AccountDb,
  viewer: Viewer,
  { objectId, criteria }: { objectId: number; criteria: Criteria },
): Promise<void> {
  await listRecords(db, { objectId, viewer, criteria, ids: [] }, { sort: 'id', limit: 1 });
}
