import { accountSettings } from '../../../accounts/index.ts';
import {
  COMPANY,
  PERMISSION_STATUS,
  visibleFields,
  visibleNames,
  type FieldShape,
  type ObjectShape,
  type Value,
} from '../../../records/index.ts';
import type { CompatibleCall } from '../call.ts';
import { wireState } from '../rules/states.ts';
import { isCompanyOfContact, toWire, wireList, wireName, wireTime } from '../rules/wire-values.ts';
import { unkeptValues } from './unkept-fields.ts';

/** As much of a record as is told of it. */
export interface TellableRecord {
  id: number;
  unique_id: string;
  owner_id: number | null;
  email: string | null;
  sms_number: string | null;
  name: string;
  email_status: number;
  sms_status: number;
  created_at: Date;
  updated_at: Date;
  last_activity_at: Date | null;
  import_id?: number | null;
  values: Record<string, unknown>;
}

export type WireRecord = Record<string, string | null>;

/** Records as the compatible API tells of them, through the caller's eyes: every value a text or null. */
export async function presentRecords(
  call: Pick<CompatibleCall, 'db' | 'viewer'>,
  shape: ObjectShape,
  { records, tags }: { records: readonly TellableRecord[]; tags: ReadonlyMap<number, readonly number[]> },
): Promise<WireRecord[]> {
  const account = await accountSettings(call.db);
  const fields = visibleFields(call.viewer, shape).filter(({ type }) => type !== 'relation' && type !== 'related');
  const companies = await companyNames(
    call,
    fields.filter((field) => isCompanyOfContact(shape, field)),
    records,
  );
  return records.map((record) => {
    const told: WireRecord = { ...systemPart(record), ...unkeptValues(shape.id) };
    told.contact_cat = wireList(tags.get(record.id) ?? []);
    for (const field of fields) {
      const value = (field.columnName === null ? record.values[field.id] : record[field.columnName]) as Value | undefined;
      told[wireName(field)] = isCompanyOfContact(shape, field)
        ? (companies.get(`${field.id}:${String(value)}`) ?? null)
        : toWire(field, value, account);
    }
    if (told.state) told.state = wireState(told.state, told.country ?? null);
    return told;
  });
}

const systemPart = (record: TellableRecord): WireRecord => ({
  id: String(record.id),
  owner: String(record.owner_id ?? 0),
  unique_id: record.unique_id,
  date: wireTime(record.created_at),
  dla: wireTime(record.last_activity_at),
  dlm: wireTime(record.updated_at),
  import_id: String(record.import_id ?? 0),
  bulk_mail: wireStatus(record.email_status),
  bulk_sms: wireStatus(record.sms_status),
});

/** Who has not confirmed yet gets as little as who never asked. */
const wireStatus = (status: number): string =>
  String(status === PERMISSION_STATUS.unconfirmed ? PERMISSION_STATUS.transactionalOnly : status);

async function companyNames(
  { db, viewer }: Pick<CompatibleCall, 'db' | 'viewer'>,
  fields: readonly FieldShape[],
  records: readonly TellableRecord[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const field of fields) {
    const ids = [...new Set(records.map(({ values }) => values[field.id]).filter((id): id is number => typeof id === 'number'))];
    const found = await visibleNames(
      db,
      viewer,
      ids.map((id) => ({ objectId: COMPANY, id })),
    );
    for (const { id, name } of found) names.set(`${field.id}:${id}`, name);
  }
  return names;
}

/** Of a record only what a call wants back; its number always is. */
export function narrowed(record: WireRecord, wanted: ReadonlySet<string> | undefined): WireRecord {
  if (!wanted) return record;
  return Object.fromEntries(Object.entries(record).filter(([name]) => name === 'id' || wanted.has(name)));
}
