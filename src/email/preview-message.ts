import type { AccountDb, Database } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import { reaches, type Viewer } from '../app/kernel/viewer.ts';
import { accountSettings, type InstallationSmtp } from '../accounts/index.ts';
import type { Document } from '../documents/index.ts';
import { objectShape, objectShapes, recordById, visibleFields } from '../records/index.ts';
import { compiledMessage, type CompiledMessage } from './letters/compiled-message.ts';
import { fillLetter, previewLinks, templatesOf } from './letters/letter.ts';
import { mergeValuesOf, sampleValues, type MergeValues } from './letters/merge-values.ts';
import { messageProblems } from './message-problems.ts';
import type { LetterPreview, MessageProblem, MessagePurpose } from './schema.ts';
import { senderOf } from './smtp/sender.ts';

export interface PreviewRequest {
  objectId: number;
  purpose: MessagePurpose;
  subject: string;
  preheader: string;
  body: Document;
  textPart?: string | null | undefined;
  /** The record whose letter is shown; without one each merge field shows its name. */
  recordId?: number | undefined;
}

/**
 * A message as a record would get it, with what is still to be mended; nothing is kept and nothing counts. The letter is null while it
 * cannot be compiled. Refuses with `not_found` an object or a record the viewer may not see; what is hidden from them stays blank.
 */
export async function previewMessage(
  db: AccountDb,
  asked: { database: Database; installation: InstallationSmtp | undefined; viewer: Viewer; draft: PreviewRequest },
): Promise<{ problems: MessageProblem[]; letter: LetterPreview | null }> {
  const { draft, viewer } = asked;
  await objectShape(db, draft.objectId);
  if (viewer.on(draft.objectId).view === 'none') throw notFound('object');
  const message = {
    ...draft,
    object_id: draft.objectId,
    from_name: '',
    reply_to: '',
    sender: { from: 'account' as const },
    utm: null,
    text_part: draft.textPart ?? null,
  };
  const problems = await messageProblems(db, message);
  if (problems.some(({ code }) => code === 'unreadable')) return { problems, letter: null };

  const compiled = await compiledMessage(db, message);
  const { values, address } = await valuesOf(db, asked, compiled);
  const { subject, html, text } = fillLetter(templatesOf(compiled), values, previewLinks);
  const sender = await senderOf(db, asked.database, asked.installation);
  const from = sender.fromName ? `${sender.fromName} <${sender.fromAddress}>` : sender.fromAddress;
  return { problems, letter: { from, to: address, replyTo: sender.replyTo, subject, html, text } };
}

async function valuesOf(
  db: AccountDb,
  { draft, viewer }: { draft: PreviewRequest; viewer: Viewer },
  { merge_fields: paths, conditions }: Pick<CompiledMessage, 'merge_fields' | 'conditions'>,
): Promise<{ values: MergeValues; address: string }> {
  const { objectId, recordId } = draft;
  if (recordId === undefined) {
    const sample = { objectId, paths, conditions: Object.keys(conditions) };
    return { values: sampleValues(await objectShapes(db), await accountSettings(db), sample), address: '' };
  }
  const record = await recordById(db, objectId, recordId);
  if (!record || !reaches(viewer, viewer.on(objectId).view, record.owner_id)) throw notFound('record');
  const values = await mergeValuesOf(db, { objectId, records: [record], paths, conditions, viewer });
  const maySeeAddress = visibleFields(viewer, await objectShape(db, objectId)).some(({ columnName }) => columnName === 'email');
  return { values: values.get(recordId)!, address: maySeeAddress ? (record.email ?? '') : '' };
}
