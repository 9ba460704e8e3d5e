import { formOfPairs, readPhpForm } from './php-form.ts';

/** The parameters of a call by name, wherever they came from. */
export type Parameters = Readonly<Record<string, unknown>>;

/** A body that says it is JSON and is not. */
export class UnreadableBody extends Error {}

/** What a call brings: what stands behind the question mark, its body, and what that is labelled as. */
export interface Brought {
  query: string;
  body: string;
  label?: string;
}

/**
 * The parameters of a call: of its query, and of its body, which wins. A body is JSON when it begins like JSON, whatever its label says, or else a
 * form. Refuses with `UnreadableBody` what begins like JSON and is none.
 */
export async function readParameters({ query, body, label = '' }: Brought): Promise<Parameters> {
  const ofBody = /^multipart\/form-data\b/i.test(label) && body.startsWith('--') ? await readParts(body, label) : readBody(body);
  return { ...readQuery(query), ...ofBody };
}

/** What stands behind the question mark: a form, or JSON as some clients put it there, with percent signs for some signs or for all. */
function readQuery(query: string): Parameters {
  if (!/^(\{|%7B)/i.test(query)) return readPhpForm(query);
  const spaced = query.startsWith('{') ? query : query.replaceAll('+', ' ');
  try {
    return JSON.parse(decodeURIComponent(spaced)) as Parameters;
  } catch {
    return readPhpForm(query);
  }
}

/** The fields of a form in parts; files among them are passed over. */
async function readParts(body: string, label: string): Promise<Parameters> {
  try {
    const parts = await new Response(body, { headers: { 'content-type': label } }).formData();
    return formOfPairs([...parts].filter((part): part is [string, string] => typeof part[1] === 'string'));
  } catch {
    throw new UnreadableBody('The body says that it is a form in parts and is none.');
  }
}

function readBody(body: string): Parameters {
  const text = body.replace(/^\uFEFF/, '').trim();
  if (text === '') return {};
  if (!/^[{[]/.test(text)) return readPhpForm(text);
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? {} : (read as Parameters);
  } catch {
    throw new UnreadableBody('The body begins like JSON and is none.');
  }
}

/** A parameter as a text; undefined when it was not given, or given as null. */
export function textOf(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? undefined : String(value);
}

/** A parameter as a whole number of zero or more; undefined when it is none. */
export function numberOf(parameters: Parameters, name: string): number | undefined {
  const text = textOf(parameters, name)?.trim();
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** `true`, `1` and what they are written as. */
export const isSet = (parameters: Parameters, name: string): boolean => /^(true|1)$/i.test(textOf(parameters, name) ?? '');

/** Ids given as a list, as numbers, as one text with commas, or as one number. Names among them are left out; 0 alone means none. */
export function idsOf(parameters: Parameters, name = 'ids'): number[] {
  const ids = textsOf(parameters, name)
    .filter((text) => /^\d{1,15}$/.test(text))
    .map(Number);
  return [...new Set(ids.filter((id) => id !== 0))];
}

/** A list of texts, given as a list or as one text with commas. */
export function textsOf(parameters: Parameters, name: string): string[] {
  const value = parameters[name];
  if (value === undefined || value === null) return [];
  const parts = Array.isArray(value) ? value : typeof value === 'object' ? Object.values(value) : String(value).split(',');
  return parts
    .filter((part) => typeof part !== 'object')
    .map((part) => String(part).trim())
    .filter((part) => part !== '');
}
