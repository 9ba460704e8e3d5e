import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { installationOf } from '../../accounts/index.ts';
import type { Database } from '../../app/db.ts';
import { RawReply } from '../../app/http.ts';
import type { FormSettings } from '../schema.ts';
import { fillForm, fillThanks, type PageState } from './fill-form.ts';
import { SCRIPT } from './form-script.ts';
import type { ServedForm } from './served-form.ts';

/** The address of the script all hosted forms share; another one when it changes. */
const SCRIPT_ADDRESS = `/form/script.js?v=${createHash('sha256').update(SCRIPT).digest('hex').slice(0, 12)}`;

/** The page of a form as everybody gets it who brings nothing along: made once, and packed once. */
export function plainPage(database: Database, form: ServedForm, isPacked: boolean): RawReply {
  let kept = form.plain.get('page');
  if (!kept) {
    const { baseUrl } = installationOf(database);
    const url = `${baseUrl}/form/${form.address}`;
    const body = wholePage(form, fillForm(form, { action: url, page: url, answers: {}, errors: {} }));
    form.plain.set('page', (kept = { body, packed: gzipSync(body) }));
  }
  const headers = headersOf(form, 'no-cache');
  return isPacked ? new RawReply(200, { ...headers, 'content-encoding': 'gzip' }, kept.packed) : new RawReply(200, headers, kept.body);
}

/** The page with what its visitor brought along or handed in. */
export const filledPage = (form: ServedForm, status: number, state: PageState): RawReply =>
  new RawReply(status, headersOf(form, 'no-store'), wholePage(form, fillForm(form, state)));

/** Where people come who handed it in without script. */
export const thanksPage = (form: ServedForm): RawReply =>
  new RawReply(200, headersOf(form, 'no-store'), wholePage(form, fillThanks(form, '', {})));

/** What is shown where no form is, or none any more. */
export const missingPage = (): RawReply =>
  bareReply(404, 'This form is not there', 'It may have been taken down, or the address is incomplete. Ask whoever gave it to you.');

/** A page of few words, where a whole form would say too much. */
export const bareReply = (status: number, title: string, sentence: string): RawReply =>
  new RawReply(
    status,
    {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors *",
      'cache-control': 'no-store',
    },
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto 0;padding:0 24px}h1{font-size:26px;line-height:1.25}</style></head><body><main><h1>${escaped(title)}</h1><p>${escaped(sentence)}</p></main></body></html>`,
  );

function wholePage(form: ServedForm, inside: string): string {
  const { compiled, settings, name } = form.version;
  const tracking = form.siteKey ? `\n<script async src="/t/${form.siteKey}.js"></script>` : '';
  return `<!doctype html>
<html lang="${escaped(settings.language)}" dir="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">${settings.isIndexed ? '' : '\n<meta name="robots" content="noindex">'}
<title>${escaped(settings.title || name)}</title>
<style>${compiled.page.ground}${compiled.page.style}</style>
</head>
<body>
<main class="qs">
${inside}
</main>${compiled.page.asks.hasForm ? `\n<script defer src="${SCRIPT_ADDRESS}"></script>` : ''}${tracking}
</body>
</html>
`;
}

function headersOf(form: ServedForm, caching: string): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policyOf(form.version.settings),
    'cache-control': caching,
    'referrer-policy': 'strict-origin-when-cross-origin',
    vary: 'accept-encoding',
  };
}

/**
 * Only our own script runs, and only where this form leads may it be handed on: browsers hold a form's redirect to `form-action`, too.
 */
function policyOf({ redirect, redirects, framedBy }: FormSettings): string {
  const ways = new Set([redirect, ...redirects.map(({ url }) => url)].filter(Boolean).map((url) => new URL(url).origin));
  const frames =
    framedBy.length === 0 ? '*' : `'self' ${framedBy.flatMap((domain) => [`https://${domain}`, `https://*.${domain}`]).join(' ')}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'unsafe-inline'",
    "img-src 'self' https: data:",
    "connect-src 'self'",
    `form-action 'self'${[...ways].map((origin) => ` ${origin}`).join('')}`,
    "base-uri 'none'",
    `frame-ancestors ${frames}`,
  ].join('; ');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!);
