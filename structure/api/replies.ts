import { ts } from 'ts-morph';
import { inputFactsOf, type InputFacts } from './inputs.ts';
import type { Schema, Wire } from './wire.ts';

/** What a route takes, and what it answers when all goes well. */
export interface RouteFacts {
  params?: InputFacts;
  query?: InputFacts;
  body?: InputFacts;
  /** Absent where no JSON is sent. */
  schema?: Schema;
  /** It may end with 204 and no body. */
  isEmpty?: true;
  /** It may answer with something that is no JSON. */
  isRaw?: true;
}

/** Every route of these sources, by `GET /api/groups/:id`; what it answers is the type of what its handler gives. */
export function routesIn(sources: readonly ts.SourceFile[], checker: ts.TypeChecker, wire: Wire): Record<string, RouteFacts> {
  const found: Record<string, RouteFacts> = {};
  for (const definition of sources.flatMap(definitionsIn)) {
    const method = textOf(valueOf(definition, 'method'), checker);
    const path = textOf(valueOf(definition, 'path'), checker);
    // What is mounted under a path made elsewhere is not of /api; a test finds any that is.
    if (!method || !path) continue;
    if (!path.startsWith('/api/')) continue;
    found[`${method} ${path}`] = {
      ...inputsOf(definition, checker),
      ...replyFactsOf(replyOf(definition, checker), `${method} ${path}`, wire),
    };
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function inputsOf(definition: ts.ObjectLiteralExpression, checker: ts.TypeChecker): RouteFacts {
  const inputs = (['params', 'query', 'body'] as const).flatMap((name) => {
    const schema = valueOf(definition, name);
    const facts = schema && inputFactsOf(schema, checker);
    return facts && Object.keys(facts).length > 0 ? [[name, facts] as const] : [];
  });
  return Object.fromEntries(inputs);
}

function replyFactsOf(type: ts.Type, where: string, wire: Wire): RouteFacts {
  const parts = type.isUnion() ? type.types : [type];
  const isRaw = parts.some((part) => part.symbol?.name === 'RawReply');
  const isEmpty = parts.some((part) => part.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Null));
  const sent = parts.filter((part) => part.symbol?.name !== 'RawReply' && !(part.flags & NOTHING));
  const schemas =
    sent.length === parts.length && sent.length > 0 ? [wire.schemaOf(type, where)] : sent.map((part) => wire.schemaOf(part, where));
  return {
    ...(schemas.length > 0 && { schema: schemas.length === 1 ? schemas[0]! : { anyOf: schemas } }),
    ...(isEmpty && { isEmpty }),
    ...(isRaw && { isRaw }),
  };
}

const NOTHING = ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Never;

function replyOf(definition: ts.ObjectLiteralExpression, checker: ts.TypeChecker): ts.Type {
  const handle = checker.getTypeAtLocation(definition).getProperty('handle')!;
  const [signature] = checker.getTypeOfSymbol(handle).getCallSignatures();
  return checker.getAwaitedType(signature!.getReturnType())!;
}

/** Whatever is handed to `route`, or to a function around it, as a literal that says where it is and who may call it. */
function definitionsIn(source: ts.SourceFile): ts.ObjectLiteralExpression[] {
  const found: ts.ObjectLiteralExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node) && ts.isCallExpression(node.parent) && SAID.every((name) => says(node, name))) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const SAID = ['method', 'path', 'summary', 'handle'];

const says = (of: ts.ObjectLiteralExpression, asked: string): boolean =>
  of.properties.some(({ name }) => name && ts.isIdentifier(name) && name.text === asked);

function valueOf(of: ts.ObjectLiteralExpression, asked: string): ts.Expression | undefined {
  const property = of.properties.find(({ name }) => name && ts.isIdentifier(name) && name.text === asked);
  if (property && ts.isShorthandPropertyAssignment(property)) return property.name;
  return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

/** A text as it is written, also where it is put together from constants. */
export function textOf(value: ts.Expression | undefined, checker: ts.TypeChecker): string | undefined {
  if (!value) return undefined;
  if (ts.isStringLiteralLike(value)) return value.text;
  if (ts.isTemplateExpression(value)) {
    const parts = value.templateSpans.map((span) => [textOf(span.expression, checker), span.literal.text]);
    return parts.some(([text]) => text === undefined) ? undefined : value.head.text + parts.flat().join('');
  }
  const symbol = ts.isShorthandPropertyAssignment(value.parent)
    ? checker.getShorthandAssignmentValueSymbol(value.parent)
    : checker.getSymbolAtLocation(value);
  const declared = symbol?.valueDeclaration;
  return declared && ts.isVariableDeclaration(declared) ? textOf(declared.initializer, checker) : undefined;
}
