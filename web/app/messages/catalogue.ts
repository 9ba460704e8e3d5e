/**
 * Messages with the part of ICU that the product needs: `{name}` is a value, `{count, plural, one {# contact} other {# contacts}}`
 * chooses by the plural rules of the language, and `#` inside it is the number written the language's way. `{kind, select, a {…} other {…}}`
 * chooses by a word. `{{ … }}` is left as it stands.
 */
export type Params = Readonly<Record<string, string | number>>;

type Part =
  | { type: 'text'; text: string }
  | { type: 'value'; name: string }
  | { type: 'number' }
  | { type: 'choice'; name: string; by: 'plural' | 'select'; options: ReadonlyMap<string, readonly Part[]> };

const parsed = new Map<string, readonly Part[]>();

/** Fills `message` with `params` in the language `locale`; numbers are written with its grouping. */
export function formatMessage(message: string, params: Params, locale: string): string {
  let parts = parsed.get(message);
  if (!parts) parsed.set(message, (parts = parse(message)));
  return write(parts, params, locale, undefined);
}

/** Every value a message asks for: the check that a translation asks for the same ones. */
export function placeholders(message: string): Set<string> {
  const names = new Set<string>();
  const collect = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.type === 'value') names.add(part.name);
      if (part.type === 'choice') {
        names.add(part.name);
        for (const option of part.options.values()) collect(option);
      }
    }
  };
  collect(parse(message));
  return names;
}

function write(parts: readonly Part[], params: Params, locale: string, number: number | undefined): string {
  return parts
    .map((part) => {
      if (part.type === 'text') return part.text;
      if (part.type === 'number') return number === undefined ? '#' : formatNumber(number, locale);
      const value = params[part.name];
      if (part.type === 'value') return typeof value === 'number' ? formatNumber(value, locale) : (value ?? `{${part.name}}`);
      return write(optionFor(part, value, locale), params, locale, typeof value === 'number' ? value : number);
    })
    .join('');
}

function optionFor(part: Extract<Part, { type: 'choice' }>, value: string | number | undefined, locale: string): readonly Part[] {
  const exact = part.options.get(part.by === 'plural' ? `=${value}` : String(value));
  const byRule = part.by === 'plural' ? part.options.get(pluralRules(locale).select(Number(value))) : undefined;
  return exact ?? byRule ?? part.options.get('other') ?? [];
}

function parse(message: string): readonly Part[] {
  const reader = { text: message, at: 0 };
  const parts = parseParts(reader, false);
  if (reader.at < message.length) throw new Error(`The message "${message}" closes a brace that was never opened.`);
  return parts;
}

interface Reader {
  text: string;
  at: number;
}

function parseParts(reader: Reader, inPlural: boolean): Part[] {
  const parts: Part[] = [];
  let text = '';
  const flush = (): void => {
    if (text) parts.push({ type: 'text', text });
    text = '';
  };
  while (reader.at < reader.text.length && reader.text[reader.at] !== '}') {
    const character = reader.text[reader.at]!;
    reader.at += 1;
    if (character === '{' && reader.text[reader.at] === '{') text += readMergeField(reader);
    else if (character === '{') {
      flush();
      parts.push(parsePlaceholder(reader));
    } else if (character === '#' && inPlural) {
      flush();
      parts.push({ type: 'number' });
    } else text += character;
  }
  flush();
  return parts;
}

/** `{{ contact.first_name }}` is a merge field of letters: words like any other. */
function readMergeField(reader: Reader): string {
  const end = reader.text.indexOf('}}', reader.at);
  if (end < 0) throw new Error(`The message "${reader.text}" opens a merge field that is never closed.`);
  const field = reader.text.slice(reader.at - 1, end + 2);
  reader.at = end + 2;
  return field;
}

function parsePlaceholder(reader: Reader): Part {
  const name = readUntil(reader, /[,}]/).trim();
  if (take(reader) === '}') return { type: 'value', name };
  const by = readUntil(reader, /,/).trim();
  if (by !== 'plural' && by !== 'select') throw new Error(`The message "${reader.text}" chooses by "${by}", which is not known.`);
  take(reader);
  const options = new Map<string, readonly Part[]>();
  for (;;) {
    const key = readUntil(reader, /[{}]/).trim();
    if (take(reader) !== '{') break;
    options.set(key, parseParts(reader, by === 'plural'));
    take(reader);
  }
  return { type: 'choice', name, by, options };
}

function readUntil(reader: Reader, stop: RegExp): string {
  const start = reader.at;
  while (reader.at < reader.text.length && !stop.test(reader.text[reader.at]!)) reader.at += 1;
  if (reader.at >= reader.text.length) throw new Error(`The message "${reader.text}" opens a brace that is never closed.`);
  return reader.text.slice(start, reader.at);
}

function take(reader: Reader): string {
  reader.at += 1;
  return reader.text[reader.at - 1]!;
}

const numberFormats = new Map<string, Intl.NumberFormat>();
const rules = new Map<string, Intl.PluralRules>();

function formatNumber(value: number, locale: string): string {
  let format = numberFormats.get(locale);
  if (!format) numberFormats.set(locale, (format = new Intl.NumberFormat(locale)));
  return format.format(value);
}

function pluralRules(locale: string): Intl.PluralRules {
  let rule = rules.get(locale);
  if (!rule) rules.set(locale, (rule = new Intl.PluralRules(locale)));
  return rule;
}

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ö',
  u: 'ü',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ö',
  U: 'Ü',
  c: 'ç',
  n: 'ñ',
};
const PADDING = ' oder so';

/** A message as long as German makes it and with accents, still readable: shows text that is cut off or was never in the catalogue. */
export function pseudo(text: string): string {
  const accented = [...text].map((letter) => ACCENTED[letter] ?? letter).join('');
  return text.length < 4 ? accented : accented + PADDING.repeat(Math.ceil((text.length * 0.35) / PADDING.length));
}
