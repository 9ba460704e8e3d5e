import type { Access } from '../http.ts';

/** The beginning of the document: what every caller needs to know once. In Markdown. */
export const BEGINNING = `Everything the app in the browser does is done through these calls.

**Signing in.** Programs come with a key (Settings, API keys): as \`Authorization: Bearer APPID:KEY\`, or in the two headers \`Api-Appid\` and \`Api-Key\`. Apps of others come with an access token (OAuth 2.1, authorization code with PKCE). A call acts with the rights of the key's or token's user, narrowed by its scopes. Keys and access tokens never belong on a page in a browser; calls that show themselves as sent by one are refused (\`key_in_browser\`).

**The account.** A key and a token belong to one account. Somebody who is signed in in a browser names one of theirs in the header \`X-Account\`; writes by cookie need the header \`X-Quayside: 1\` too.

**Refusals** are \`application/problem+json\`: match on \`code\`, which stays; show \`title\`, which is a sentence; \`fields\` has one sentence for each wrong input.

**Writing twice.** Every write takes an \`Idempotency-Key\`. Sent again within 24 hours, the same key and request give the first answer again (\`idempotent-replayed: true\`) and nothing is done twice.

**Changed meanwhile.** What can be edited answers with an \`ETag\`. Sent back as \`If-None-Match\`, an unchanged thing answers 304; sent as \`If-Match\` with a write, a thing changed meanwhile answers 412 \`changed_meanwhile\`.

**Pages of lists.** Lists give so many at a time and say where they go on: send what stands in \`next\` (or \`cursor\`, or \`before\`) of the answer back under the parameter of that name (\`cursor\`, \`before\`). Null is the end. A page begins behind the last row of the one before, not at a number, so that nothing is skipped or shown twice when rows come and go.

**How many calls.** 180 a minute and account, unless the account is set otherwise; the answers say what is left. 429 says in \`Retry-After\` when to come again.

**Times** are ISO 8601 in UTC; ids are numbers, small, and per account and kind.`;

const FIXED: Partial<Record<string, string>> = {
  public: 'Anyone may call it.',
  page: 'For pages with a publishable token.',
  'signed-in': 'For everybody who is signed in.',
  user: 'For every user of the account, as far as their role reaches.',
  operator: 'For the operator’s staff.',
};

/** Who may call, in a sentence. */
export const accessInWords = (access: Access): string => FIXED[access] ?? `Needs the right \`${access.slice('right:'.length)}\`.`;

/** Parameters that mean the same everywhere and need not be explained at each. */
const PARAMETERS: Record<string, string> = {
  object: 'The object: 0 are contacts; `GET /api/objects` lists them all.',
  cursor: 'Where the page begins: what the page before gave as `next` or `cursor`.',
  limit: 'At most so many.',
  before: 'Only what is older than this: what the page before gave.',
  after: 'Only what is newer than this.',
  search: 'Words to look for.',
  q: 'Words to look for.',
  sort: 'What to sort by; a minus before it turns the order around.',
  criteria: 'Which records, as JSON in the language of criteria.',
  group: 'Only the records of this group.',
  columns: 'Ids of the fields to give, with commas between them.',
  version: 'Of which version.',
  zone: 'A time zone, such as Europe/Berlin.',
  token: 'The token of the link that was sent.',
};

/** What a parameter says, unless its schema does. A parameter of the path names the thing before it: `/groups/{id}`. */
export function parameterInWords(name: string, where: 'path' | 'query', path: string): string | undefined {
  const known = PARAMETERS[name];
  if (known || where === 'query') return known;
  const before = path.split('/').at(path.split('/').indexOf(`:${name}`) - 1) ?? '';
  const thing = name === 'id' ? singular(before) : name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return `The ${thing.replaceAll('-', ' ')}.`;
}

function singular(word: string): string {
  if (word.startsWith(':')) return 'record';
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(ss|x|ch)es$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, '');
}
