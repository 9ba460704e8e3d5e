import type { RawReply } from '../../app/http.ts';
import { escaped, pageText, publicPage, type PageLanguage } from '../../compliance/index.ts';

/** Whose letters end, in which language that is said, and where their receiver may choose instead. */
export interface EndingShown {
  company: string;
  language: PageLanguage;
  preferencesUrl: string;
}

/** Asks whether the letters shall stop; the button does it. Opening the page changes nothing, so that programs that follow links harm nobody. */
export const questionPage = (shown: EndingShown): RawReply =>
  publicPage({
    language: shown.language,
    title: pageText(shown.language, 'unsubscribe.title'),
    content: `<p>${escaped(pageText(shown.language, 'unsubscribe.question', { company: shown.company }))}</p>
      <form method="post"><button class="wide" type="submit">${escaped(pageText(shown.language, 'unsubscribe.button'))}</button></form>
      ${choosing(shown)}`,
  });

export const endedPage = (shown: EndingShown): RawReply =>
  publicPage({
    language: shown.language,
    title: pageText(shown.language, 'unsubscribe.done.title'),
    content: `<p>${escaped(pageText(shown.language, 'unsubscribe.done', { company: shown.company }))}</p>
      ${choosing(shown)}`,
  });

/** For a link that we did not make, or that lost a part on its way. */
export const brokenLinkPage = (language: PageLanguage = 'en'): RawReply =>
  publicPage({
    status: 404,
    language,
    title: pageText(language, 'link.broken.title'),
    content: `<p>${escaped(pageText(language, 'link.broken'))}</p>`,
  });

const choosing = ({ language, preferencesUrl }: EndingShown): string =>
  `<nav><a href="${escaped(preferencesUrl)}">${escaped(pageText(language, 'unsubscribe.instead'))}</a></nav>`;
