import { parseCountry } from './countries.ts';
import { ADDRESS_SEPARATOR } from './format-value.ts';
import { ADDRESS_PARTS, LIMITS, type Address, type AddressPart } from './shape.ts';

/** An address or the sentence's end that says what is wrong with it. */
export type ParsedAddress = { address: Address | null } | { wrong: string };

/** An address given by its parts. Blank parts are left out; none at all is null. */
export function parseAddressParts(given: Readonly<Record<string, unknown>>, locale: string): ParsedAddress {
  const address: Partial<Record<AddressPart, string>> = {};
  for (const [part, raw] of Object.entries(given)) {
    if (!(ADDRESS_PARTS as readonly string[]).includes(part)) return { wrong: `has no part “${part.slice(0, 40)}”` };
    if (raw !== null && raw !== undefined && typeof raw !== 'string') return { wrong: `must have a text as its ${part}` };
    const text = (raw ?? '').trim();
    if (text.length > LIMITS.addressPart) return { wrong: `may have at most ${LIMITS.addressPart} characters in its ${part}` };
    if (text.includes('\0')) return { wrong: `contains the character NUL in its ${part}` };
    if (text !== '') address[part as AddressPart] = text;
  }
  if (address.country === undefined) return { address: inOrder(address) };
  const country = parseCountry(address.country, locale);
  return country === undefined
    ? { wrong: `names “${address.country}”, which is no country` }
    : { address: inOrder({ ...address, country }) };
}

/** An address in one text: its six parts with `|` between them, or as people write it, of which only the country is told apart. */
export function parseAddressText(text: string, locale: string): ParsedAddress {
  if (text.includes(ADDRESS_SEPARATOR)) {
    const parts = text.split(ADDRESS_SEPARATOR);
    if (parts.length > ADDRESS_PARTS.length) return { wrong: `has more than ${ADDRESS_PARTS.length} parts` };
    return parseAddressParts(Object.fromEntries(parts.map((part, index) => [ADDRESS_PARTS[index]!, part])), locale);
  }
  const pieces = text.split(/\s*[\n,]\s*/).filter(Boolean);
  const country = pieces.length > 1 ? parseCountry(pieces.at(-1)!, locale) : undefined;
  const street = (country === undefined ? pieces : pieces.slice(0, -1)).join(', ');
  return parseAddressParts(country === undefined ? { street } : { street, country }, locale);
}

function inOrder(address: Partial<Record<AddressPart, string>>): Address | null {
  const entries = ADDRESS_PARTS.filter((part) => address[part] !== undefined).map((part) => [part, address[part]!] as const);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
