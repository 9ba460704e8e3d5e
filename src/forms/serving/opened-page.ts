import { installationOf } from '../../accounts/index.ts';
import type { Database } from '../../app/db.ts';
import type { RawReply } from '../../app/http.ts';
import type { ServedForm } from './served-form.ts';
import { filledPage } from './hosted-page.ts';

const LONGEST = 1_000;

/** The page of a form with what its address says: `?email=…` or `?f3=…` fills in a question, others a hidden field that asks for them. */
export function openedPage(database: Database, form: ServedForm, asked: URLSearchParams): RawReply {
  const { fields, hidden } = form.version.compiled.page.asks;
  const answers: Record<string, string> = {};
  const given = (...names: string[]): string | undefined => {
    const value = names.map((name) => asked.get(name)).find((one) => one !== null && one !== undefined && one !== '');
    return value?.slice(0, LONGEST);
  };
  for (const { fieldId, key, options, isFile } of fields) {
    const value = given(key, `f${fieldId}`);
    if (value === undefined || isFile) continue;
    const option = options.find(({ id, label }) => String(id) === value || label.toLowerCase() === value.toLowerCase());
    // Where one of several is chosen, what is none of them is nothing.
    if (options.length > 0 && !option) continue;
    answers[`f${fieldId}`] = option ? String(option.id) : value;
    if (option) answers[`f${fieldId}_${option.id}`] = 'yes';
  }
  for (const { fieldId, from, value } of hidden) {
    const said = from === 'address' ? given(value) : undefined;
    if (said !== undefined) answers[`f${fieldId}`] = said;
  }
  const url = `${installationOf(database).baseUrl}/form/${form.address}`;
  const question = asked.toString();
  const page = given('q_page') ?? (question.length > LONGEST * 2 ? url : `${url}?${question}`);
  return filledPage(form, 200, { action: url, page, visitor: given('q_visitor'), answers, errors: {} });
}
