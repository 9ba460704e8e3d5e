import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { formPublished } from './events.ts';
import { compiledForm } from './compiled-form.ts';
import { findProblems } from './find-problems.ts';
import { loadForm } from './load-form.ts';
import { insertVersion, markPublished, type FormRow } from './queries/forms.ts';
import { forgetServed } from './serving/served-form.ts';

/** Makes a version of the form as it is written, which visitors get from now on. Refuses `form_incomplete`, naming the block. */
export async function publishForm(db: AccountDb, actor: Actor, id: number): Promise<FormRow> {
  const form = await loadForm(db, id, true);
  const problems = await findProblems(db, { objectId: form.object_id, document: form.document, settings: form.settings });
  if (problems.length > 0) {
    throw new Problem('form_incomplete', problems[0]!.sentence, { details: { problems } });
  }
  const version = await insertVersion(db, {
    formId: id,
    objectId: form.object_id,
    document: form.document,
    settings: form.settings,
    compiled: await compiledForm(db, form),
    userId: actor.type === 'user' ? Number(actor.id) : null,
  });
  await markPublished(db, id, version);
  await recordEvent(db, actor, { kind: formPublished, subject: { type: 'form', id }, data: { version } });
  const { accountId } = db;
  db.afterCommit(() => forgetServed(accountId, id));
  return loadForm(db, id);
}
