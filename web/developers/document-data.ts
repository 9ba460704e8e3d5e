import { queryOptions } from '@tanstack/react-query';

// The OpenAPI document, as far as this page reads it.

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  additionalProperties?: Schema | boolean;
  format?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: Schema;
}

interface Content {
  content?: Record<string, { schema: Schema }>;
  description?: string;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  'x-scope'?: string;
  parameters: (Parameter | { $ref: string })[];
  requestBody?: Content & { required: boolean };
  responses: Record<string, Content & { $ref?: string }>;
  security: object[];
  method: string;
  path: string;
}

export interface Problems {
  'x-codes': Record<string, { status: number; title: string }>;
}

export interface ApiDocument {
  info: { description: string };
  servers: { url: string }[];
  tags: { name: string; description?: string; 'x-title'?: string }[];
  paths: Record<string, Record<string, Omit<Operation, 'method' | 'path'>>>;
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> };
}

export const documentQuery = queryOptions({
  queryKey: ['openapi'],
  queryFn: async ({ signal }): Promise<ApiDocument> => {
    const answer = await fetch('/api/openapi.json', { signal });
    if (!answer.ok) throw new Error(answer.statusText);
    return (await answer.json()) as ApiDocument;
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export interface Domain {
  name: string;
  title: string;
  sentence: string;
  operations: Operation[];
}

/** The operations by domain, those of one path beside each other. */
export function domainsOf(document: ApiDocument): Domain[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Operation => ({ ...operation, method: method.toUpperCase(), path })),
  );
  return document.tags
    .map(({ name, description = '', 'x-title': title = name }) => ({
      name,
      title: title.charAt(0).toUpperCase() + title.slice(1),
      sentence: description,
      operations: all.filter(({ tags }) => tags[0] === name),
    }))
    .filter(({ operations }) => operations.length > 0);
}

/** Those in which every word occurs: in the path, the method, the summary or the name. */
export function found(domains: readonly Domain[], search: string): Domain[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...domains];
  const has = ({ method, path, summary, operationId }: Operation): boolean => {
    const text = `${method} ${path} ${summary} ${operationId}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return domains
    .map((domain) => ({ ...domain, operations: domain.operations.filter(has) }))
    .filter(({ operations }) => operations.length > 0);
}

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** What a schema is, and what it is called. */
export function resolved(document: ApiDocument, schema: Schema): { schema: Schema; name: string | undefined } {
  if (!schema.$ref) return { schema, name: undefined };
  const name = nameOf(schema.$ref);
  return { schema: document.components.schemas[name] ?? {}, name };
}

export const parametersOf = (document: ApiDocument, operation: Operation): Parameter[] =>
  operation.parameters.map((parameter) => ('$ref' in parameter ? document.components.parameters[nameOf(parameter.$ref)]! : parameter));

export const bodyOf = ({ requestBody }: Operation): Schema | undefined => requestBody?.content?.['application/json']?.schema;
export const isUpload = ({ requestBody }: Operation): boolean => requestBody?.content?.['multipart/form-data'] !== undefined;
export const replyOf = ({ responses }: Operation): Schema | undefined => responses['200']?.content?.['application/json']?.schema;
export const isWrite = ({ method }: Operation): boolean => method !== 'GET';
