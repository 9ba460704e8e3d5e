/** What a condition of the compatible API asks, in either of its two forms. */
export type Condition = { join: 'and' | 'or'; parts: readonly Condition[] } | Comparison;

export interface Comparison {
  /** A field of the record, or of a related one: `company//name`. */
  field: string;
  operator: Operator;
  values: readonly string[];
}

const OPERATORS = [
  '=',
  '<>',
  '>',
  '<',
  '>=',
  '<=',
  'in',
  'not in',
  'is null',
  'is not null',
  'like',
  'not like',
  'contains',
  'does not contain',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** A condition that cannot be read. */
export class InvalidCondition extends Error {}

const MOST_PARTS = 200;
const DEEPEST = 10;

/** A condition as it was given: a list, the text of a list, or the older form that looks like SQL. Undefined where nothing is asked. */
export function readCondition(given: unknown): Condition | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given !== 'string') return readList(given);
  const text = given.trim();
  if (text === '') return undefined;
  if (!text.startsWith('[')) return readText(text);
  try {
    return readList(JSON.parse(text));
  } catch (error) {
    if (error instanceof InvalidCondition) throw error;
    throw new InvalidCondition('The list cannot be read.');
  }
}

// The list. ---------------------------------------------------------------------------------------------------------------------------

/** Members joined by "AND" and "OR", which are read from left to right; a list among them is a group. */
function readList(given: unknown, depth = 1): Condition | undefined {
  const members = Array.isArray(given) ? given : typeof given === 'object' && given !== null ? [given] : undefined;
  if (!members || depth > DEEPEST || members.length > MOST_PARTS) throw new InvalidCondition('A condition is a list of comparisons.');
  let read: Condition | undefined;
  let join: 'and' | 'or' = 'and';
  for (const member of members) {
    if (typeof member === 'string') {
      join = joinOf(member);
      continue;
    }
    const next = Array.isArray(member) ? readList(member, depth + 1) : readComparison(member);
    if (next !== undefined) read = read === undefined ? next : joined(join, [read, next]);
    join = 'and';
  }
  return read;
}

function joinOf(word: string): 'and' | 'or' {
  const join = word.trim().toLowerCase();
  if (join !== 'and' && join !== 'or') throw new InvalidCondition(`“${word}” joins nothing.`);
  return join;
}

function readComparison(member: unknown): Comparison {
  const { field, op, value } = (member ?? {}) as { field?: unknown; op?: unknown; value?: unknown };
  const name = fieldName(field);
  const operator = String(op ?? '')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();
  if (operator === 'is' || operator === 'is not') {
    if (String(valueOf(value)).toUpperCase() !== 'NULL' && valueOf(value) !== '') throw new InvalidCondition('IS is asked of NULL alone.');
    return { field: name, operator: operator === 'is' ? 'is null' : 'is not null', values: [] };
  }
  const list = (value as { list?: unknown } | null)?.list;
  const values = Array.isArray(list) ? list.map((one) => String(valueOf(one))) : [String(valueOf(value))];
  const asked = operator === '=' && Array.isArray(list) ? 'in' : operator === '!=' ? '<>' : operator;
  if (!OPERATORS.includes(asked as Operator)) throw new InvalidCondition(`There is no operator “${operator}”.`);
  return { field: name, operator: asked as Operator, values };
}

function fieldName(field: unknown): string {
  if (typeof field === 'string') return field;
  const { field: name, table } = (field ?? {}) as { field?: unknown; table?: unknown };
  if (typeof name !== 'string' || name === '') throw new InvalidCondition('A comparison names a field.');
  return typeof table === 'string' && table !== '' ? `${table}//${name}` : name;
}

function valueOf(value: unknown): unknown {
  const inner = typeof value === 'object' && value !== null && 'value' in value ? (value as { value: unknown }).value : value;
  if (inner === null || inner === undefined) return '';
  if (typeof inner === 'boolean') return inner ? '1' : '0';
  if (typeof inner === 'object') throw new InvalidCondition('A value is a text or a number.');
  return inner;
}

const joined = (join: 'and' | 'or', parts: readonly Condition[]): Condition => ({ join, parts });

