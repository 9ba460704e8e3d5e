import type pg from 'pg';
import type { FieldShape, ObjectShape } from '../../src/criteria/rules/context.ts';
import { randomFrom, type Random } from './random.ts';

/** A small company's records as plain objects, and the same in the database: what criteria are tried on. */
export interface World {
  now: Date;
  timeZone: string;
  objects: ReadonlyMap<number, ObjectShape>;
  records: readonly PlainRecord[];
}

export interface PlainRecord {
  objectId: number;
  id: number;
  uniqueId: string;
  ownerId: number | null;
  name: string;
  email: string | null;
  smsNumber: string | null;
  emailStatus: number;
  createdAt: Date;
  updatedAt: Date;
  lastActivityAt: Date | null;
  deleted: boolean;
  importId: number | null;
  values: Readonly<Record<string, unknown>>;
  tags: readonly number[];
  events: readonly { kind: string; subject: number | null; at: Date }[];
}

export const CONTACTS = 1;
export const COMPANIES = 2;
export const BOOKINGS = 10_000;
export const TAGS = [1, 2, 3, 4, 5];
export const USERS = [1, 2, 3, 4];
export const KINDS = { 'email.opened': 'behaviour', 'page.visited': 'behaviour', 'record.updated': 'business' } as const;
export const SECRET_SECTION = 2;

/** Texts with case, spaces, signs that mean something to SQL, LIKE and JSON, and attempts to break out of a statement. */
export const TEXTS = [
  'Ada',
  ' ada ',
  'ADA LOVELACE',
  'Grace',
  'grace hopper',
  'Zoë',
  'ZOË',
  'Ж',
  'ж',
  '100%',
  'a_b',
  'a\\b',
  'Ünal',
  '5',
  '05',
  '{"a":1}',
  "'; drop table records; --",
  "' or '1'='1",
  '$1',
  "\\'); select pg_sleep(9); --",
  'null',
  '"; --',
  '%',
  '日本',
  '🙂 smile',
];
const BLANKS = [undefined, undefined, null, '', '   '];

const field = (id: number, label: string, type: string, more: Partial<FieldShape> = {}): FieldShape => ({
  id,
  label,
  type,
  sectionId: 1,
  columnName: null,
  options: [],
  parentObjectId: null,
  sortable: false,
  sortableSince: null,
  ...more,
});
const copied = { sortable: true, sortableSince: new Date('2026-01-01T00:00:00Z') };
const options = [1, 2, 3, 4].map((id) => ({ id, label: `Option ${id}` }));

export const OBJECTS: ReadonlyMap<number, ObjectShape> = new Map(
  [
    {
      id: CONTACTS,
      singular: 'Contact',
      plural: 'Contacts',
      fields: [
        field(1, 'First name', 'text'),
        field(2, 'Nickname', 'text', copied),
        field(3, 'Biography', 'longtext'),
        field(4, 'Age', 'number'),
        field(5, 'Score', 'number', copied),
        field(6, 'Spent', 'price'),
        field(7, 'Budget', 'price', copied),
        field(8, 'Email', 'email', { columnName: 'email' }),
        field(9, 'SMS number', 'sms', { columnName: 'sms_number' }),
        field(10, 'Birthday', 'date'),
        field(11, 'Renewal', 'date', copied),
        field(12, 'Met', 'datetime'),
        field(13, 'Called', 'datetime', copied),
        field(14, 'VIP', 'check'),
        field(15, 'Stage', 'dropdown', { options }),
        field(16, 'Source', 'dropdown', { options, ...copied }),
        field(17, 'Interests', 'list', { options }),
        field(18, 'Country', 'country'),
        field(19, 'Phone', 'phone', { sortable: true }),
        field(22, 'Company', 'parent', { parentObjectId: COMPANIES }),
        field(23, 'Secret', 'text', { sectionId: SECRET_SECTION }),
      ],
    },
    { id: COMPANIES, singular: 'Company', plural: 'Companies', fields: [field(30, 'City', 'text'), field(31, 'Size', 'number', copied)] },
    {
      id: BOOKINGS,
      singular: 'Booking',
      plural: 'Bookings',
      fields: [field(40, 'Contact', 'parent', { parentObjectId: CONTACTS }), field(41, 'Day', 'date'), field(42, 'Total', 'price', copied)],
    },
  ].map((object) => [object.id, object]),
);

