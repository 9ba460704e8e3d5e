import type { TextEncoding } from '../../app/kernel/domain.ts';
import { MOST_BODY_BYTES, MOST_URL, type WebhookSettings } from '../schema.ts';

/** What leaves for one record. */
export interface FilledRequest {
  url: string;
  headers: { name: string; value: string }[];
  body: string | null;
}

/** The scheme and host, written out, and the end of them: no merge field may stand there. */
const SITE = /^https?:\/\/[^\s/?#{}@\\]+(?=[/?#]|$)/i;

/** The host an address leads to, in small letters; undefined when it is not written out as one. */
export function hostOf(url: string): string | undefined {
  const site = SITE.exec(url)?.[0];
  if (site === undefined || !URL.canParse(site)) return undefined;
  return new URL(site).hostname.replace(/^\[|\]$/g, '');
}

/** Every text of the settings that is filled in, and how values stand in it. */
export function textsOf(settings: WebhookSettings): { texts: string[]; encodings: TextEncoding[] } {
  const bodies = bodyTexts(settings);
  const encoding: TextEncoding = settings.encoding === 'json' ? 'json' : 'text';
  return {
    texts: [settings.url, ...settings.headers.map(({ value }) => value), ...bodies],
    encodings: ['url', ...settings.headers.map(() => 'text' as const), ...bodies.map(() => encoding)],
  };
}

function bodyTexts({ encoding, body, fields }: WebhookSettings): string[] {
  if (encoding === 'form') return fields.map(({ value }) => value);
  return encoding === 'none' ? [] : [body];
}

/** The request that filled texts (in the order of `textsOf`) make; or why they make none, as a sentence. */
export function requestOf(settings: WebhookSettings, filled: readonly string[]): FilledRequest | string {
  const [url = '', ...rest] = filled;
  const headers = settings.headers.map(({ name }, place) => ({ name, value: oneLine(rest[place] ?? '') }));
  const problem = filledAddressProblem(settings.url, url);
  if (problem !== undefined) return problem;
  const body = bodyOf(settings, rest.slice(headers.length));
  if (body !== null && Buffer.byteLength(body) > MOST_BODY_BYTES)
    return 'Filled in, the request is larger than 256 kB. Send less of the record.';
  if (settings.encoding === 'json' && body !== null && !isJson(body))
    return 'Filled in, the body is no valid JSON. Put texts in quotes, and give numbers a default.';
  const type = TYPES[settings.encoding];
  const typed = body === null || type === undefined || headers.some(({ name }) => name.toLowerCase() === 'content-type');
  return { url, headers: typed ? headers : [{ name: 'Content-Type', value: type }, ...headers], body };
}

const TYPES: Partial<Record<WebhookSettings['encoding'], string>> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain; charset=utf-8',
};

function bodyOf({ method, encoding, fields }: WebhookSettings, filled: readonly string[]): string | null {
  if (method === 'GET' || encoding === 'none') return null;
  if (encoding === 'form') return new URLSearchParams(fields.map(({ name }, place) => [name, filled[place] ?? ''])).toString();
  return filled[0] ?? '';
}

/** A value may fill in a part of a path, not climb out of it. */
function filledAddressProblem(written: string, url: string): string | undefined {
  if (url.length > MOST_URL) return 'Filled in, the address has more than 4,000 characters. Send the values in the body instead.';
  if (!URL.canParse(url) || hostOf(url) !== hostOf(written))
    return 'Filled in, the address is no web address. Check the values that stand in it.';
  const path = url.replace(SITE, '').split(/[?#]/, 1)[0]!;
  const climbs = path.split('/').some((part) => /^(?:\.|%2e){1,2}$/i.test(part));
  return climbs
    ? 'A value filled into the address would lead to another place on the same site. Check the values that stand in it.'
    : undefined;
}

/** No value begins a line of its own. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
