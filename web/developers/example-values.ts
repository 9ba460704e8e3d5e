import { bodyOf, isUpload, parametersOf, resolved, type ApiDocument, type Operation, type Schema } from './document-data.ts';

const DEEPEST = 5;

/** A value that fits a schema, to begin from: what must be there, and little else. */
export function sampleOf(document: ApiDocument, schema: Schema, depth = 0): unknown {
  const is = resolved(document, schema).schema;
  if (is.default !== undefined) return is.default;
  if (is.const !== undefined) return is.const;
  if (is.enum) return is.enum[0];
  const choice = (is.anyOf ?? is.oneOf)?.[0];
  if (choice) return depth > DEEPEST ? null : sampleOf(document, choice, depth + 1);
  const type = Array.isArray(is.type) ? is.type[0] : is.type;
  if (type === 'object') return objectOf(document, is, depth);
  if (type === 'array') return is.items && depth < 2 ? [sampleOf(document, is.items, depth + 1)] : [];
  if (type === 'integer' || type === 'number') return Math.max(is.minimum ?? 0, (is.exclusiveMinimum ?? -1) + 1);
  if (type === 'boolean') return false;
  return type === 'string' ? (is.format === 'date-time' ? '2027-01-31T09:00:00Z' : '…') : null;
}

function objectOf(document: ApiDocument, { properties = {}, required = [] }: Schema, depth: number): unknown {
  if (depth > DEEPEST) return {};
  const named = required.length > 0 ? required : Object.keys(properties).slice(0, depth === 0 ? 3 : 1);
  return Object.fromEntries(named.map((name) => [name, sampleOf(document, properties[name] ?? {}, depth + 1)]));
}

/** The path with something in its places: `/api/groups/7`. */
const filledPath = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'object' ? '0' : /name|token|key/i.test(name) ? name : '7'));

const queryOf = (document: ApiDocument, operation: Operation): [string, unknown][] =>
  parametersOf(document, operation)
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name, schema }) => [name, sampleOf(document, schema)]);

/** The call as a line of a shell. */
export function curlOf(document: ApiDocument, operation: Operation, origin: string): string {
  const { method, path, security } = operation;
  const query = new URLSearchParams(queryOf(document, operation).map(([name, value]) => [name, String(value)])).toString();
  const body = bodyOf(operation);
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} '${origin}${filledPath(path)}${query ? `?${query}` : ''}'`,
    ...(security.length > 0 ? [`-H 'Authorization: Bearer APPID:KEY'`] : []),
    ...(body ? [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(sampleOf(document, body))}'`] : []),
    ...(isUpload(operation) ? [`-F 'file=@people.csv'`] : []),
  ];
  return lines.join(' \\\n  ');
}

/** The call in TypeScript, by the client. */
export function clientOf(document: ApiDocument, operation: Operation, origin: string): string {
  const { method, path } = operation;
  const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, name === 'object' ? 0 : 7]);
  const query = queryOf(document, operation);
  const body = bodyOf(operation);
  const asking = [
    ...(parts.length > 0 ? [`path: ${literal(Object.fromEntries(parts))}`] : []),
    ...(query.length > 0 ? [`query: ${literal(Object.fromEntries(query))}`] : []),
    ...(body ? [`body: ${literal(sampleOf(document, body))}`] : []),
    ...(isUpload(operation) ? ['body: form'] : []),
  ];
  return [
    `import { quayside } from 'quayside-client';`,
    '',
    `const api = quayside({ url: '${origin}', appId: APP_ID, key: KEY });`,
    `const reply = await api.${method.toLowerCase()}('${path}'${asking.length > 0 ? `, { ${asking.join(', ')} }` : ''});`,
  ].join('\n');
}

const literal = (value: unknown): string =>
  JSON.stringify(value, null, 1)
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/"([A-Za-z_]\w*)":/g, '$1:')
    .replaceAll('"', "'");
