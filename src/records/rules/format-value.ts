import { ADDRESS_PARTS, type Address, type FieldShape, type ResultType, type StoredFile, type Value } from './shape.ts';

/** What an account decides about how values are read and written. */
export interface ValueContext {
  locale: string;
  currency: string;
  timeZone: string;
  /** ISO 3166 code: how telephone numbers without a country code are read. */
  country: string | null;
  /** The users of the account, where values name them. */
  users?: readonly { id: number; name: string; email: string }[];
}

export const PLAIN_CONTEXT: ValueContext = { locale: 'en', currency: 'USD', timeZone: 'UTC', country: null };

/**
 * A stored value as a person reads it, in the account's language, currency and time zone. Blank gives ''. Of a parent field it gives the
 * id: the parent's name is the asker's to look up; of a user the name, if the context has it.
 */
export function formatValue(
  field: Pick<FieldShape, 'type' | 'options'> & Partial<Pick<FieldShape, 'settings'>>,
  value: Value | undefined,
  context: Partial<ValueContext> = {},
): string {
  if (value === null || value === undefined || value === '') return '';
  const { locale, currency, timeZone, users } = { ...PLAIN_CONTEXT, ...context };
  switch (storedType(field)) {
    case 'number':
      return new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }).format(value as number);
    case 'price':
      return formatPrice(value as number, currency, locale);
    case 'check':
      return value === true ? 'Yes' : 'No';
    case 'date':
      return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${String(value)}T00:00:00Z`));
    case 'datetime':
      return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(value as string));
    case 'dropdown':
      return optionLabel(field, value as number);
    case 'list':
      return (value as readonly number[]).map((id) => optionLabel(field, id)).join(', ');
    case 'country':
      return countryName(value as string, locale);
    case 'address':
      return addressLine(value as Address, locale);
    case 'image':
    case 'file':
      return (value as StoredFile).name;
    case 'user':
      return users?.find(({ id }) => id === value)?.name ?? String(value);
    default:
      return String(value);
  }
}

/** The type as which a field's values are kept and shown: of a formula or roll-up what it gives, else its own. */
export const storedType = (field: Pick<FieldShape, 'type'> & Partial<Pick<FieldShape, 'settings'>>): FieldShape['type'] =>
  field.type === 'formula' || field.type === 'rollup' ? (field.settings?.result ?? 'text') : field.type;

/** What a formula must give to be kept in a field; undefined where none can. */
export function resultFor(field: FieldShape): ResultType | undefined {
  const type = storedType(field);
  if (type === 'longtext') return 'text';
  return (['text', 'number', 'price', 'date', 'datetime', 'check'] as const).find((result) => result === type);
}

/** An address as a person reads it, on one line. */
export function addressLine(address: Address, locale: string): string {
  const { city, state, zip, country } = address;
  const place = [city, [state, zip].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return [address.street, address.street2, place, country && countryName(country, locale)].filter(Boolean).join(', ');
}

/** Between the parts of an address where it has to stand in one cell: `1 High Street | | London | | SW1A 1AA | GB`. */
export const ADDRESS_SEPARATOR = '|';

/** An address in one cell of a file, from which it is read as the same again. */
export const addressCell = (address: Address): string =>
  ADDRESS_PARTS.map((part) => (address[part] ?? '').replaceAll(ADDRESS_SEPARATOR, '/')).join(` ${ADDRESS_SEPARATOR} `);

/** An amount of minor units with its currency: 1250 USD gives $12.50, 1250 JPY ¥1,250. */
export function formatPrice(minorUnits: number, currency: string, locale = PLAIN_CONTEXT.locale): string {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: digits }).format(minorUnits / 10 ** digits);
}

/** How many digits a currency has after the point: 2 for USD, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** A country's name in a language; the code itself where there is none. */
export function countryName(code: string, locale = PLAIN_CONTEXT.locale): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }).of(code) ?? code;
  } catch {
    return code;
  }
}

const optionLabel = (field: Pick<FieldShape, 'options'>, id: number): string =>
  field.options.find((option) => option.id === id)?.label ?? '';
