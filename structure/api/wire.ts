import { ts } from 'ts-morph';
import { wordsOn } from './inputs.ts';

export type Schema = Record<string, unknown>;

/** What the compiler knows about a type, as JSON Schema of what `JSON.stringify` makes of its values. */
export interface Wire {
  /** `where` names the place in what is said about types that say too little. */
  schemaOf: (type: ts.Type, where: string) => Schema;
  /** Gives what was made of schemas its last form, with the named ones beside it: only now is it known which names are unique. */
  finished: <T>(made: T) => { made: T; schemas: Record<string, Schema> };
  /** Where a type says nothing (`unknown`, `any`): these replies cannot be described. */
  loose: string[];
}

/** How a type is called, and where. */
interface Called {
  name: string;
  file: string;
  symbol?: ts.Symbol;
}

interface Named {
  /** Stands for the name until all names are known. */
  key: string;
  plain: string;
  domain: string;
  file: string;
  schema: Schema;
}

const REF = '#/components/schemas/';

/** Reads types of one program. Interfaces and aliases of our own sources become named schemas; all else stands where it is used. */
export function wireOf(checker: ts.TypeChecker, sources: readonly ts.SourceFile[]): Wire {
  const called = namesGivenIn(sources, checker);
  const nameOf = (type: ts.Type): Called | undefined => {
    const symbol = ownNameOf(type);
    return symbol ? { name: symbol.name, file: fileOf(symbol), symbol } : called.get(type);
  };
  const named = new Map<ts.Type, Named>();
  const within: ts.Type[] = [];
  const loose: string[] = [];

  function schemaOf(type: ts.Type, where: string): Schema {
    const own = nameOf(type);
    if (!own) return shapeOf(type, where);
    const known = named.get(type);
    if (known) return { $ref: REF + known.key };
    const name: Named = { key: `§${named.size}§`, plain: own.name, file: own.file, domain: domainOf(own.file), schema: {} };
    named.set(type, name);
    name.schema = { ...(own.symbol && described(own.symbol)), ...shapeOf(type, own.name) };
    return { $ref: REF + name.key };
  }

  function shapeOf(type: ts.Type, where: string): Schema {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return anything(where);
    if (type.isUnion()) return unionOf(type, where);
    const plain = plainOf(type);
    if (plain) return plain;
    const values = type.isIntersection() && type.types.find((part) => plainOf(part));
    if (values) return plainOf(values)!;
    return objectOf(type, where);
  }

  function anything(where: string): Schema {
    loose.push(where);
    return {};
  }

  function unionOf(type: ts.UnionType, where: string): Schema {
    const origin = (type as ts.UnionType & { origin?: ts.UnionType }).origin;
    const parts = (origin?.isUnion() ? origin.types : type.types).filter((part) => !(part.flags & UNSENT));
    const nullable = parts.some((part) => part.flags & ts.TypeFlags.Null);
    const enums = parts
      .filter((part) => part.isLiteral() && !nameOf(part))
      .map((part) => (part as ts.LiteralType).value as string | number);
    const rest = parts.filter((part) => !(part.flags & ts.TypeFlags.Null) && !(part.isLiteral() && !nameOf(part)));
    const booleans = rest.filter((part) => part.flags & ts.TypeFlags.BooleanLiteral);
    const others = rest.filter((part) => !(booleans.length === 2 && booleans.includes(part))).map((part) => schemaOf(part, where));
    const all = [
      ...(enums.length > 0 ? [enumOf(enums)] : []),
      ...(booleans.length === 2 ? [{ type: 'boolean' }] : []),
      ...others,
      ...(nullable ? [{ type: 'null' }] : []),
    ];
    return merged(all);
  }

  function objectOf(type: ts.Type, where: string): Schema {
    if (checker.isArrayType(type))
      return { type: 'array', items: schemaOf(checker.getTypeArguments(type as ts.TypeReference)[0]!, `${where}[]`) };
    if (checker.isTupleType(type)) return tupleOf(type as ts.TupleTypeReference, where);
    const own = type.getProperty('toJSON');
    if (type.symbol?.name === 'Date') return { type: 'string', format: 'date-time' };
    if (own) return schemaOf(checker.getTypeOfSymbol(own).getCallSignatures()[0]!.getReturnType(), where);
    if (within.includes(type)) throw new Error(`The type of ${where} holds itself: give it a name (an interface).`);
    within.push(type);
    try {
      return propertiesOf(type, where);
    } finally {
      within.pop();
    }
  }

  function tupleOf(type: ts.TupleTypeReference, where: string): Schema {
    const items = checker.getTypeArguments(type).map((part) => schemaOf(part, `${where}[]`));
    if (type.target.combinedFlags & ts.ElementFlags.Variable) return { type: 'array', items: merged(items) };
    return { type: 'array', prefixItems: items, minItems: type.target.minLength, maxItems: items.length };
  }

  function propertiesOf(type: ts.Type, where: string): Schema {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of checker.getPropertiesOfType(type)) {
      const is = checker.getTypeOfSymbol(property);
      if (isUnsent(is) || property.name.startsWith('__@')) continue;
      const shape = schemaOf(is, `${where}.${property.name}`);
      properties[property.name] = { ...described(property), ...shape };
      if (!mayBeUndefined(is) && !(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    const index = checker.getIndexInfoOfType(type, ts.IndexKind.String) ?? checker.getIndexInfoOfType(type, ts.IndexKind.Number);
    const open = index && { additionalProperties: schemaOf(index.type, `${where}[…]`) };
    if (!index && Object.keys(properties).length === 0 && !nameOf(type)) return anythingBut(type, where);
    return { type: 'object', ...(Object.keys(properties).length > 0 && { properties }), ...(required.length > 0 && { required }), ...open };
  }

  /** `{}` is what is left of `unknown` once it is known not to be null. */
  const anythingBut = (type: ts.Type, where: string): Schema => (type.symbol ? { type: 'object' } : anything(where));

  const described = (symbol: ts.Symbol): Schema => {
    const words = wordsOn(symbol, checker);
    return words === '' ? {} : { description: words };
  };

  function finished<T>(made: T): { made: T; schemas: Record<string, Schema> } {
    const names = namesOf([...named.values()]);
    const schemas = [...named.values()].map(({ key, schema }) => [names.get(key)!, schema] as const).sort(([a], [b]) => (a < b ? -1 : 1));
    const text = JSON.stringify({ made, schemas: Object.fromEntries(schemas) });
    return JSON.parse(text.replaceAll(/§\d+§/g, (key) => names.get(key)!)) as { made: T; schemas: Record<string, Schema> };
  }

  return { schemaOf, finished, loose };
}

const UNSENT = ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never | ts.TypeFlags.ESSymbolLike;

const isUnsent = (type: ts.Type): boolean =>
  Boolean(type.flags & UNSENT) || (type.getCallSignatures().length > 0 && type.getProperties().length === 0);

const mayBeUndefined = (type: ts.Type): boolean =>
  Boolean(type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Unknown | ts.TypeFlags.Any)) ||
  (type.isUnion() && type.types.some((part) => part.flags & ts.TypeFlags.Undefined));

function plainOf(type: ts.Type): Schema | undefined {
  if (type.isStringLiteral() || type.isNumberLiteral()) return enumOf([type.value]);
  if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
  if (type.flags & ts.TypeFlags.BigIntLike) throw new Error('A bigint cannot be sent as JSON.');
  if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
  if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: (type as ts.Type & { intrinsicName: string }).intrinsicName === 'true' };
  if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
  if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
  return undefined;
}

