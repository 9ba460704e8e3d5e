/** Every type a field may have, in the order an editor offers them. */
export const FIELD_TYPES = [
  'text',
  'longtext',
  'number',
  'price',
  'email',
  'phone',
  'sms',
  'check',
  'date',
  'datetime',
  'dropdown',
  'list',
  'country',
  'state',
  'url',
  'parent',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** The colours an option may have; the look decides what each is in light and in dark. */
export const OPTION_COLORS = ['gray', 'blue', 'teal', 'green', 'yellow', 'orange', 'red', 'purple', 'pink'] as const;
export type OptionColor = (typeof OPTION_COLORS)[number];

/** A choice of a drop-down or list field. Archived, it stays on the records that have it and is offered no more. */
export interface FieldOption {
  id: number;
  label: string;
  color?: OptionColor;
  archived?: boolean;
}

/**
 * How a value of each type is stored, in JSON and in every API: text, longtext, email, phone, sms (E.164), country (ISO 3166), state, url
 * are texts; number is a number; price an integer of the account's currency in minor units; check is true or false; date `2026-03-31`;
 * datetime ISO 8601 in UTC with milliseconds; dropdown an option's id, list an array of them; parent a record's id. Blank is null.
 */
export type Value = string | number | boolean | readonly number[] | null;

export interface FieldShape {
  id: number;
  key: string;
  label: string;
  type: FieldType;
  sectionId: number;
  position: number;
  /** The column of records in which the value stands; null when it stands in `values`. */
  columnName: 'name' | 'email' | 'sms_number' | null;
  options: readonly FieldOption[];
  /** Of which object a parent field's records are. */
  parentObjectId: number | null;
  isRequired: boolean;
  isUnique: boolean;
  isReadOnly: boolean;
  sortable: boolean;
  /** When every record's value had been copied to field_values; null while that is under way. */
  sortableSince: Date | null;
  help: string;
  deletedAt: Date | null;
}

export interface SectionShape {
  id: number;
  name: string;
  position: number;
}

export interface ObjectShape {
  id: number;
  key: string;
  singular: string;
  plural: string;
  icon: string;
  description: string;
  isCustom: boolean;
  /** Whether its records are people, who can be written to. */
  person: boolean;
  position: number;
  /** In order of section and position; deleted fields are left out. */
  fields: readonly FieldShape[];
  sections: readonly SectionShape[];
}

/** The ids of the objects that every account has. */
export const CONTACT = 0;
export const DEAL = 149;
export const COMPANY = 150;

/** The ids of the contact's own fields. */
export const CONTACT_FIELDS = {
  firstName: 1,
  lastName: 2,
  email: 3,
  smsNumber: 4,
  officePhone: 5,
  title: 6,
  company: 7,
  birthday: 8,
  address: 9,
  address2: 10,
  city: 11,
  state: 12,
  zip: 13,
  country: 14,
  website: 15,
  timeZone: 16,
  salesStage: 17,
  priority: 18,
  leadSource: 19,
} as const;

/** What may be mailed to a contact: the numbers of `emailStatus` and `smsStatus`. */
export const PERMISSION_STATUS = {
  transactionalOnly: 0,
  singleOptIn: 1,
  doubleOptIn: 2,
  hardBounce: -2,
  unconfirmed: -3,
  pendingReview: -5,
} as const;

export const LIMITS = {
  objects: 200,
  fieldsOfObject: 500,
  sectionsOfObject: 100,
  options: 500,
  label: 80,
  text: 1_000,
  longtext: 100_000,
  url: 2_000,
  email: 254,
  tag: 100,
  tagsOfObject: 10_000,
  note: 50_000,
  taskSubject: 250,
  parentDepth: 50,
} as const;
