import { parseExpression, type Expression } from './parse.ts';
import { FUNCTIONS, OPERATORS, type Slot } from './functions.ts';
import { referenceOf, type Reference } from './references.ts';
import { typeOfResult, type Formula, type FormulaCall, type FormulaType, type ReadFormula } from './tree.ts';
import { LIMITS, type ResultType } from '../shape.ts';

/** What a reference gives, what it is called and where it is read, or a sentence saying why it cannot stand in a formula. */
export type Known = { type: FormulaType; name: string; reference: Reference } | { problem: string };
export type Look = (reference: Reference) => Known;

const DEEPEST = 100;

class Wrong extends Error {}

/** Reads a formula whose references are ids, and checks that its parts fit together and give the result asked for. */
export function readFormula(expression: string, result: ResultType, look: Look): ReadFormula {
  if (expression.trim() === '') return { problem: 'Write a formula.' };
  if (expression.length > LIMITS.formula)
    return { problem: `A formula may have at most ${LIMITS.formula.toLocaleString('en')} characters.` };
  const parsed = parseExpression(expression);
  if ('problem' in parsed) return parsed;
  try {
    const formula = new Reader(parsed.innerOf, look).read(parsed.tree, 0);
    return fits(formula, result);
  } catch (error) {
    if (error instanceof Wrong) return { problem: error.message };
    throw error;
  }
}

function fits(formula: Formula, result: ResultType): ReadFormula {
  const wanted = typeOfResult(result);
  if (formula.type === wanted) return { formula };
  if (wanted === 'text') return { formula: { is: 'call', type: 'text', of: 'concat', parts: [formula] } };
  if (wanted === 'date' && formula.type === 'datetime') return { formula: { is: 'call', type: 'date', of: 'date', parts: [formula] } };
  return { problem: `The formula gives ${A[formula.type]}, not ${A[wanted]}. Change it, or choose what it gives.` };
}

const A: Readonly<Record<FormulaType, string>> = {
  text: 'a text',
  number: 'a number',
  date: 'a date',
  datetime: 'a date and time',
  check: 'yes or no',
};

class Reader {
  readonly innerOf: (name: string) => string | undefined;
  readonly look: Look;

  constructor(innerOf: (name: string) => string | undefined, look: Look) {
    this.innerOf = innerOf;
    this.look = look;
  }

  read(node: Expression, depth: number): Formula {
    if (depth > DEEPEST) throw new Wrong('The formula is nested too deeply. Split it into several fields.');
    switch (node.type) {
      case 'Literal':
        return literal(node.value);
      case 'Identifier':
        return this.reference(String(node.name));
      case 'UnaryExpression':
        return this.unary(node, depth);
      case 'BinaryExpression':
        return this.binary(node, depth);
      case 'CallExpression':
        return this.call(node, depth);
      case 'ConditionalExpression':
        throw new Wrong('Write if(condition, then, otherwise) in place of ? and :.');
      case 'MemberExpression':
        throw new Wrong('A field of a related record stands in one pair of braces, such as {Company.Industry}.');
      default:
        throw new Wrong(
          'The formula holds something that formulas do not have. Use fields in braces, texts in quotes, numbers and functions.',
        );
    }
  }

  reference(name: string): Formula {
    const inner = this.innerOf(name);
    if (inner === undefined) throw new Wrong(`“${name}” is not known. Put fields in braces, such as {${name}}, and texts in quotes.`);
    const reference = referenceOf(inner);
    if (!reference) throw new Wrong(`There is no field “${inner}”. Check how it is spelt.`);
    const known = this.look(reference);
    if ('problem' in known) throw new Wrong(known.problem);
    return { is: 'field', type: known.type, reference: known.reference };
  }

  unary(node: Expression, depth: number): Formula {
    const part = this.read(node.argument as Expression, depth + 1);
    const operator = String(node.operator);
    if (operator === 'not' || operator === '!') return this.made('not', 'not', [part], ['check'], 'check');
    this.expect(operator, part, 'number');
    return operator === '-' ? { is: 'call', type: 'number', of: 'negate', parts: [part] } : part;
  }

  binary(node: Expression, depth: number): Formula {
    const sign = String(node.operator);
    const denied = negatedIn(node);
    if (denied) return this.made('not', 'not', [this.binary(denied, depth)], ['check'], 'check');
    const parts = [this.read(node.left as Expression, depth + 1), this.read(node.right as Expression, depth + 1)];
    const [left, right] = parts as [Formula, Formula];
    const of = OPERATORS[sign]!;
    if (of === 'add' || of === 'subtract') return this.sum(sign, of, left, right);
    if (of === 'multiply' || of === 'divide') return this.made(sign, of, parts, ['number', 'number'], 'number');
    if (of === 'and' || of === 'or') return this.made(sign, of, parts, ['check', 'check'], 'check');
    if (of === 'concat') return this.made(sign, of, parts, ['any', 'any'], 'text');
    const [one, other] = together(left, right);
    if (one.type !== other.type) throw new Wrong(`“${sign}” compares ${A[left.type]} with ${A[right.type]}. Compare two of the same kind.`);
    return { is: 'call', type: 'check', of, parts: [one, other] };
  }

