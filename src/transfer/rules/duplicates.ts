import { z } from 'zod';
import {
  allowedEdits,
  COMPANY,
  CONTACT,
  CONTACT_FIELDS,
  editsBetween,
  type FieldShape,
  type ObjectShape,
  type Value,
} from '../../records/schema.ts';

/** How two values must agree: to the letter; but for case, spaces, accents and how a thing is written; or nearly. */
export const AGREEMENTS = ['exact', 'normalised', 'similar'] as const;
export type Agreement = (typeof AGREEMENTS)[number];

/** More records than this with one key are not compared with each other: they share a switchboard or a placeholder, and are told instead. */
export const MOST_IN_BLOCK = 100;
/** Two names that agree to this part count as similar. */
export const SIMILAR_FROM = 0.8;

export const NAME = 'name';

const conditionSchema = z.strictObject({
  /** A field by its id, or the record's name. */
  field: z.union([z.int().positive(), z.literal(NAME)]),
  how: z.enum(AGREEMENTS),
  /** Of an e-mail address, dots and what follows a plus do not count where its provider ignores them; of a name, its legal form does not. */
  loose: z.boolean().default(false),
});
export type DuplicateCondition = z.infer<typeof conditionSchema>;

export const duplicateRuleSchema = z.strictObject({
  name: z.string().trim().min(1, 'Give the rule a name.').max(120, 'Use at most 120 characters.'),
  conditions: z.array(conditionSchema).min(1, 'Say what must agree.').max(6, 'A rule has at most six conditions.'),
});
export type DuplicateRuleInput = z.infer<typeof duplicateRuleSchema>;

/** What of a record is compared. */
export interface Compared {
  id: number;
  name: string;
  values: Readonly<Record<string, Value>>;
}

/** What is wrong with a rule's conditions, in a sentence. */
export function conditionsProblem(shape: ObjectShape, conditions: readonly DuplicateCondition[]): string | undefined {
  const known = new Set<number | string>([NAME, ...shape.fields.map(({ id }) => id)]);
  if (conditions.some(({ field }) => !known.has(field))) return 'One of these fields is no longer there. Choose another.';
  if (conditions.every(({ how }) => how === 'similar')) {
    return 'Add a field that must be the same. With similar values alone every record would have to be compared with every other.';
  }
  return undefined;
}

const textOf = ({ name, values }: Compared, { field }: DuplicateCondition): string => {
  const value = field === NAME ? name : values[String(field)];
  if (value === null || value === undefined) return '';
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim();
};

/** What a record must share with another under a rule, or nothing where a value is blank: blanks never agree. */
export function keyOf(shape: ObjectShape, conditions: readonly DuplicateCondition[], record: Compared): string | undefined {
  const parts: string[] = [];
  for (const condition of conditions) {
    const text = textOf(record, condition);
    const part =
      condition.how === 'exact'
        ? text
        : normalised(
            text,
            shape.fields.find(({ id }) => id === condition.field),
            condition.loose,
          );
    if (part === '') return undefined;
    if (condition.how !== 'similar') parts.push(part);
  }
  return parts.join('\u001f');
}

/** How alike two records with one key are, in percent; undefined where a condition does not hold. */
export function scoreOf(conditions: readonly DuplicateCondition[], one: Compared, other: Compared): number | undefined {
  let sum = 0;
  for (const condition of conditions) {
    const likeness =
      condition.how === 'similar' ? similarity(textOf(one, condition), textOf(other, condition)) : condition.how === 'exact' ? 1 : 0.98;
    if (condition.how === 'similar' && likeness < SIMILAR_FROM) return undefined;
    sum += likeness;
  }
  return Math.floor((sum / conditions.length) * 100);
}

/** A value without what people write differently: of an address its case, of a number all but its last digits, of a site its beginning. */
export function normalised(text: string, field: Pick<FieldShape, 'type'> | undefined, loose: boolean): string {
  switch (field?.type) {
    case 'email':
      return normalEmail(text, loose);
    case 'phone':
    case 'sms':
      return normalPhone(text);
    case 'url':
      return domainOf(text);
    default:
      return loose ? withoutLegalForm(plain(text)) : plain(text);
  }
}

/** Small letters without accents; whatever is neither letter nor digit is one space. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Providers that deliver to one mailbox whatever dots stand in its name, and those that only ignore what follows a plus. */
const IGNORES_DOTS = new Map([
  ['gmail.com', 'gmail.com'],
  ['googlemail.com', 'gmail.com'],
]);
const IGNORES_PLUS = new Set([
  'outlook.com',
  'hotmail.com',
  'live.com',
  'icloud.com',
  'me.com',
  'fastmail.com',
  'proton.me',
  'protonmail.com',
]);

function normalEmail(text: string, loose: boolean): string {
  const address = text.trim().toLowerCase();
  const [local = '', domain = ''] = address.split('@');
  if (!loose || domain === '') return address;
  const dotless = IGNORES_DOTS.get(domain);
  const base = dotless !== undefined || IGNORES_PLUS.has(domain) ? local.split('+')[0]! : local;
  return `${dotless === undefined ? base : base.replaceAll('.', '')}@${dotless ?? domain}`;
}

