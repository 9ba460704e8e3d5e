import { PLAIN_CONTEXT, type ValueContext } from './format-value.ts';
import { parseCountry } from './countries.ts';
import { parseDate, parseMoment, type DateOrder } from './parse-date.ts';
import { heirsOf } from './option-change.ts';
import { parseNumber, parsePrice } from './parse-number.ts';
import { parsePhone, parseSmsNumber } from './parse-phone.ts';
import { parseAddressParts, parseAddressText, type ParsedAddress } from './parse-address.ts';
import { LIMITS, type FieldOption, type FieldShape, type StoredFile, type Value } from './shape.ts';

export type Parsed = { value: Value } | { problem: string; code: 'invalid_value' | 'too_long' | 'unknown_option' };

export interface ParseContext extends ValueContext {
  /** In which order a date like 03/04/2026 stands; the locale's own unless somebody said otherwise. */
  dateOrder?: DateOrder;
}

/** What is parsed of a field: everything but where it stands. */
export type ParsedField = Pick<FieldShape, 'label' | 'type' | 'options'>;

/**
 * What a person, a file or a program gives for a field, as it is stored (see `Value`), or one sentence that names the field and says what
 * to give. Blank text is null. Texts are read in the account's language, currency, country and time zone; a number given for a price is
 * minor units already, and one given for a drop-down, list, parent, user or file an id.
 */
export function parseValue(field: ParsedField, raw: unknown, context: Partial<ParseContext> = {}): Parsed {
  const given = typeof raw === 'string' ? raw.trim() : raw;
  if (given === null || given === undefined || given === '') return { value: null };
  if (typeof given === 'string') {
    if (given.includes('\0')) return refused(`${field.label} contains the character NUL. Remove it.`);
    const most = longest(field);
    if (given.length > most)
      return {
        problem: `${field.label} may have at most ${most.toLocaleString('en')} characters; this has ${given.length.toLocaleString('en')}.`,
        code: 'too_long',
      };
  } else if (!ACCEPTED[field.type].includes(Array.isArray(given) ? 'list' : typeof given)) {
    return refused(`${field.label} must be ${EXPECTED[field.type]}.`);
  }
  return parseGiven(field, given as string | number | boolean | object, { ...PLAIN_CONTEXT, ...context });
}

const ACCEPTED: Readonly<Record<FieldShape['type'], readonly string[]>> = {
  text: ['number'],
  longtext: ['number'],
  number: ['number'],
  price: ['number'],
  email: [],
  phone: ['number'],
  sms: ['number'],
  check: ['boolean', 'number'],
  date: [],
  datetime: [],
  dropdown: ['number'],
  list: ['number', 'list'],
  country: [],
  state: [],
  url: [],
  address: ['object'],
  color: [],
  image: ['object', 'number'],
  file: ['object', 'number'],
  user: ['number'],
  parent: ['number'],
  relation: [],
  related: [],
  formula: [],
  rollup: [],
};

const EXPECTED: Readonly<Record<FieldShape['type'], string>> = {
  text: 'a text',
  longtext: 'a text',
  number: 'a number',
  price: 'an amount',
  email: 'an e-mail address',
  phone: 'a telephone number',
  sms: 'a telephone number',
  check: 'yes or no',
  date: 'a date like 2026-03-31',
  datetime: 'a date and time like 2026-03-31 14:30',
  dropdown: 'one of its options',
  list: 'a list of its options',
  country: 'a country’s name or two-letter code',
  state: 'a text',
  url: 'a web address',
  address: 'an address with street, street2, city, state, zip and country',
  color: 'a colour like #2563eb',
  image: 'an uploaded image',
  file: 'an uploaded file',
  user: 'the number of a user',
  parent: 'the number of a record',
  relation: 'related and unrelated, not written',
  related: 'changed where it stands, in the related record',
  formula: 'worked out, not written',
  rollup: 'worked out, not written',
};

function longest({ type }: ParsedField): number {
  if (type === 'longtext') return LIMITS.longtext;
  if (type === 'url') return LIMITS.url;
  if (type === 'email') return LIMITS.email;
  return type === 'list' || type === 'address' ? LIMITS.longtext : LIMITS.text;
}

