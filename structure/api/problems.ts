import { ts } from 'ts-morph';

/** A stable code with one of its sentences and its status. */
export interface ProblemFacts {
  code: string;
  status: number;
  sentence: string;
}

/** Every refusal these sources can make, by its code: the first sentence of each, with `…` for what is filled in. */
export function problemsIn(sources: readonly ts.SourceFile[]): ProblemFacts[] {
  const found = new Map<string, ProblemFacts>();
  const keep = (problem: ProblemFacts | undefined) => {
    if (problem && (found.get(problem.code)?.sentence ?? '').length <= 1) found.set(problem.code, problem);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && isCalled(node, 'Problem')) {
      const [code, sentence, options] = node.arguments ?? [];
      for (const each of codesOf(code)) keep({ code: each, status: statusOf(options), sentence: sentenceOf(sentence) });
    }
    if (ts.isCallExpression(node) && isCalled(node, 'invalid')) {
      const [, sentence, code] = node.arguments;
      for (const each of codesOf(code)) keep({ code: each, status: 422, sentence: sentenceOf(sentence) });
    }
    ts.forEachChild(node, visit);
  };
  for (const source of sources) visit(source);
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

const isCalled = (node: ts.NewExpression | ts.CallExpression, name: string): boolean =>
  ts.isIdentifier(node.expression) && node.expression.text === name;

/** One code, or those of a choice between two. */
function codesOf(code: ts.Expression | undefined): string[] {
  if (!code) return [];
  if (ts.isStringLiteralLike(code)) return [code.text];
  if (ts.isConditionalExpression(code)) return [...codesOf(code.whenTrue), ...codesOf(code.whenFalse)];
  return [];
}

function statusOf(options: ts.Expression | undefined): number {
  if (!options || !ts.isObjectLiteralExpression(options)) return 422;
  const status = options.properties.filter(ts.isPropertyAssignment).find(({ name }) => ts.isIdentifier(name) && name.text === 'status');
  return status && ts.isNumericLiteral(status.initializer) ? Number(status.initializer.text) : 422;
}

function sentenceOf(sentence: ts.Expression | undefined): string {
  if (!sentence) return '…';
  if (ts.isStringLiteralLike(sentence)) return sentence.text;
  if (ts.isTemplateExpression(sentence))
    return sentence.head.text + sentence.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
  if (ts.isConditionalExpression(sentence)) return sentenceOf(sentence.whenTrue);
  return '…';
}
