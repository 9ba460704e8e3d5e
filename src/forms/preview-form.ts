import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { fillerOf } from '../documents/index.ts';
import { compiledForm } from './compiled-form.ts';
import { findProblems } from './find-problems.ts';
import { loadForm } from './load-form.ts';
import type { FormProblem } from './schema.ts';

/** A form's draft as its visitors would see it; what is wrong with it instead, where it cannot be shown. */
export async function previewForm(db: AccountDb, id: number): Promise<{ html: string | null; problems: FormProblem[] }> {
  const form = await loadForm(db, id);
  const problems = await findProblems(db, { objectId: form.object_id, document: form.document, settings: form.settings });
  const { name, postalAddress } = await accountSettings(db);
  const account = { name, postal_address: postalAddress };
  const { page } = await compiledForm(db, form);
  const links = page.links.map((link) => fillerOf(link, 'url').fill({ account }));
  const inside = fillerOf(page.html, 'html').fill({ account, links, v: {}, t: {}, e: {}, action: '#', enctype: 'text/plain' });
  const html = `<!doctype html><html lang="${form.settings.language}" dir="auto"><head><meta name="viewport" content="width=device-width, initial-scale=1"><style>${page.ground}${page.style}</style></head><body><main class="qs">${inside}</main></body></html>`;
  return { html, problems };
}
