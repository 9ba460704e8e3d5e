import type { Schema } from '../../src/app/openapi/facts.ts';
import { keyOf, typeOf, wordsOf } from './typescript.ts';

/** A place in the tree of addresses: its operations by method, and what goes on from it; `{}` stands for whatever is filled in. */
interface Place {
  operations: Record<string, Schema>;
  further: Map<string, Place>;
}

/** The document as types for the client: every schema under its name, and every operation in a tree of addresses. */
export function clientTypes(document: Schema): string {
  const { paths, components } = document as {
    paths: Record<string, Record<string, Schema>>;
    components: { schemas: Record<string, Schema> };
  };
  const { schemas } = components;
  const inputs = inputsOf(paths, schemas);
  const named = Object.entries(schemas).map(
    ([name, schema]) => `${wordsOf(schema)}\nexport type ${name} = ${typeOf(schema, { isInput: inputs.has(name) })};`,
  );
  return [
    '// Written by `npm run api` from the OpenAPI document. Change the server, not this file.',
    ...named,
    '/** Every operation, in a tree of the parts of its address. */',
    `export interface Addresses ${treeOf(placesOf(paths))}`,
    '',
  ].join('\n');
}

function placesOf(paths: Record<string, Record<string, Schema>>): Place {
  const root: Place = { operations: {}, further: new Map() };
  for (const [path, operations] of Object.entries(paths)) {
    let place = root;
    for (const part of path.slice(1).split('/')) {
      const step = part.startsWith('{') && part.endsWith('}') ? '{}' : part;
      if (!place.further.has(step)) place.further.set(step, { operations: {}, further: new Map() });
      place = place.further.get(step)!;
    }
    place.operations = operations;
  }
  return root;
}

function treeOf({ operations, further }: Place): string {
  const here = Object.entries(operations).map(([method, operation]) => `${method.toUpperCase()}: ${operationOf(operation)};`);
  const on = [...further].map(([step, place]) => `${keyOf(step)}: ${treeOf(place)};`);
  return `{ ${here.length > 0 ? `$: { ${here.join('\n')} };\n` : ''}${on.join('\n')} }`;
}

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  description?: string;
  schema: Schema;
}

function operationOf(operation: Schema): string {
  const parameters = (operation.parameters as Partial<Parameter>[]).filter((parameter): parameter is Parameter => 'name' in parameter);
  const body = operation.requestBody as { required: boolean; content: Record<string, { schema: Schema }> } | undefined;
  const json = body?.content['application/json'];
  const parts = [
    ['path', given(parameters, 'path')],
    ['query', given(parameters, 'query')],
    [`body${body?.required === false ? '?' : ''}`, json ? typeOf(json.schema, { isInput: true }) : body ? 'FormData' : undefined],
    ['reply', replyOf(operation.responses as Record<string, Schema>)],
  ];
  return `{ ${parts
    .filter(([, type]) => type)
    .map(([name, type]) => `${name}: ${type};`)
    .join(' ')} }`;
}

function given(parameters: readonly Parameter[], where: string): string | undefined {
  const these = parameters.filter((parameter) => parameter.in === where);
  if (these.length === 0) return undefined;
  return `{ ${these.map((each) => `${wordsOf({ ...each })}${keyOf(each.name)}${each.required ? '' : '?'}: ${typeOf(each.schema, { isInput: true })}${each.required ? '' : ' | undefined'};`).join(' ')} }`;
}

function replyOf(responses: Record<string, Schema>): string {
  const types = Object.entries(responses).flatMap(([status, response]) => {
    if (status === 'default' || status === '304') return [];
    const content = Object.entries((response.content ?? {}) as Record<string, { schema: Schema }>);
    if (content.length === 0) return ['undefined'];
    return content.map(([type, { schema }]) => (type === 'application/json' ? typeOf(schema, { isInput: false }) : 'string'));
  });
  return [...new Set(types)].join(' | ') || 'undefined';
}

/** The schemas that bodies are made of. */
function inputsOf(paths: Record<string, Record<string, Schema>>, schemas: Record<string, Schema>): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value ?? null).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
      if (found.has(name!)) continue;
      found.add(name!);
      visit(schemas[name!]);
    }
  };
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) visit(operation.requestBody);
  return found;
}
