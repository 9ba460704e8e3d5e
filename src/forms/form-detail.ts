import { installationOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { copyForm } from './copy-form.ts';
import { findProblems } from './find-problems.ts';
import { presentForm, presentShare } from './present.ts';
import type { FormRow } from './queries/forms.ts';
import type { Form } from './schema.ts';

/** A form as its editor needs it: the draft, what keeps it from being published, and how what is published gets to people. */
export async function formDetail(db: AccountDb, form: FormRow): Promise<Form> {
  const problems = await findProblems(db, { objectId: form.object_id, document: form.document, settings: form.settings });
  if (form.published_version === null) return presentForm(form, problems, null);
  const { baseUrl } = installationOf(db.database);
  const html = (await copyForm(db, form.id)) ?? '';
  return presentForm(form, problems, presentShare(baseUrl, db.accountId, form, html));
}
