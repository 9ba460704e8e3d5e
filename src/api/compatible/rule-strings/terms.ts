import type { FieldShape, ObjectShape } from '../../../records/index.ts';
import { wireName } from '../rules/wire-values.ts';
import type { Rule } from '../../../automations/index.ts';
import type { Phrase } from './phrases.ts';

export type RuleTrigger = Omit<Rule['triggers'][number], 'id'>;
export type RuleAction = Omit<Rule['actions'][number], 'id'>;

/** What a rule may name besides its record's fields, and what a sentence calls it. */
const THINGS = {
  tag: 'tag',
  message: 'message',
  form: 'form',
  automation: 'automation',
  template: 'task template',
  router: 'lead router',
  webhook: 'webhook',
  user: 'user',
} as const;
export type Thing = keyof typeof THINGS;

/** What the texts of rules are read and written with: one object of an account, and all that rules about it may name, by number. */
export interface RuleTerms {
  shape: ObjectShape;
  shapes: ReadonlyMap<number, ObjectShape>;
  currency: string;
  idField: string;
  things: Readonly<Record<Thing, ReadonlyMap<number, string>>>;
  /** Tags by their names in small letters. */
  tagNamed: ReadonlyMap<string, number>;
  /** What messages say, as a user can be told it, and where their links lead, in their order. */
  messages: ReadonlyMap<number, { subject: string; text: string; links: readonly string[] }>;
}

/** What a phrase means is not what it says: a sentence, without the place, which whoever reads the text adds. */
export class Unmeant extends Error {}

/** One name of a kind of part: how its parameters are read, and which phrases say a thing; none where this name does not. */
export interface Wording<What> {
  name: string;
  /** What its parameters are called in sentences; those that end in a question mark may be left out. */
  parameters: readonly string[];
  /** Whether it is about contacts alone. */
  contactsOnly?: boolean;
  read: (parameters: readonly string[], terms: RuleTerms) => What;
  say?: (what: What, terms: RuleTerms) => readonly (readonly string[])[] | undefined;
}

export type Spoken = Omit<Phrase, 'at'>;

/** A number that names one of the account's things. Refuses other numbers, and what is none. */
export function thingNamed(terms: RuleTerms, thing: Thing, text: string): number {
  const id = wholeNumber(text, `the ${THINGS[thing]}`);
  if (!terms.things[thing].has(id)) throw new Unmeant(`there is no ${THINGS[thing]} ${id} for these records.`);
  return id;
}

/** The same, of which none, or 0, stands for any. */
export const thingOrAny = (terms: RuleTerms, thing: Thing, text: string | undefined): number | undefined =>
  isAny(text) ? undefined : thingNamed(terms, thing, text!);

export const isAny = (text: string | undefined): boolean => text === undefined || text.trim() === '' || text.trim() === '0';

export function wholeNumber(text: string, what: string): number {
  if (!/^\d{1,9}$/.test(text.trim())) throw new Unmeant(`“${text.trim().slice(0, 40)}” is no number for ${what}.`);
  return Number(text);
}

/** A field by the name that calls know it by. */
export function fieldNamed(terms: RuleTerms, text: string): FieldShape {
  const name = text.trim();
  const field = terms.shape.fields.find((one) => wireName(one) === name && one.deletedAt === null);
  if (!field) throw new Unmeant(`there is no field “${name.slice(0, 60)}”.`);
  return field;
}

/** What calls know a field by; undefined for one that is gone. */
export function nameOfField({ shape }: RuleTerms, id: number): string | undefined {
  const field = shape.fields.find((one) => one.id === id && one.deletedAt === null);
  return field && wireName(field);
}

/** One of the words a parameter may be, by what it stands for. */
export function oneOf<Value>(text: string, words: Readonly<Record<string, Value>>, what: string): Value {
  const word = text.trim();
  if (!Object.hasOwn(words, word)) {
    throw new Unmeant(
      `“${word.slice(0, 40)}” is no ${what}. Give ${Object.keys(words)
        .map((one) => `“${one}”`)
        .join(', ')}.`,
    );
  }
  return words[word]!;
}

/** The word that stands for a value; undefined where none does. */
export const wordFor = <Value>(words: Readonly<Record<string, Value>>, value: Value): string | undefined =>
  Object.keys(words).find((word) => words[word] === value);

export const DAYS_WEEKS_MONTHS = { '0': 'days', '1': 'weeks', '2': 'months' } as const;
