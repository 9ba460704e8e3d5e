import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { objectShape } from '../records/index.ts';
import { formCreated } from './events.ts';
import { loadForm } from './load-form.ts';
import { countForms, insertForm, type FormRow } from './queries/forms.ts';
import { formSettingsSchema, MOST_FORMS, type NewForm } from './schema.ts';
import { startingDocument } from './starting-document.ts';

/** Makes a form, with a few questions to begin with. Refuses an unknown object, and more than a thousand forms. */
export async function createForm(db: AccountDb, actor: Actor, ids: NextIds, asked: NewForm): Promise<FormRow> {
  const shape = await objectShape(db, asked.objectId);
  if ((await countForms(db)) >= MOST_FORMS) {
    throw new Problem(
      'too_many_forms',
      `An account may have at most ${MOST_FORMS.toLocaleString('en')} forms. Delete one that is not used.`,
    );
  }
  const id = await ids('form', 1);
  const { name, locale } = await accountSettings(db);
  const settings = formSettingsSchema.parse({ language: locale.split('-')[0], ...asked.settings });
  const document = asked.document ?? startingDocument(shape, name);
  await insertForm(db, { id, objectId: asked.objectId, name: asked.name, document, settings });
  await recordEvent(db, actor, { kind: formCreated, subject: { type: 'form', id }, data: { objectId: asked.objectId } });
  return loadForm(db, id);
}