  /** `+` also joins texts and moves dates by days; `-` also tells how many days lie between two. */
  sum(sign: string, of: 'add' | 'subtract', left: Formula, right: Formula): Formula {
    if (of === 'add' && (left.type === 'text' || right.type === 'text')) {
      return { is: 'call', type: 'text', of: 'concat', parts: [left, right] };
    }
    if (hasDay(left) && hasDay(right) && of === 'subtract') return { is: 'call', type: 'number', of: 'days', parts: [right, left] };
    if (hasDay(left) && right.type === 'number') {
      const days: Formula = of === 'add' ? right : { is: 'call', type: 'number', of: 'negate', parts: [right] };
      return { is: 'call', type: 'date', of: 'add_days', parts: [left, days] };
    }
    return this.made(sign, of, [left, right], ['number', 'number'], 'number');
  }

  call(node: Expression, depth: number): Formula {
    const name = String((node.callee as Expression).name);
    const shape = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (name === 'today' || name === 'now') {
      throw new Wrong(`${name}() would change every day though the record does not. Ask for the time in a group or list instead.`);
    }
    if (!shape) throw new Wrong(`There is no function “${name}”. There are ${Object.keys(FUNCTIONS).join(', ')}.`);
    const parts = (node.arguments as Expression[]).map((part) => this.read(part, depth + 1));
    const { takes, least = takes.length, repeats = false } = shape;
    if (parts.length < least || (!repeats && parts.length > takes.length)) {
      throw new Wrong(`${name}() takes ${counted(least, takes.length, repeats)}; here it has ${parts.length}.`);
    }
    const slots = parts.map((_, index) => takes[Math.min(index, takes.length - 1)]!);
    return this.made(name, shape.call, parts, slots, shape.gives);
  }

  made(name: string, of: FormulaCall, given: readonly Formula[], slots: readonly Slot[], gives: FormulaType | 'same'): Formula {
    const alike = sameOf(given, slots);
    const parts = given.map((part, index) => {
      const slot = slots[index]!;
      const isDay = slot === 'day' || (slot === 'same' && (alike === 'date' || alike === 'datetime'));
      const dated = isDay && part.is === 'literal' ? dateLiteral(part) : part;
      const taken = slot === 'same' && alike === 'datetime' && dated.type === 'date' ? asMoment(dated) : dated;
      this.expect(name, taken, slot, alike);
      return taken;
    });
    return { is: 'call', type: gives === 'same' ? alike! : gives, of, parts };
  }

  expect(name: string, part: Formula, slot: Slot, alike?: FormulaType): void {
    if (slot === 'any') return;
    const wanted = slot === 'same' ? alike! : slot;
    if (wanted === 'day' ? hasDay(part) : part.type === wanted) return;
    const what = wanted === 'day' ? 'a date' : A[wanted];
    throw new Wrong(`${/^[a-z]/.test(name) ? `${name}()` : `“${name}”`} needs ${what} where ${this.named(part)} is ${A[part.type]}.`);
  }

  named(part: Formula): string {
    if (part.is === 'literal') return `“${String(part.value)}”`;
    if (part.is === 'call') return `${part.of.replaceAll('_', ' ')}`;
    const known = this.look(part.reference);
    return 'name' in known ? known.name : 'a field';
  }
}

/** `not a = b` denies the comparison, not `a`: a comparison with what is denied, without the denial. */
function negatedIn(node: Expression): Expression | undefined {
  const left = node.left as Expression;
  const isComparison = ['equal', 'unequal', 'less', 'at_most', 'greater', 'at_least'].includes(OPERATORS[String(node.operator)]!);
  return isComparison && left.type === 'UnaryExpression' && left.operator === 'not'
    ? { ...node, left: left.argument as Expression }
    : undefined;
}

/** The kind that all places marked `same` share: of a date and a moment, a moment. */
function sameOf(parts: readonly Formula[], slots: readonly Slot[]): FormulaType | undefined {
  const types = parts.filter((_, index) => slots[index] === 'same').map(({ type }) => type);
  return types.includes('datetime') && types.every((type) => type === 'date' || type === 'datetime') ? 'datetime' : types[0];
}

/** A date compared with a moment is the moment its day begins. */
function together(left: Formula, right: Formula): [Formula, Formula] {
  if (left.type === 'date' && right.type === 'datetime') return [asMoment(left), right];
  if (left.type === 'datetime' && right.type === 'date') return [left, asMoment(right)];
  if (left.type === 'date' && right.is === 'literal' && right.type === 'text') return [left, dateLiteral(right)];
  if (right.type === 'date' && left.is === 'literal' && left.type === 'text') return [dateLiteral(left), right];
  return [left, right];
}

const hasDay = ({ type }: Formula): boolean => type === 'date' || type === 'datetime';

const asMoment = (part: Formula): Formula => ({ is: 'call', type: 'datetime', of: 'moment', parts: [part] });

/** A date is written as a text in quotes, `"2026-03-31"`, wherever it stands beside a date. */
const dateLiteral = (part: Formula & { is: 'literal' }): Formula => (isDay(String(part.value)) ? { ...part, type: 'date' } : part);

function isDay(text: string): boolean {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && text >= '0001' && day.toISOString().startsWith(text);
}

function literal(value: unknown): Formula {
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || Math.abs(value) > 1e15) throw new Wrong('A number in the formula is too large.');
    return { is: 'literal', type: 'number', value };
  }
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new Wrong('A text in the formula contains the character NUL. Remove it.');
    return { is: 'literal', type: 'text', value };
  }
  return { is: 'literal', type: 'check', value: value === true };
}

function counted(least: number, most: number, repeats: boolean): string {
  if (repeats) return `${least} or more values`;
  return least === most ? `${least} ${least === 1 ? 'value' : 'values'}` : `${least} to ${most} values`;
}
