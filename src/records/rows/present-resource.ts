import type { ChosenField } from '../rules/chosen-fields.ts';
import { storedValue, type StoredRecord } from '../rules/stored-value.ts';
import type { FieldShape, Value } from '../schema.ts';

/** A record as programs read it. */
export interface RecordResource {
  id: number;
  uniqueId: string;
  objectId: number;
  name: string;
  ownerId: number | null;
  emailStatus: number;
  smsStatus: number;
  createdAt: Date;
  updatedAt: Date;
  lastActivityAt: Date | null;
  version: number;
  tags: { id: number; name: string }[];
  /** Values in stored form by the fields' names: those asked for, or all that are not blank. */
  fields: Record<string, Value>;
}

export interface ResourceRow extends StoredRecord {
  id: number;
  unique_id: string;
  owner_id: number | null;
  email_status: number;
  sms_status: number;
  created_at: Date;
  updated_at: Date;
  last_activity_at: Date | null;
  version: number;
}

export interface ResourceParts {
  objectId: number;
  chosen: readonly ChosenField[];
  /** Whether the fields were named: then blank ones are told too. */
  isNamed: boolean;
  tags: readonly { id: number; name: string }[];
  /** What a field that shows a value of another record has in it. */
  shown?: (field: FieldShape) => Value;
}

export function presentResource(record: ResourceRow, { objectId, chosen, isNamed, tags, shown }: ResourceParts): RecordResource {
  const valueOf = (field: FieldShape): Value => (field.type === 'related' && shown ? shown(field) : storedValue(field, record));
  const values = chosen.map(({ name, field }) => [name, valueOf(field)] as const);
  return {
    id: record.id,
    uniqueId: record.unique_id,
    objectId,
    name: record.name,
    ownerId: record.owner_id,
    emailStatus: record.email_status,
    smsStatus: record.sms_status,
    createdAt: record.created_at,
    updatedAt: record.updated_at,
    lastActivityAt: record.last_activity_at,
    version: record.version,
    tags: tags.map(({ id, name }) => ({ id, name })),
    fields: Object.fromEntries(isNamed ? values : values.filter(([, value]) => value !== null)),
  };
}
