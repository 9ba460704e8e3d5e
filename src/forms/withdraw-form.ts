import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { formWithdrawn } from './events.ts';
import { loadForm } from './load-form.ts';
import { markPublished, type FormRow } from './queries/forms.ts';
import { forgetServed } from './serving/served-form.ts';

/** Takes a form's page off the web; it can be published again. */
export async function withdrawForm(db: AccountDb, actor: Actor, id: number): Promise<FormRow> {
  const form = await loadForm(db, id, true);
  if (form.published_version === null) return form;
  await markPublished(db, id, null);
  await recordEvent(db, actor, { kind: formWithdrawn, subject: { type: 'form', id } });
  const { accountId } = db;
  db.afterCommit(() => forgetServed(accountId, id));
  return loadForm(db, id);
}
