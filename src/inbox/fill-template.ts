import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { fillTexts, objectShape, readTexts, visibleFields, visibleNames } from '../records/index.ts';
import type { ConversationRow } from './queries/conversations.ts';
import { templateById } from './queries/templates.ts';
import { withoutMergeFields } from './rules/answer-text.ts';
import { namesOf } from './rules/sender.ts';

/**
 * An answer template as it reads for whom a conversation is with, to be looked at before it is sent. Of somebody without a record, or where it shows what
 * the viewer may not see, only the name they gave is filled in.
 */
export async function fillTemplate(db: AccountDb, viewer: Viewer, conversation: ConversationRow, templateId: number): Promise<string> {
  const template = await templateById(db, templateId);
  if (!template || (template.user_id !== null && template.user_id !== viewer.userId)) throw notFound('answer');
  const { object_id: objectId, record_id: recordId } = conversation;
  const isSeen = recordId !== null && (await visibleNames(db, viewer, [{ objectId: objectId!, id: recordId }])).length > 0;
  if (!isSeen || (await asksHidden(db, viewer, objectId!, template.text))) return asStranger(template.text, conversation);
  const filled = await fillTexts(db, { objectId: objectId!, recordIds: [recordId!], texts: [template.text] });
  return withoutMergeFields(filled?.get(recordId!)?.[0] ?? template.text);
}

/** Whether a text shows a field that the viewer may not see. */
async function asksHidden(db: AccountDb, viewer: Viewer, objectId: number, text: string): Promise<boolean> {
  const { fieldIds } = await readTexts(db, { objectId, texts: [text] });
  const seen = new Set(visibleFields(viewer, await objectShape(db, objectId)).map(({ id }) => id));
  return fieldIds.some((id) => !seen.has(id));
}

const DEFAULT = /\|\s*default:\s*(?:"([^"]*)"|'([^']*)')/;

function asStranger(text: string, { name, address }: ConversationRow): string {
  const { first, last } = namesOf(name ?? '', address ?? '');
  const said: Record<string, string> = { 'contact.first_name': first, 'contact.last_name': last, 'contact.email': address ?? '' };
  return text.replaceAll(/\{\{\s*([\w.]+)([^}]*)\}\}/g, (_, path: string, filters: string) => {
    const [, one, other] = DEFAULT.exec(filters) ?? [];
    return withoutMergeFields(said[path] || one || other || '');
  });
}