function parseGiven(field: ParsedField, given: string | number | boolean | object, context: ParseContext): Parsed {
  // An object's own toString may be anything, or nothing that can be called.
  const text = typeof given === 'object' ? '' : String(given);
  switch (field.type) {
    case 'text':
    case 'longtext':
    case 'state':
      return { value: text };
    case 'number':
      return or(
        typeof given === 'number' ? finite(given) : parseNumber(text, context.locale),
        () => `${quoted(field, text)} is not a number.`,
      );
    case 'price':
      return parsePriceOf(field, given as string | number, context);
    case 'email':
      return or(parseEmail(text), () => `${quoted(field, text)} is not an e-mail address.`);
    case 'phone':
      return or(parsePhone(text, context.country), () => `${quoted(field, text)} is not a telephone number.`);
    case 'sms':
      return or(
        parseSmsNumber(text, context.country),
        () => `${quoted(field, text)} is not a telephone number. Begin with + and the country’s code.`,
      );
    case 'check':
      return or(parseCheck(text), () => `${quoted(field, text)} is neither yes nor no.`);
    case 'date':
      return or(parseDate(text, context), () => `${quoted(field, text)} is not a date. Give it like 2026-03-31.`);
    case 'datetime':
      return or(parseMoment(text, context), () => `${quoted(field, text)} is not a date and time. Give it like 2026-03-31 14:30.`);
    case 'dropdown':
      return parseOption(field, given as string | number);
    case 'list':
      return parseOptions(field, given as string | number | readonly unknown[]);
    case 'country':
      return or(parseCountry(text, context.locale), () => `${quoted(field, text)} is not a country. Give its name or two-letter code.`);
    case 'url':
      return or(parseUrl(text), () => `${quoted(field, text)} is not a web address. Give it like https://example.com.`);
    case 'parent':
      return or(parseId(text), () => `${quoted(field, text)} is not the number of a record.`);
    case 'user':
      return or(
        parseUser(text, context.users),
        () => `${quoted(field, text)} is not a user. Give the name, e-mail address or number of one.`,
      );
    case 'color':
      return or(parseColor(text), () => `${quoted(field, text)} is not a colour. Give it like #2563eb.`);
    case 'address':
      return parseAddress(field, given as string | Readonly<Record<string, unknown>>, context.locale);
    case 'image':
    case 'file':
      return or(parseFile(given), () => `${quoted(field, text)} is not an uploaded file. Upload it first.`);
    case 'relation':
    case 'related':
    case 'formula':
    case 'rollup':
      return refused(`${field.label} is ${EXPECTED[field.type]}.`);
  }
}

function parseAddress(field: ParsedField, given: string | Readonly<Record<string, unknown>>, locale: string): Parsed {
  const parsed: ParsedAddress = typeof given === 'string' ? parseAddressText(given, locale) : parseAddressParts(given, locale);
  return 'wrong' in parsed ? refused(`${field.label} ${parsed.wrong}.`) : { value: parsed.address };
}

/** A user by number, e-mail address or whole name; by number alone where the users are not known. */
function parseUser(text: string, users: ParseContext['users']): number | undefined {
  const word = text.trim().toLowerCase();
  const named = users?.filter(({ name, email }) => email.toLowerCase() === word || name.trim().toLowerCase() === word) ?? [];
  if (named.length === 1) return named[0]!.id;
  const id = parseId(word);
  return users === undefined || users.some((user) => user.id === id) ? id : undefined;
}

