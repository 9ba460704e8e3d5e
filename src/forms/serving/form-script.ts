import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillForm } from './fill-form.ts';
import type { ServedForm } from './served-form.ts';

/** What makes forms quick in browsers with script, without its comments and indentation. */
const SOURCE = readFileSync(join(import.meta.dirname, '../browser/form.js'), 'utf8')
  .replaceAll(/^\s*(?:\/\/.*|\/\*.*\*\/)$/gm, '')
  .replaceAll(/\n\s*/g, '\n')
  .trim();

/** The script of hosted pages. */
export const SCRIPT = SOURCE.replace('(GIVEN)', '(null)');

/** The script that puts a form into somebody else's page, with the form in it. */
export function embedScript(baseUrl: string, form: ServedForm): string {
  const url = `${baseUrl}/form/${form.address}`;
  const given = {
    url,
    style: form.version.compiled.page.style,
    html: fillForm(form, { action: url, page: '', answers: {}, errors: {} }),
  };
  return SOURCE.replace(
    '(GIVEN)',
    () => `(${JSON.stringify(given).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')})`,
  );
}
