import jsep, { type Expression } from 'jsep';
import { replaceReferences } from './references.ts';

export type { Expression };

jsep.removeAllBinaryOps();
jsep.removeAllUnaryOps();
jsep.removeLiteral('null');
const PRECEDENCE: readonly (readonly string[])[] = [
  ['or', '||'],
  ['and', '&&'],
  ['=', '==', '!=', '<>', '<', '<=', '>', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
];
PRECEDENCE.forEach((operators, strength) => operators.forEach((operator) => jsep.addBinaryOp(operator, strength + 1)));
for (const operator of ['-', '+', '!', 'not']) jsep.addUnaryOp(operator);

/** How a reference stands in the text that is parsed: `{7.3}` as the identifier `$7.3` could not, so it is numbered. */
const NAME = /^\$ref(\d+)$/;

export interface Parsed {
  tree: Expression;
  /** What stands between the braces of an identifier that stands for a reference. */
  innerOf(name: string): string | undefined;
}

/** The tree of an expression's text, or one sentence that says where it cannot be read. Words are taken whatever their case. */
export function parseExpression(text: string): Parsed | { problem: string } {
  const inner: string[] = [];
  const plain = lowerWords(replaceReferences(text, (between) => `$ref${inner.push(between) - 1} `));
  try {
    const tree = jsep(plain);
    if (tree.type === 'Compound') return { problem: whatIsWrong(plain, tree) };
    return { tree, innerOf: (name) => inner[Number(NAME.exec(name)?.[1] ?? -1)] };
  } catch (error) {
    const { index = 0, description = 'It cannot be read' } = error as { index?: number; description?: string };
    const before = readable(plain.slice(0, index), inner).trim();
    const sentence = description.replace(/\.$/, '');
    return { problem: before ? `After “${before.slice(-60)}”: ${sentence}.` : `${sentence}.` };
  }
}

const readable = (plain: string, inner: readonly string[]): string =>
  plain.replace(/\$ref(\d+) ?/g, (_, index: string) => `{${inner[Number(index)]}}`);

function whatIsWrong(plain: string, { body }: Expression): string {
  if (!Array.isArray(body) || body.length === 0) return 'Write a formula.';
  return plain.includes(';') || plain.includes('\n')
    ? 'A formula is one expression. Remove what separates several.'
    : 'Two values stand side by side. Put an operator such as + or & between them.';
}

/** `AND`, `If` and `TRUE` mean what `and`, `if` and `true` do; what stands in quotes stays. */
const lowerWords = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_]+/g, (piece) => (/^["']/.test(piece) ? piece : piece.toLowerCase()));