/** The order of a union says nothing, and changes with what the compiler met first. */
const enumOf = (values: (string | number)[]): Schema => ({ type: single(values.map((value) => typeof value)), enum: [...values].sort() });

function single(types: string[]): string | string[] {
  const different = [...new Set(types)].sort();
  return different.length === 1 ? different[0]! : different;
}

/** One of these; plain types stand together (`["string", "null"]`). */
function merged(parts: Schema[]): Schema {
  const different = [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];
  const isBare = (part: Schema) => Object.keys(part).length === 1 && 'type' in part;
  const bare = different.filter(isBare).flatMap(({ type }) => type as string);
  const rest = different.filter((part) => !isBare(part)).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (different.some((part) => Object.keys(part).length === 0)) return {};
  const all = [...rest, ...(bare.length > 0 ? [{ type: single(bare) }] : [])];
  if (all.length === 1) return all[0]!;
  const onlyNullable = rest.length === 1 && bare.length === 1 && bare[0] === 'null' ? rest[0]! : undefined;
  if (onlyNullable && Array.isArray(onlyNullable.enum)) {
    return { type: single([onlyNullable.type as string, 'null'].flat()), enum: [...(onlyNullable.enum as unknown[]), null] };
  }
  return { anyOf: all };
}

/** What `export type Group = z.infer<typeof group>` or the function `presentGroup` call a type that bears no name itself. */
function namesGivenIn(sources: readonly ts.SourceFile[], checker: ts.TypeChecker): Map<ts.Type, Called> {
  const called = new Map<ts.Type, Called>();
  const call = (type: ts.Type, name: string, file: string): void => {
    const isShape = type.isUnion() ? type.types.every((part) => part.flags & ts.TypeFlags.Object) : type.flags & ts.TypeFlags.Object;
    if (isShape && !ownNameOf(type) && !checker.isArrayType(type) && !called.has(type)) called.set(type, { name, file });
  };
  for (const { statements, fileName } of sources) {
    for (const statement of statements) {
      if (ts.isTypeAliasDeclaration(statement) && !statement.typeParameters && ts.isTypeReferenceNode(statement.type)) {
        call(checker.getDeclaredTypeOfSymbol(checker.getSymbolAtLocation(statement.name)!), statement.name.text, fileName);
      }
      for (const presenter of presentersIn(statement)) {
        const [signature] = checker.getTypeAtLocation(presenter).getCallSignatures();
        if (signature) call(signature.getReturnType(), presenter.text.replace('present', ''), fileName);
      }
    }
  }
  return called;
}

