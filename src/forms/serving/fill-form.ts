import { cookieName } from '../../visits/index.ts';
import type { Answers } from '../schema.ts';
import type { ServedForm } from './served-form.ts';

/** What stands in a page besides what its author wrote. */
export interface PageState {
  /** Where it is handed in. */
  action: string;
  /** The page it was opened at. */
  page: string;
  answers: Answers;
  /** The visitor's cookie on the page around a frame. */
  visitor?: string | undefined;
  /** What is wrong, by the name of its input, and with the whole. */
  errors: Readonly<Record<string, string>>;
  problem?: string | undefined;
}

/** The inside of a form's page. */
export function fillForm(form: ServedForm, state: PageState): string {
  const { templates, version, account } = form;
  const isUploading = version.compiled.page.asks.fields.some(({ isFile }) => isFile);
  return templates.page.fill({
    v: state.answers,
    t: countryNames(state.answers, version.settings.language),
    e: state.errors,
    problem: state.problem ?? null,
    action: state.action,
    enctype: isUploading ? 'multipart/form-data' : 'application/x-www-form-urlencoded',
    cookie: cookieName(form.accountId),
    page: state.page,
    visitor: state.visitor ?? '',
    version: version.version,
    account,
    links: templates.pageLinks.map((link) => link.fill({ account })),
  });
}

/** The words of thanks, with what was answered in them; never with what stood on a record before. */
export function fillThanks(
  { templates, version, account }: ServedForm,
  objectKey: string,
  answered: Readonly<Record<string, string>>,
): string {
  const values = { account, [objectKey]: answered };
  return templates.thanks.fill({ ...values, links: templates.thanksLinks.map((link) => link.fill(values)), version: version.version });
}

/** The names of countries that were chosen: their options stand first. */
function countryNames(answers: Answers, language: string): Record<string, string> {
  const codes = Object.entries(answers).filter(([, value]) => /^[A-Z]{2}$/.test(value));
  if (codes.length === 0) return {};
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return Object.fromEntries(codes.map(([name, code]) => [name, names.of(code) ?? code]));
}
