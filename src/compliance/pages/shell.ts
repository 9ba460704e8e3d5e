import { RawReply } from '../../app/http.ts';
import type { PageLanguage } from '../rules/topic-schema.ts';

/** Nothing runs, nothing loads, and only our own form may be sent. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const STYLE = `
  :root { color-scheme: light dark; --surface: #FBFAF7; --raised: #FFFFFF; --ink: #1B2428; --muted: #5A676D; --accent: #0B5D66; --on-accent: #FFFFFF;
    --wash: #E3F0F0; --rule: #E2DFD6; --bad: #B3372F; --edge: #7C878C; }
  @media (prefers-color-scheme: dark) {
    :root { --surface: #12171A; --raised: #192024; --ink: #E8EDEE; --muted: #9FADB2; --accent: #4FB3BD; --on-accent: #08272B; --wash: #123238;
      --rule: #2A3338; --bad: #EE8379; --edge: #7C888D; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--surface); color: var(--ink); font: 16px/1.5 Inter, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; }
  main { max-width: 36rem; margin: 0 auto; padding: clamp(24px, 8vh, 96px) 20px 64px; }
  h1 { font-size: 26px; line-height: 1.25; letter-spacing: -0.01em; margin: 0 0 8px; overflow-wrap: anywhere; }
  h2 { font-size: 16px; margin: 0; }
  p { margin: 0 0 20px; color: var(--muted); overflow-wrap: anywhere; }
  .card { background: var(--raised); border: 1px solid var(--rule); border-radius: 10px; margin: 0 0 16px; padding: 0; }
  fieldset.card { min-inline-size: 0; }
  .card > .head { padding: 14px 16px 10px; }
  .card > .head p { margin: 4px 0 0; font-size: 14px; }
  legend { float: inline-start; inline-size: 100%; padding: 14px 16px 10px; font-weight: 620; }
  legend + * { clear: both; }
  .row { display: flex; gap: 12px; align-items: flex-start; padding: 12px 16px; border-block-start: 1px solid var(--rule); cursor: pointer; min-block-size: 48px; }
  .row:hover { background: var(--wash); }
  .row input { flex: none; inline-size: 20px; block-size: 20px; margin: 2px 0 0; accent-color: var(--accent); }
  .row span { min-inline-size: 0; overflow-wrap: anywhere; }
  .row small, .field small { display: block; color: var(--muted); font-size: 14px; }
  .field { display: block; padding: 12px 16px; border-block-start: 1px solid var(--rule); font-weight: 570; }
  .field small { font-weight: 400; }
  .field input, .field textarea, .field select { display: block; inline-size: 100%; margin-block-start: 6px; padding: 10px 12px; font: inherit; font-weight: 400;
    color: var(--ink); background: var(--surface); border: 1px solid var(--edge); border-radius: 6px; min-block-size: 44px; }
  .field textarea { min-block-size: 9rem; resize: vertical; }
  .alone { border-block-start: 0; }
  button { font: inherit; font-weight: 600; min-block-size: 44px; padding: 10px 20px; border: 1px solid transparent; border-radius: 6px; background: var(--accent);
    color: var(--on-accent); cursor: pointer; }
  button.quiet { background: transparent; color: var(--bad); border-color: var(--bad); }
  a { color: var(--accent); }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  .told { border: 1px solid var(--rule); border-inline-start: 4px solid var(--accent); border-radius: 6px; background: var(--wash); padding: 12px 16px; color: var(--ink); }
  .told.bad { border-inline-start-color: var(--bad); }
  .last { margin-block-start: 40px; }
  .card .pad { padding: 0 16px 16px; }
  .card .pad small { color: var(--muted); font-size: 14px; }
  nav { font-size: 14px; color: var(--muted); margin-block-start: 32px; }
  .trap { position: absolute; inset-inline-start: -9999px; }
  @media (max-width: 480px) { .wide { inline-size: 100%; } }`;

/** One public page, without scripts and in one request: it works on every phone, and tells nobody whom it is about. */
export function publicPage(page: { status?: number; language: PageLanguage; title: string; content: string }): RawReply {
  const html = `<!doctype html>
<html lang="${page.language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${escaped(page.title)}</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
      <h1>${escaped(page.title)}</h1>
      ${page.content}
    </main>
  </body>
</html>
`;
  return new RawReply(
    page.status ?? 200,
    {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    },
    html,
  );
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!);
