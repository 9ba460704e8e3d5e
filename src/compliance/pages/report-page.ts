import type { RawReply } from '../../app/http.ts';
import type { PageLanguage } from '../rules/topic-schema.ts';
import { pageText } from './page-words.ts';
import { escaped, publicPage } from './shell.ts';
import type { PageWord } from './words/en.ts';

/** The form by which anybody reports mail; with what they wrote where something is missing. */
export function reportPage(language: PageLanguage, wrote?: Readonly<Record<string, string>>): RawReply {
  const say = (word: PageWord) => escaped(pageText(language, word));
  const was = (name: string) => escaped(wrote?.[name] ?? '');
  const problem = wrote ? `<p class="told bad" role="alert">${say('report.problem')}</p>` : '';
  return publicPage({
    status: wrote ? 422 : 200,
    language,
    title: pageText(language, 'report.title'),
    content: `<p>${say('report.lead')}</p>
      ${problem}
      <form method="post">
        <div class="card">
          <label class="field alone">${say('report.reporter')}<small>${say('report.reporter.why')}</small>
            <input type="email" name="reporter" autocomplete="email" required value="${was('reporter')}"></label>
          <label class="field">${say('report.about')}<small>${say('report.about.why')}</small>
            <input name="about" maxlength="300" value="${was('about')}"></label>
          <label class="field">${say('report.text')}<small>${say('report.text.why')}</small>
            <textarea name="text" required minlength="10">${was('text')}</textarea></label>
        </div>
        <label class="trap" aria-hidden="true">Website<input name="website" tabindex="-1" autocomplete="off"></label>
        <button class="wide" type="submit">${say('report.button')}</button>
      </form>`,
  });
}

export const reportedPage = (language: PageLanguage, number: number): RawReply =>
  publicPage({
    language,
    title: pageText(language, 'report.done.title'),
    content: `<p>${escaped(pageText(language, 'report.done', { number }))}</p>`,
  });