// The text. ---------------------------------------------------------------------------------------------------------------------------

interface Token {
  kind: 'word' | 'text' | 'sign' | 'name';
  text: string;
}

const TOKENS = /\s*(?:'((?:[^'\\]|''|\\.)*)'|"((?:[^"\\]|""|\\.)*)"|`([^`]+)`|(<>|!=|>=|<=|[=<>(),])|([^\s'"`=<>!(),]+))/suy;

/** `lastname='x' AND (city LIKE 'D%' OR id IN (1,2))`: AND binds closer than OR. */
function readText(text: string): Condition {
  const reader = new TextReader(tokensOf(text));
  const condition = reader.any(1);
  if (!reader.isDone) throw new InvalidCondition('Something stands behind the end of the condition.');
  return condition;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKENS.lastIndex = 0;
  while (text.slice(TOKENS.lastIndex).trim() !== '') {
    const found = TOKENS.exec(text);
    if (!found || tokens.length > 5 * MOST_PARTS) throw new InvalidCondition('The condition cannot be read.');
    const [, single, double, name, sign, word] = found;
    const quoted = single ?? double;
    if (quoted !== undefined) tokens.push({ kind: 'text', text: unquoted(quoted) });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'word', text: word! });
  }
  return tokens;
}

const unquoted = (text: string): string => text.replaceAll(/''|""|\\(.)/gs, (whole, escaped: string | undefined) => escaped ?? whole[0]!);

class TextReader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #parts = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  any(depth: number): Condition {
    const parts = [this.#all(depth)];
    while (this.#takes('or')) parts.push(this.#all(depth));
    return parts.length === 1 ? parts[0]! : joined('or', parts);
  }

  #all(depth: number): Condition {
    const parts = [this.#one(depth)];
    while (this.#takes('and')) parts.push(this.#one(depth));
    return parts.length === 1 ? parts[0]! : joined('and', parts);
  }

  #one(depth: number): Condition {
    if (depth > DEEPEST || ++this.#parts > MOST_PARTS) throw new InvalidCondition('The condition is too large.');
    if (!this.#takes('(')) return this.#comparison();
    const inner = this.any(depth + 1);
    this.#expect(')');
    return inner;
  }

  #comparison(): Comparison {
    const field = this.#next();
    if (field.kind !== 'word' && field.kind !== 'name') throw new InvalidCondition('A comparison begins with a field.');
    if (this.#takes('is')) {
      const isNot = this.#takes('not');
      this.#expect('null');
      return { field: field.text, operator: isNot ? 'is not null' : 'is null', values: [] };
    }
    const isNot = this.#takes('not');
    if (this.#takes('in')) return { field: field.text, operator: isNot ? 'not in' : 'in', values: this.#list() };
    if (this.#takes('like')) return { field: field.text, operator: isNot ? 'not like' : 'like', values: [this.#value()] };
    const sign = this.#next();
    const operator = sign.text === '!=' ? '<>' : sign.text;
    if (isNot || sign.kind !== 'sign' || !OPERATORS.includes(operator as Operator))
      throw new InvalidCondition(`“${sign.text}” compares nothing.`);
    return { field: field.text, operator: operator as Operator, values: [this.#value()] };
  }

  #list(): string[] {
    this.#expect('(');
    const values = [this.#value()];
    while (this.#takes(',')) values.push(this.#value());
    this.#expect(')');
    return values;
  }

  #value(): string {
    const token = this.#next();
    if (token.kind !== 'text' && token.kind !== 'word') throw new InvalidCondition('A comparison ends with a value.');
    return token.text;
  }

  #next(): Token {
    const token = this.#tokens[this.#at++];
    if (!token) throw new InvalidCondition('The condition ends too early.');
    return token;
  }

  #takes(what: string): boolean {
    const token = this.#tokens[this.#at];
    if (!token || (token.kind !== 'word' && token.kind !== 'sign') || token.text.toLowerCase() !== what) return false;
    this.#at++;
    return true;
  }

  #expect(what: string): void {
    if (!this.#takes(what)) throw new InvalidCondition(`“${what}” is missing.`);
  }
}
