import { mergeFieldsOutsideLetters } from '../../../documents/index.ts';
import { thingNamed, Unmeant, type RuleAction, type RuleTerms, type Wording } from './terms.ts';

interface Request {
  method: string;
  url: string;
  headers: unknown[];
  encoding: string;
  body: string;
  fields: { name: string; value: string }[];
}

const PARTED = '::';

/**
 * `Ping_APIURL(webhook)`: a webhook that was subscribed to hears of the record. The older form `Ping_APIURL(address::data::json)` posts data as a form, or as
 * JSON where its third part is 1; `[First Name]` in it is the record's value.
 */
export const pingUrl: Wording<RuleAction> = {
  name: 'Ping_APIURL',
  parameters: ['webhook', 'more?', 'more?', 'more?', 'more?', 'more?', 'more?', 'more?', 'more?'],
  read(parameters, terms) {
    // Commas of an address part it into parameters like all others.
    const whole = parameters.join(',').trim();
    if (/^\d+$/.test(whole)) return { kind: 'webhook.tell', settings: { subscriptionId: thingNamed(terms, 'webhook', whole) } };
    return { kind: 'webhook.send', settings: { ...requestOf(whole, terms) } };
  },
  say({ kind, settings }) {
    if (kind === 'webhook.tell') return [[String((settings as { subscriptionId: number }).subscriptionId)]];
    return kind === 'webhook.send' ? saidOf(settings as unknown as Request) : undefined;
  },
};

function requestOf(whole: string, terms: RuleTerms): Request {
  const [address = '', data = '', json = ''] = whole.split(PARTED).map((part) => withMergeFields(part, terms));
  const plain = { method: 'POST', url: address.trim(), headers: [], body: '', fields: [] };
  if (data.trim() === '') return { ...plain, encoding: 'none' };
  if (/^(1|true)$/i.test(json.trim())) return { ...plain, encoding: 'json', body: data };
  return { ...plain, encoding: 'form', fields: [...new URLSearchParams(data)].map(([name, value]) => ({ name, value })) };
}

/** `[First Name]` as the product shows a field in texts. */
function withMergeFields(text: string, { shape, shapes }: RuleTerms): string {
  const known = mergeFieldsOutsideLetters(shape, [...shapes.values()]);
  return text.replaceAll(/\[([^[\]"{}]{1,100})\]/g, (whole, label: string) => {
    const field = known.find((one) => one.label.toLowerCase() === label.trim().toLowerCase());
    if (field) return `{{ ${field.path} }}`;
    // A list of JSON stands in brackets too; only words alone are taken for a field.
    if (/^[a-z][a-z0-9 _-]*$/i.test(label)) throw new Unmeant(`there is no field “${label}” to put in place of ${whole}.`);
    return whole;
  });
}

/** A request in the older form; one that could not be read back as it is has none. */
function saidOf({ method, url, headers, encoding, body, fields }: Request): string[][] | undefined {
  if (method !== 'POST' || headers.length > 0 || [url, body].some((text) => text.includes(PARTED))) return undefined;
  if (encoding === 'none') return [[url]];
  if (encoding === 'json') return [[[url, body, '1'].join(PARTED)]];
  if (encoding !== 'form' || fields.length === 0) return undefined;
  const data = fields.map(({ name, value }) => `${escaped(name)}=${escaped(value)}`).join('&');
  return [[[url, data].join(PARTED)]];
}

/** Merge fields stay readable; only what would part the form anew is written otherwise. */
const escaped = (text: string): string => text.replaceAll(/[%&=+]/g, encodeURIComponent);
