import type { RawReply } from '../../app/http.ts';
import type { PageLanguage } from '../rules/topic-schema.ts';
import { pageText } from './page-words.ts';
import { masked } from './preference-page.ts';
import { escaped, publicPage } from './shell.ts';
import type { PageWord } from './words/en.ts';

/** What a page of a confirmation is about. */
export interface ConfirmShown {
  language: PageLanguage;
  company: string;
  address: string;
}

/** Asks for the yes; the button gives it. Opening the page changes nothing, so that programs that follow links confirm nothing. */
export const confirmQuestionPage = (shown: ConfirmShown): RawReply =>
  page(shown, 'confirm.title', 'confirm.lead', { action: 'confirm', word: 'confirm.button' });

export const confirmedPage = (shown: ConfirmShown): RawReply => page(shown, 'confirm.done.title', 'confirm.done');

export const expiredPage = (shown: ConfirmShown): RawReply =>
  page(shown, 'confirm.expired.title', 'confirm.expired', { action: 'again', word: 'confirm.again' });

export const sentAgainPage = (shown: ConfirmShown): RawReply => page(shown, 'confirm.sent.title', 'confirm.sent');

/** For a link that we did not make, that lost a part on its way, or whose address is not in use any more. */
export const brokenPage = (language: PageLanguage): RawReply =>
  publicPage({
    status: 404,
    language,
    title: pageText(language, 'link.broken.title'),
    content: `<p>${escaped(pageText(language, 'link.broken'))}</p>`,
  });

function page(
  { language, company, address }: ConfirmShown,
  title: PageWord,
  text: PageWord,
  button?: { action: string; word: PageWord },
): RawReply {
  const form = button
    ? `<form method="post"><button class="wide" type="submit" name="action" value="${button.action}">${escaped(pageText(language, button.word))}</button></form>`
    : '';
  const said = escaped(pageText(language, text, { company, address: masked(address) }));
  return publicPage({ language, title: pageText(language, title, { company }), content: `<p>${said}</p>${form}` });
}