const NUMBERS = [-5, 0, 1, 2.5, 5, 10, 1000, 1e15];
const DAYS = [-400, -366, -365, -60, -31, -8, -7, -1, 0, 1, 6, 7, 8, 30, 31, 365];
const BIRTHDAYS = ['1984-02-29', '1990-02-28', '1990-03-01', '1975-12-31', '1980-01-01', '1980-03-09'];

/** A day or a moment near now, on the borders that relative dates are about; some are far. */
export function dayNear(random: Random, now: Date): string {
  if (random.chance(0.2)) return random.pick(BIRTHDAYS);
  return new Date(now.getTime() + random.pick(DAYS) * 86_400_000).toISOString().slice(0, 10);
}
export function momentNear(random: Random, now: Date): string {
  const hours = random.pick([0, 0, 1, 5, -5, 10, -10]);
  return new Date(now.getTime() + random.pick(DAYS) * 86_400_000 + hours * 3_600_000 + random.pick([0, 1, -1, 1000])).toISOString();
}

/** Makes a world from a seed; nothing in it depends on the time it is made. */
export function makeWorld(seed: number, size = 240): World {
  const random = randomFrom(seed);
  const now = new Date('2027-02-25T22:30:00.000Z');
  const make = (objectId: number, id: number): PlainRecord => ({
    objectId,
    id,
    uniqueId: `U${objectId}-${id}`,
    ownerId: random.pick([null, ...USERS]),
    name: random.pick(TEXTS),
    email: objectId === CONTACTS ? random.pick([null, '', `person${id % 40}@example.com`, `x+%_${id % 7}@example.org`]) : null,
    smsNumber: random.pick([null, `+4930${id % 30}`]),
    emailStatus: random.pick([0, 1, 2, -2]),
    createdAt: new Date(momentNear(random, now)),
    updatedAt: new Date(momentNear(random, now)),
    lastActivityAt: random.chance(0.3) ? null : new Date(momentNear(random, now)),
    deleted: random.chance(0.05),
    importId: random.pick([null, 1, 2]),
    values: Object.fromEntries(
      OBJECTS.get(objectId)!
        .fields.filter((one) => one.columnName === null)
        .map((one) => [String(one.id), valueFor(one, random, now, size)] as const)
        .filter(([, value]) => value !== undefined),
    ),
    tags: TAGS.filter(() => random.chance(0.3)),
    events: Array.from({ length: random.chance(0.5) ? random.below(6) : 0 }, () => ({
      kind: random.pick(Object.keys(KINDS)),
      subject: random.pick([null, 1, 2]),
      at: new Date(now.getTime() - random.below(60) * 86_400_000 * random.pick([0.5, 1])),
    })),
  });
  const many = (objectId: number, count: number): PlainRecord[] => Array.from({ length: count }, (_, index) => make(objectId, index + 1));
  const records = [...many(CONTACTS, size), ...many(COMPANIES, size / 6), ...many(BOOKINGS, size)];
  return { now, timeZone: 'Pacific/Auckland', objects: OBJECTS, records };
}

