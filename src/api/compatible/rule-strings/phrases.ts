import { unreadable, type Part } from './unreadable-rule.ts';

/** One `Name(parameter,parameter)` of a rule; `at` is where it begins in its text. */
export interface Phrase {
  name: string;
  parameters: readonly string[];
  at: number;
}

/** Phrases that are all to be true, of which any such row is enough: `a;b|c` is a and b, or else c. */
export type Rows<One> = readonly (readonly One[])[];

const MOST_PHRASES = 200;
const LONGEST = 20_000;
const NAME = /[A-Za-z0-9_]/;
/** Signs that end or part something, and the one that says a sign is meant as it stands. */
const SIGNS = '(),;|\\';

/**
 * A part of a rule as phrases. `;` joins them, and in conditions `|` begins another row: `;` binds closer. Within parentheses only a comma and the last
 * parenthesis mean anything, pairs of parentheses may stand there, and a backslash before one of the signs `(),;|\` takes its meaning away. Blank
 * phrases are passed over. Refuses with `UnreadableRule` what is none of this.
 */
export function readPhrases(part: Part, text: string): Rows<Phrase> {
  if (text.length > LONGEST)
    throw unreadable(part, LONGEST, `A part of a rule may have at most ${LONGEST.toLocaleString('en')} characters.`);
  const reader = new PhraseReader(part, text);
  const rows = reader.rows();
  const count = rows.reduce((sum, row) => sum + row.length, 0);
  if (count > MOST_PHRASES) throw unreadable(part, 0, `A part of a rule may have at most ${MOST_PHRASES} phrases.`);
  return rows;
}

class PhraseReader {
  readonly #part: Part;
  readonly #text: string;
  #at = 0;

  constructor(part: Part, text: string) {
    this.#part = part;
    this.#text = text;
  }

  rows(): Phrase[][] {
    const rows: Phrase[][] = [[]];
    for (;;) {
      this.#passBlanks();
      const sign = this.#text[this.#at];
      if (sign === undefined) break;
      if (sign === '|' && this.#part === 'conditions') rows.push([]);
      if (sign === ';' || (sign === '|' && this.#part === 'conditions')) this.#at++;
      else rows.at(-1)!.push(this.#phrase());
    }
    return rows.filter((row) => row.length > 0);
  }

  #phrase(): Phrase {
    const at = this.#at;
    while (NAME.test(this.#text[this.#at] ?? '')) this.#at++;
    const name = this.#text.slice(at, this.#at);
    if (name === '') throw unreadable(this.#part, at, `“${this.#text.slice(at, at + 20)}” is no name. Write Name(parameter,parameter).`);
    this.#passBlanks();
    if (this.#text[this.#at] !== '(') throw unreadable(this.#part, this.#at, `A parenthesis is missing behind ${name}.`);
    this.#at++;
    const parameters = this.#parameters(name, at);
    this.#passBlanks();
    const next = this.#text[this.#at];
    if (next !== undefined && next !== ';' && next !== '|') {
      throw unreadable(this.#part, this.#at, `Behind ${name}(…) comes a semicolon or nothing.`);
    }
    if (next === '|' && this.#part !== 'conditions') throw unreadable(this.#part, this.#at, 'Only conditions are joined with “|”.');
    return { name, parameters, at };
  }

  #parameters(name: string, at: number): string[] {
    const parameters: string[] = [''];
    for (let open = 1; ;) {
      const sign = this.#text[this.#at++];
      if (sign === undefined) throw unreadable(this.#part, at, `The parenthesis of ${name} is never closed.`);
      if (sign === '(') open++;
      if (sign === ')' && --open === 0) break;
      if (sign === ',' && open === 1) parameters.push('');
      else parameters.push(parameters.pop()! + (sign === '\\' ? this.#escaped() : sign));
    }
    return parameters.length === 1 && parameters[0]!.trim() === '' ? [] : parameters;
  }

  #escaped(): string {
    const next = this.#text[this.#at];
    if (next === undefined || !SIGNS.includes(next)) return '\\';
    this.#at++;
    return next;
  }

  #passBlanks(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }
}

/** Phrases as a part of a rule; read again, they are the same. */
export const printRows = (rows: Rows<Omit<Phrase, 'at'>>): string => rows.map((row) => row.map(printPhrase).join(';')).join('|');

const printPhrase = ({ name, parameters }: Omit<Phrase, 'at'>): string =>
  `${name}(${parameters.map((parameter) => parameter.replaceAll(/[(),;|\\]/g, String.raw`\$&`)).join(',')})`;
