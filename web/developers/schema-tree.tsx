import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { resolved, type ApiDocument, type Schema } from './document-data.ts';
import classes from './reference.module.css';

interface SchemaTreeProps {
  document: ApiDocument;
  schema: Schema;
}

/** What a value is made of, property by property; what holds further things unfolds. */
export function SchemaTree({ document, schema }: SchemaTreeProps) {
  const inner = insideOf(document, schema);
  if (inner.length === 0) return <code className={classes.type}>{typeInWords(document, schema)}</code>;
  return (
    <ul className={classes.tree}>
      {inner.map(({ name, schema: of, required }) => (
        <Property key={name} document={document} name={name} schema={of} required={required} />
      ))}
    </ul>
  );
}

interface PropertyProps extends SchemaTreeProps {
  name: string;
  required: boolean;
}

function Property({ document, name, schema, required }: PropertyProps) {
  const [isOpen, setOpen] = useState(false);
  const hasMore = insideOf(document, schema).length > 0;
  const description = schema.description ?? resolved(document, schema).schema.description;
  const head = (
    <>
      <code className={classes.name}>{name}</code>
      {!required && <span className={classes.optional}>{t('developers.optional')}</span>}
      <code className={classes.type}>{typeInWords(document, schema)}</code>
    </>
  );
  return (
    <li>
      {hasMore ? (
        <button type="button" className={classes.unfold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {head}
        </button>
      ) : (
        <span className={classes.leaf}>{head}</span>
      )}
      {description && <span className={classes.why}>{description}</span>}
      {isOpen && <SchemaTree document={document} schema={schema} />}
    </li>
  );
}

interface Inside {
  name: string;
  schema: Schema;
  required: boolean;
}

/** What unfolds below a value: its properties, those of what a list holds, or the choices there are. */
function insideOf(document: ApiDocument, schema: Schema): Inside[] {
  const is = resolved(document, schema).schema;
  const choices = (is.anyOf ?? is.oneOf)?.filter((choice) => choice.type !== 'null');
  if (choices?.length === 1) return insideOf(document, choices[0]!);
  if (choices) {
    return choices
      .filter((choice) => insideOf(document, choice).length > 0)
      .map((choice, index) => ({ name: choiceName(document, choice, index), schema: choice, required: true }));
  }
  if (is.items) return insideOf(document, is.items);
  const { properties = {}, required = [], additionalProperties } = is;
  const open =
    typeof additionalProperties === 'object' && insideOf(document, additionalProperties).length > 0
      ? [{ name: '[…]', schema: additionalProperties, required: true }]
      : [];
  return [...Object.entries(properties).map(([name, of]) => ({ name, schema: of, required: required.includes(name) })), ...open];
}

/** Choices between objects are told apart by the one word in them, if there is one. */
function choiceName(document: ApiDocument, choice: Schema, index: number): string {
  const { schema, name } = resolved(document, choice);
  const word = Object.values(schema.properties ?? {}).find((of) => of.const !== undefined || of.enum?.length === 1);
  return String(word?.const ?? word?.enum?.[0] ?? name ?? `${index + 1}`);
}

/** A type as short as it can be said: `string | null`, `Group[]`, `"bulk" | "transactional"`. */
export function typeInWords(document: ApiDocument, schema: Schema, depth = 0): string {
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum)
    return schema.enum.length > 12
      ? `${schema.enum
          .slice(0, 12)
          .map((one) => JSON.stringify(one))
          .join(' | ')} | …`
      : schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return depth > 1 ? '…' : [...new Set(choices.map((choice) => typeInWords(document, choice, depth + 1)))].join(' | ');
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'any'];
  return (
    types.map((type) => (type === 'array' ? listInWords(document, schema, depth) : (PLAIN[schema.format ?? ''] ?? type))).join(' | ') +
    limitsOf(schema)
  );
}

const PLAIN: Record<string, string> = { 'date-time': 'date-time' };

function listInWords(document: ApiDocument, { items, prefixItems }: Schema, depth: number): string {
  if (prefixItems) return `[${prefixItems.map((part) => typeInWords(document, part, depth + 1)).join(', ')}]`;
  const of = items ? typeInWords(document, items, depth + 1) : 'any';
  return of.includes(' ') ? `(${of})[]` : `${of}[]`;
}

function limitsOf({ minimum, maximum, exclusiveMinimum, maxLength, default: otherwise }: Schema): string {
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  const range = least !== undefined && maximum !== undefined ? ` ${least}–${maximum}` : least ? ` ≥ ${least}` : '';
  return `${range}${maxLength ? ` ≤ ${maxLength}` : ''}${otherwise === undefined ? '' : ` = ${JSON.stringify(otherwise)}`}`;
}
