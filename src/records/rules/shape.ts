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
  'address',
  'color',
  'image',
  'file',
  'user',
  'parent',
  'relation',
  'related',
  'formula',
  'rollup',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** What a formula may give. */
export const RESULT_TYPES = ['text', 'number', 'price', 'date', 'datetime', 'check'] as const;
export type ResultType = (typeof RESULT_TYPES)[number];

/** What a roll-up may make of the records that point to a record. */
export const ROLLUP_FUNCTIONS = ['count', 'sum', 'average', 'min', 'max', 'median'] as const;
export type RollupFunction = (typeof ROLLUP_FUNCTIONS)[number];

/** The parts of an address, in the order in which they are written. */
export const ADDRESS_PARTS = ['street', 'street2', 'city', 'state', 'zip', 'country'] as const;
export type AddressPart = (typeof ADDRESS_PARTS)[number];
export type Address = Readonly<Partial<Record<AddressPart, string>>>;

/** An uploaded file as a record names it; an image also says how large it is, in pixels. */
export interface StoredFile {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly width?: number;
  readonly height?: number;
}

/** What a field of a type that is more than a place for values is made of. Every key belongs to the types named beside it. */
export interface FieldSettings {
  /** formula: what it works out, fields named by id: `{12} * {7.3} / 100`, where 7.3 is field 3 of the record that parent field 7 points to. */
  expression?: string;
  /** formula: whether it is the name of the object's records. */
  isName?: boolean;
  /** formula and rollup: what it gives. */
  result?: ResultType;
  /** rollup: the object whose records point here; relation: the object whose records are related. */
  objectId?: number;
  /** rollup: the parent or relation field of that object that points here; related: the parent's field that is shown. */
  fieldId?: number;
  /** rollup */
  function?: RollupFunction;
  /** rollup: the field of that object of which the sum, the average… is made; null of a count. */
  ofFieldId?: number | null;
  /** related: the parent field through which it is read. */
  parentFieldId?: number;
  /** number and dropdown: what a new record has in it that is not given a value. */
  initial?: number;
  /** relation: the field of the other object that shows the same links from there, and how it is labelled when it is made. */
  inverseFieldId?: number;
  otherLabel?: string;
}

/** The colours an option may have; the look decides what each is in light and in dark. */
export const OPTION_COLORS = ['gray', 'blue', 'teal', 'green', 'yellow', 'orange', 'red', 'purple', 'pink'] as const;
export type OptionColor = (typeof OPTION_COLORS)[number];

/** A choice of a drop-down or list field. Archived, it stays on the records that have it and is offered no more. */
export interface FieldOption {
  id: number;
  label: string;
  color?: OptionColor;
  archived?: boolean;
  /** Taken away for good: kept, archived, for the history that names it. */
  removed?: boolean;
  /** Of one taken away: whoever gives it means this one. */
  mergedInto?: number;
}

/**
 * How a value of each type is stored, in JSON and in every API: text, longtext, email, phone, sms (E.164), country (ISO 3166), state, url
 * are texts; number is a number; price an integer of the account's currency in minor units; check is true or false; date `2026-03-31`;
 * datetime ISO 8601 in UTC with milliseconds; dropdown an option's id, list an array of them; parent a record's id; user a user's id; color
 * `#rrggbb`; address an object of the parts that are not blank (the country ISO 3166); image and file an object that names the upload.
 * Formula and rollup keep what they give as a field of their result type would. Of relation and related nothing stands in the record's
 * values. Blank is null.
 */
export type Value = string | number | boolean | readonly number[] | Address | StoredFile | null;

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
  settings: FieldSettings;
  isRequired: boolean;
  isUnique: boolean;
  isReadOnly: boolean;
  sortable: boolean;
  /** When every record's value had been copied to field_values; null while that is under way. */
  sortableSince: Date | null;
  /** When every record's value of a formula or roll-up had been worked out as it is now defined; null while that is under way. */
  computedSince: Date | null;
  help: string;
  deletedAt: Date | null;
}

/** A page of a record's fields: sections stand in tabs. */
export interface TabShape {
  id: number;
  name: string;
  position: number;
}

export interface SectionShape {
  id: number;
  name: string;
  description: string;
  position: number;
  tabId: number;
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
  /** In order of tab and position. */
  sections: readonly SectionShape[];
  tabs: readonly TabShape[];
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
  homePhone: 20,
  fax: 21,
  profileImage: 22,
  facebook: 23,
  twitter: 24,
  instagram: 25,
  linkedin: 26,
  /** Campaign, source, medium, content and term of the first visit, and of the latest. */
  firstCampaign: 27,
  lastCampaign: 32,
  firstReferrer: 37,
  lastReferrer: 38,
  referringPage: 39,
  ipAddress: 40,
  systemSource: 41,
  sourceLocation: 42,
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
  tabsOfObject: 30,
  options: 500,
  label: 80,
  text: 1_000,
  longtext: 100_000,
  url: 2_000,
  email: 254,
  tag: 100,
  /** What a section is for. */
  description: 1_000,
  tagsOfObject: 10_000,
  note: 50_000,
  taskSubject: 250,
  addressPart: 250,
  /** Bytes of one uploaded file. */
  file: 25 * 1024 * 1024,
  fileName: 200,
  /** Characters of a formula as it is kept. */
  formula: 4_000,
  /** Formulas and roll-ups of one object. */
  computedFields: 100,
  parentDepth: 50,
} as const;
