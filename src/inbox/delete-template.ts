import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { answerTemplateChanged } from './events.ts';
import { deleteTemplateRow } from './queries/templates.ts';
import { templateFor } from './save-template.ts';

/** Deletes an answer template. Refuses `not_found` and `not_allowed`. */
export async function deleteTemplate(db: AccountDb, actor: Actor, viewer: Viewer, id: number): Promise<void> {
  await templateFor(db, viewer, id);
  await deleteTemplateRow(db, id);
  await recordEvent(db, actor, { kind: answerTemplateChanged, subject: { type: 'answer_template', id }, data: { how: 'deleted' } });
}
