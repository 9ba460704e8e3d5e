import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid, notAllowed, notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { CONTACT, readTexts } from '../records/index.ts';
import { recordEvent } from '../ledger/index.ts';
import { answerTemplateChanged } from './events.ts';
import { templateById, type TemplateRow, writeTemplate } from './queries/templates.ts';
import type { TemplateInput } from './schema.ts';

/** Who may change what everybody has at hand. */
const SHARE_TEMPLATES = 'messages.manage';

/** Writes an answer template, new or as it is from now on. Refuses `not_found`, `not_allowed` for shared ones, and merge fields that are none. */
export async function saveTemplate(
  db: AccountDb,
  actor: Actor,
  { id, isNew, input, viewer }: { id: number; isNew: boolean; input: TemplateInput; viewer: Viewer },
): Promise<void> {
  if (!isNew) await templateFor(db, viewer, id);
  if (input.isShared && !viewer.can(SHARE_TEMPLATES)) throw notAllowed('share answers with everybody');
  const { problem } = await readTexts(db, { objectId: CONTACT, texts: [input.text] });
  if (problem !== undefined) throw invalid('text', problem);
  await writeTemplate(db, {
    id,
    name: input.name,
    shortcut: input.shortcut,
    text: input.text,
    user_id: input.isShared ? null : viewer.userId,
  });
  await recordEvent(db, actor, {
    kind: answerTemplateChanged,
    subject: { type: 'answer_template', id },
    data: { how: isNew ? 'created' : 'changed' },
  });
}

/** A template the viewer may change. Refuses `not_found` and `not_allowed`. */
export async function templateFor(db: AccountDb, viewer: Viewer, id: number): Promise<TemplateRow> {
  const template = await templateById(db, id);
  if (!template || (template.user_id !== null && template.user_id !== viewer.userId)) throw notFound('answer');
  if (template.user_id === null && !viewer.can(SHARE_TEMPLATES)) throw notAllowed('change answers that everybody uses');
  return template;
}