function parseColor(text: string): string | undefined {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1]?.toLowerCase();
  if (digits === undefined) return undefined;
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`;
}

/** An upload by its number; what else is said of it is looked up when it is written. */
function parseFile(given: unknown): StoredFile | undefined {
  const { id } = typeof given === 'object' && given !== null ? (given as Partial<StoredFile>) : { id: parseFileText(String(given)) };
  return Number.isSafeInteger(id) && id! > 0 ? { id: id!, name: '', size: 0, type: '' } : undefined;
}

/** `12`, or the address of a file as an export writes it: `…/files/12/contract.pdf`. */
const parseFileText = (text: string): number | undefined => parseId(text) ?? parseId(/\/files\/(\d+)(\/|$)/.exec(text)?.[1] ?? '');

const refused = (problem: string): Parsed => ({ problem, code: 'invalid_value' });
const or = (value: Value | undefined, problem: () => string): Parsed => (value === undefined ? refused(problem()) : { value });
const quoted = (field: ParsedField, text: string): string => `${field.label}: “${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
const finite = (number: number): number | undefined => (Number.isFinite(number) && Math.abs(number) <= 1e15 ? number : undefined);

function parsePriceOf(field: ParsedField, given: string | number, { locale, currency }: ParseContext): Parsed {
  if (typeof given === 'number') {
    return or(
      Number.isSafeInteger(given) ? given : undefined,
      () => `${field.label} must be a whole number of ${currency} minor units, such as 1250 for 12.50.`,
    );
  }
  const price = parsePrice(given, locale, currency);
  if (price === 'too_fine') return refused(`${quoted(field, given)} has more digits after the point than ${currency} has.`);
  return or(price, () => `${quoted(field, given)} is not an amount of ${currency}.`);
}

/** A plain address: what stands on either side of the @ as mail servers in use accept it, in lower case. */
export function parseEmail(text: string): string | undefined {
  const address = text.trim().toLowerCase();
  const [local, domain, ...rest] = address.split('@');
  if (!local || !domain || rest.length > 0 || local.length > 64 || address.length > LIMITS.email) return undefined;
  const localIsPlain = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(local);
  const domainIsPlain =
    /^([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]*\p{L}[\p{L}\p{N}-]*$/u.test(domain) && !/\.-|-\.|-$/.test(domain);
  return localIsPlain && domainIsPlain ? address : undefined;
}

const YES = new Set(['true', 'yes', 'y', '1', 'on', 'x', 'checked', '✓']);
const NO = new Set(['false', 'no', 'n', '0', 'off', 'unchecked']);

function parseCheck(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

function parseUrl(text: string): string | undefined {
  if (/\s/.test(text)) return undefined;
  const withScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) return undefined;
  const { protocol, hostname } = new URL(withScheme);
  return /^https?:$/.test(protocol) && /^[^.]+(\.[^.]+)+$|^localhost$|^\[/.test(hostname) ? withScheme : undefined;
}

function parseId(text: string): number | undefined {
  const id = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  return id > 0 ? id : undefined;
}

function parseOption(field: ParsedField, given: string | number): Parsed {
  const option = optionOf(field, given);
  if (option !== undefined) return { value: option };
  const offered = field.options
    .filter(({ archived }) => !archived)
    .slice(0, 8)
    .map(({ label }) => label);
  const hint = offered.length > 0 ? ` Choose one of ${offered.join(', ')}${field.options.length > 8 ? ', …' : ''}.` : '';
  return { problem: `${quoted(field, String(given))} is not one of its options.${hint}`, code: 'unknown_option' };
}

/** An option by its label, without case, or by its id. */
function optionOf({ options }: ParsedField, given: string | number): number | undefined {
  if (typeof given === 'number')
    return standing(
      options,
      options.find(({ id }) => id === given),
    );
  const label = given.trim().toLowerCase();
  const named = options.filter((option) => option.label.toLowerCase() === label);
  const found = named.find(({ removed }) => !removed) ?? named[0] ?? options.find(({ id }) => String(id) === label);
  return standing(options, found);
}

/** The option that stands for one that was merged into another; undefined for one that was taken away. */
const standing = (options: readonly FieldOption[], option: FieldOption | undefined): number | undefined =>
  option?.removed ? (heirsOf(options).get(option.id) ?? undefined) : option?.id;

/** Ids or labels; as text one label, or several with `SEPARATORS` between them. */
function parseOptions(field: ParsedField, given: string | number | readonly unknown[]): Parsed {
  const parts = typeof given === 'string' ? labelsIn(field, given) : Array.isArray(given) ? given : [given];
  const ids = new Set<number>();
  for (const part of parts) {
    if (typeof part !== 'string' && typeof part !== 'number') return refused(`${field.label} must be ${EXPECTED.list}.`);
    const parsed = parseOption(field, part);
    if ('problem' in parsed) return parsed;
    ids.add(parsed.value as number);
  }
  return { value: ids.size === 0 ? null : [...ids].sort((a, b) => a - b) };
}

const SEPARATORS = ['*/*', ';', '|', '\n', ','];

function labelsIn(field: ParsedField, text: string): string[] {
  if (optionOf(field, text) !== undefined) return [text];
  const separator = SEPARATORS.find((candidate) => text.includes(candidate));
  return separator === undefined
    ? [text]
    : text
        .split(separator)
        .map((part) => part.trim())
        .filter(Boolean);
}