function valueFor(one: FieldShape, random: Random, now: Date, size: number): unknown {
  if (random.chance(0.25)) return random.pick(one.type === 'text' || one.type === 'longtext' ? BLANKS : [undefined, null]);
  switch (one.type) {
    case 'number':
      return random.pick(NUMBERS);
    case 'price':
      return random.pick([0, 100, 2500, 999_99]);
    case 'date':
      return dayNear(random, now);
    case 'datetime':
      return momentNear(random, now);
    case 'check':
      return random.chance(0.5);
    case 'dropdown':
      return random.pick(options).id;
    case 'list':
      return [...new Set(random.some(options, 3).map(({ id }) => id))].slice(random.chance(0.1) ? 3 : 0);
    case 'parent':
      return 1 + random.below(one.parentObjectId === COMPANIES ? size / 6 : size);
    default:
      return random.chance(0.1) ? `${random.pick(TEXTS)} ${'long '.repeat(50)}${random.pick(['end', 'END', 'other'])}` : random.pick(TEXTS);
  }
}

/** Puts the world into an account, as the records domain keeps it. */
export async function insertWorld(owner: pg.Client, accountId: number, world: World): Promise<void> {
  const records = world.records.map((record) => ({ ...record, values: JSON.stringify(record.values) }));
  await owner.query(
    `insert into records (account_id, object_id, id, unique_id, owner_id, name, name_key, email, sms_number, email_status, created_at,
       updated_at, last_activity_at, deleted_at, import_id, values)
     select $1, r."objectId", r.id, r."uniqueId", r."ownerId", r.name, lower(left(btrim(r.name), 200)), r.email, r."smsNumber", r."emailStatus",
       r."createdAt", r."updatedAt", r."lastActivityAt", case when r.deleted then now() end, r."importId", r.values::jsonb
     from json_to_recordset($2) as r("objectId" int, id bigint, "uniqueId" text, "ownerId" bigint, name text, email text, "smsNumber" text,
       "emailStatus" smallint, "createdAt" timestamptz, "updatedAt" timestamptz, "lastActivityAt" timestamptz, deleted boolean,
       "importId" bigint, values text)`,
    [accountId, JSON.stringify(records)],
  );
  const copies = [...OBJECTS.values()].flatMap((object) =>
    object.fields
      .filter((one) => one.sortableSince !== null || one.type === 'parent')
      .flatMap((one) =>
        world.records
          .filter((record) => record.objectId === object.id && !isBlank(record.values[one.id]))
          .map((record) => ({ object: object.id, field: one.id, record: record.id, ...copyOf(one.type, record.values[one.id]) })),
      ),
  );
  await owner.query(
    `insert into field_values (account_id, object_id, field_id, record_id, text_value, number_value, time_value)
     select $1, object, field, record, lower(left(btrim(text), 200)), number, time
     from json_to_recordset($2) as v(object int, field int, record bigint, text text, number float8, time timestamptz)`,
    [accountId, JSON.stringify(copies)],
  );
  const tagged = world.records.flatMap(({ objectId, id, tags }) => tags.map((tag) => [objectId, tag, id]));
  await owner.query(
    `insert into record_tags (account_id, object_id, tag_id, record_id, added_at)
     select $1, (t ->> 0)::int, (t ->> 1)::bigint, (t ->> 2)::bigint, now() from json_array_elements($2) t`,
    [accountId, JSON.stringify(tagged)],
  );
  const events = world.records.flatMap(({ objectId, id, events: all }) =>
    all.map((event) => ({ ...event, objectId, id, retention: KINDS[event.kind as keyof typeof KINDS] })),
  );
  await owner.query(
    `insert into events (account_id, retention, at, batch_id, kind, actor_type, object_id, record_id, subject_id)
     select $1, e.retention, e.at, 1, e.kind, 'system', e."objectId", e.id, e.subject
     from json_to_recordset($2) as e(retention text, at timestamptz, kind text, "objectId" int, id bigint, subject bigint)`,
    [accountId, JSON.stringify(events)],
  );
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

function copyOf(type: string, value: unknown): { text?: unknown; number?: unknown; time?: unknown } {
  if (type === 'date') return { time: `${String(value)}T00:00:00Z` };
  if (type === 'datetime') return { time: value };
  return typeof value === 'number' ? { number: value } : { text: value };
}
