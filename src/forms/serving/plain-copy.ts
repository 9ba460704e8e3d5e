import { fillForm } from './fill-form.ts';
import type { ServedForm } from './served-form.ts';

/** The form as plain HTML, to be pasted anywhere and to be styled by whoever does; it needs no script, and knows nothing of later versions. */
export function plainCopy(baseUrl: string, form: ServedForm): string {
  const action = `${baseUrl}/form/${form.address}`;
  return fillForm(form, { action, page: '', answers: {}, errors: {} })
    .replaceAll(/ (?:style|data-[a-z]+|aria-hidden)="[^"]*"/g, '')
    .replaceAll(/ class="(?!qs-away)[^"]*"/g, '')
    .replace('class="qs-away"', 'style="position:absolute;left:-9999px"')
    .replaceAll(/ novalidate| hidden=""/g, '')
    .replaceAll(/\n\s*\n/g, '\n')
    .trim();
}
