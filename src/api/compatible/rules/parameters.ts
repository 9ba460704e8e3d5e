import { readPhpForm } from './php-form.ts';

/** The parameters of a call by name, wherever they came from. */
export type Parameters = Readonly<Record<string, unknown>>;

/** A body that says it is JSON and is not. */
export class UnreadableBody extends Error {}

/**
 * The parameters of a call: of its query, and of its body, which wins. A body is JSON when it begins like JSON, whatever its label says, or else a
 * form. Refuses with `UnreadableBody` what begins like JSON and is none.
 */
export function readParameters(query: string, body: string): Parameters {
  return { ...readPhpForm(query), ...readBody(body) };
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
