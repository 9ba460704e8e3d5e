import type { Schema } from '../../src/app/openapi/facts.ts';

const REF = /^#\/components\/schemas\//;

interface Writing {
  /** What is sent may be read-only; what is received is the caller's own. */
  isInput: boolean;
}

/** A JSON Schema as a TypeScript type; references are to the interfaces and types beside it. */
export function typeOf(schema: Schema, writing: Writing): string {
  if (typeof schema.$ref === 'string') return schema.$ref.replace(REF, '');
  if (Array.isArray(schema.enum)) return union((schema.enum as unknown[]).map((value) => JSON.stringify(value)));
  if ('const' in schema) return JSON.stringify(schema.const);
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices) return union(choices.map((choice) => typeOf(choice, writing)));
  if (Array.isArray(schema.allOf)) return (schema.allOf as Schema[]).map((part) => typeOf(part, writing)).join(' & ');
  const { type } = schema;
  if (Array.isArray(type)) return union((type as string[]).map((each) => typeOf({ ...schema, type: each }, writing)));
  return plainOf(type as string | undefined, schema, writing);
}

function plainOf(type: string | undefined, schema: Schema, writing: Writing): string {
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return arrayOf(schema, writing);
    case 'object':
      return objectOf(schema, writing);
    default:
      return 'unknown';
  }
}

function arrayOf({ items, prefixItems }: Schema, writing: Writing): string {
  if (prefixItems)
    return `${writing.isInput ? 'readonly ' : ''}[${(prefixItems as Schema[]).map((part) => typeOf(part, writing)).join(', ')}]`;
  return `${writing.isInput ? 'ReadonlyArray' : 'Array'}<${typeOf((items as Schema | undefined) ?? {}, writing)}>`;
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, writing: Writing): string {
  const lines = Object.entries(properties as Record<string, Schema>).map(([name, of]) => {
    const isOptional = !(required as string[]).includes(name);
    return `${wordsOf(of)}${keyOf(name)}${isOptional ? '?' : ''}: ${typeOf(of, writing)}${isOptional ? ' | undefined' : ''};`;
  });
  const open =
    additionalProperties &&
    `{ [key: string]: ${additionalProperties === true ? 'unknown' : typeOf(additionalProperties as Schema, writing)} }`;
  if (lines.length === 0) return open ? String(open) : '{ [key: string]: unknown }';
  return `{ ${lines.join(' ')} }${open ? ` & ${open}` : ''}`;
}

const union = (parts: string[]): string => [...new Set(parts)].join(' | ') || 'never';

export const keyOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

export const wordsOf = ({ description }: Schema): string =>
  typeof description === 'string' ? `/** ${description.replaceAll('*/', '* /')} */ ` : '';