/** The last nine digits: what stays the same with and without the country, or the zero before the area. */
function normalPhone(text: string): string {
  const digits = text.replace(/(x|ext\.?|#|,)\s*\d+$/i, '').replace(/\D/g, '');
  return digits.length < 6 ? '' : digits.replace(/^0+/, '').slice(-9);
}

function domainOf(text: string): string {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^www\d?\./, '')
    .split(/[/?#:]/)[0]!;
  return host.replace(/\.$/, '');
}

const LEGAL_FORMS = new Set(
  (
    'gmbh mbh ag kg ohg gbr ug ek ev eg se co cokg ltd limited llc llp inc incorporated corp corporation company plc pty bv nv sa sarl sas srl spa ' +
    'ab as asa oy oyj aps sro doo kft zrt pvt limitada ltda sl slu'
  ).split(' '),
);

/** A company's name without its legal form; a name that is nothing else keeps it. */
function withoutLegalForm(text: string): string {
  const words = text.replace(/\b([a-z])(?: ([a-z]))+\b/g, (letters) => letters.replaceAll(' ', '')).split(' ');
  while (words.length > 1 && (LEGAL_FORMS.has(words.at(-1)!) || words.at(-1) === 'and' || words.at(-1) === 'und')) words.pop();
  return words.join(' ');
}

/** How alike two names are, from 0 to 1: their words in any order, each but for an edit or two; an initial stands for a word. */
export function similarity(one: string, other: string): number {
  const [words, others] = [plain(one).split(' ').filter(Boolean), plain(other).split(' ').filter(Boolean)];
  if (words.length === 0 || others.length === 0) return 0;
  const left = [...others];
  let matched = 0;
  for (const word of words.toSorted((a, b) => b.length - a.length)) {
    const likeness = left.map((candidate) => wordLikeness(word, candidate));
    const best = Math.max(0, ...likeness);
    if (best === 0) continue;
    left.splice(likeness.indexOf(best), 1);
    matched += best;
  }
  return (2 * matched) / (words.length + others.length);
}

function wordLikeness(one: string, other: string): number {
  if (one === other) return 1;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length === 1) return long.startsWith(short) ? 0.75 : 0;
  const most = Math.min(allowedEdits(short.length), allowedEdits(long.length));
  const edits = editsBetween(one, other, most);
  return edits > most ? 0 : 1 - edits / (long.length + 1);
}

export interface Cluster {
  /** In order of id. */
  ids: number[];
  /** Of the least alike two that were put together. */
  score: number;
}

/**
 * Puts records that share a key together: each joins the first cluster in which it is alike enough with somebody, and with nobody of whom a
 * person said that the two are not the same.
 */
export function clustersOf(
  conditions: readonly DuplicateCondition[],
  records: readonly Compared[],
  isDismissed: (one: number, other: number) => boolean,
): Cluster[] {
  const clusters: { members: Compared[]; score: number }[] = [];
  for (const record of records) {
    let best: { cluster: (typeof clusters)[number]; score: number } | undefined;
    for (const cluster of clusters) {
      if (cluster.members.some(({ id }) => isDismissed(id, record.id))) continue;
      const scores = cluster.members.map((member) => scoreOf(conditions, member, record)).filter((score) => score !== undefined);
      const score = Math.max(-1, ...scores);
      if (score >= 0 && (!best || score > best.score)) best = { cluster, score };
    }
    if (best) {
      best.cluster.members.push(record);
      best.cluster.score = Math.min(best.cluster.score, best.score);
    } else clusters.push({ members: [record], score: 100 });
  }
  return clusters
    .filter(({ members }) => members.length > 1)
    .map(({ members, score }) => ({ ids: members.map(({ id }) => id).sort((a, b) => a - b), score }));
}

/** A label within a sentence: an abbreviation keeps its letters. */
const inSentence = (label: string): string => (/^\p{Lu}{2}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1));

/** Rules that suit an object, ready to be used. */
export function proposedRules(shape: ObjectShape): DuplicateRuleInput[] {
  const of = (id: number | string, how: Agreement, loose = false): DuplicateCondition => ({ field: id as number, how, loose });
  const typed = (...types: string[]): FieldShape[] => shape.fields.filter(({ type, isReadOnly }) => types.includes(type) && !isReadOnly);
  const rules: DuplicateRuleInput[] = typed('email').map(({ id, label }) => ({
    name: `Same ${inSentence(label)}`,
    conditions: [of(id, 'normalised', true)],
  }));
  for (const { id, label } of typed('phone', 'sms').slice(0, 2))
    rules.push({ name: `Same ${inSentence(label)}`, conditions: [of(id, 'normalised')] });
  if (shape.id === CONTACT) {
    const company = shape.fields.find(({ type, parentObjectId }) => type === 'parent' && parentObjectId === COMPANY);
    if (company)
      rules.push({ name: `Similar name, same ${company.label.toLowerCase()}`, conditions: [of(NAME, 'similar'), of(company.id, 'exact')] });
    const city = shape.fields.find(({ id }) => id === CONTACT_FIELDS.city);
    if (city)
      rules.push({ name: `Similar name, same ${city.label.toLowerCase()}`, conditions: [of(NAME, 'similar'), of(city.id, 'normalised')] });
  } else rules.push({ name: 'Same name', conditions: [of(NAME, 'normalised', shape.id === COMPANY)] });
  for (const { id, label } of typed('url').slice(0, 1))
    rules.push({ name: `Same ${inSentence(label)}`, conditions: [of(id, 'normalised')] });
  return rules;
}