function presentersIn(statement: ts.Statement): ts.Identifier[] {
  const names = ts.isFunctionDeclaration(statement)
    ? [statement.name]
    : ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map(({ name }) => name)
      : [];
  return names
    .filter((name) => name !== undefined)
    .filter(ts.isIdentifier)
    .filter(({ text }) => /^present[A-Z]/.test(text));
}

/** The interface, class or alias of our own that a type is called by; types with parameters have no name of their own. */
function ownNameOf(type: ts.Type): ts.Symbol | undefined {
  if (type.aliasSymbol) return type.aliasTypeArguments ? undefined : ours(type.aliasSymbol);
  const isInterface = type.flags & ts.TypeFlags.Object && (type as ts.ObjectType).objectFlags & ts.ObjectFlags.ClassOrInterface;
  return isInterface && type.symbol && !(type as ts.InterfaceType).typeParameters ? ours(type.symbol) : undefined;
}

const ours = (symbol: ts.Symbol): ts.Symbol | undefined =>
  /\/(src|test)\//.test(fileOf(symbol)) && !fileOf(symbol).includes('/node_modules/') ? symbol : undefined;

const fileOf = (symbol: ts.Symbol): string => symbol.declarations?.[0]?.getSourceFile().fileName ?? '';

const domainOf = (file: string): string => /\/(?:src|test)\/([^/.]+)/.exec(file)?.[1] ?? '';

/** Two types of one name bear their domain before it, and a number behind where that is not enough. */
function namesOf(all: readonly Named[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { key, plain, domain } of [...all].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    const isAlone = all.filter((other) => other.plain === plain).length === 1;
    const wanted = isAlone ? plain : `${domain.charAt(0).toUpperCase()}${domain.slice(1)}${plain}`;
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`;
    taken.add(name);
    names.set(key, name);
  }
  return names;
}
