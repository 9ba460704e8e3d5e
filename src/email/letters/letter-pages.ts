import { RawReply } from '../../app/http.ts';
import { LETTER_TEXTS } from './letter-texts.ts';

/** Nothing runs, nothing loads, and only our own form may be sent. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const STYLE = `
  :root { color-scheme: light dark; --surface: #FBFAF7; --ink: #1B2428; --muted: #5A676D; --accent: #0B5D66; --on-accent: #FFFFFF; --rule: #E2DFD6; }
  @media (prefers-color-scheme: dark) {
    :root { --surface: #12171A; --ink: #E8EDEE; --muted: #9FADB2; --accent: #4FB3BD; --on-accent: #08272B; --rule: #2A3338; }
  }
  body { margin: 0; background: var(--surface); color: var(--ink); font: 16px/1.5 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; }
  main { box-sizing: border-box; max-width: 34rem; margin: 12vh auto 0; padding: 0 24px; }
  h1 { font-size: 26px; line-height: 1.25; margin: 0 0 12px; }
  p { margin: 0 0 24px; color: var(--muted); overflow-wrap: anywhere; }
  button { font: inherit; font-weight: 600; padding: 10px 20px; border: 0; border-radius: 6px; background: var(--accent); color: var(--on-accent); cursor: pointer; }
  button:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }`;

/** Asks whether the letters shall stop; the button does it. Opening the page changes nothing, so that programs that follow links harm nobody. */
export const questionPage = (company: string): RawReply =>
  page(
    200,
    LETTER_TEXTS.unsubscribeTitle,
    `<p>${escaped(LETTER_TEXTS.unsubscribeQuestion(company))}</p>
    <form method="post"><button type="submit">${escaped(LETTER_TEXTS.unsubscribeButton)}</button></form>`,
  );

export const endedPage = (company: string): RawReply =>
  page(200, LETTER_TEXTS.unsubscribedTitle, `<p>${escaped(LETTER_TEXTS.unsubscribed(company))}</p>`);

/** For a link that we did not make, or that lost a part on its way. */
export const brokenLinkPage = (): RawReply => page(404, LETTER_TEXTS.forgedTitle, `<p>${escaped(LETTER_TEXTS.forged)}</p>`);

function page(status: number, title: string, content: string): RawReply {
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${escaped(title)}</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
      <h1>${escaped(title)}</h1>
      ${content}
    </main>
  </body>
</html>
`;
  return new RawReply(
    status,
    {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
    html,
  );
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!);
