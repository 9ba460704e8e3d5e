import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { checkDocument, compileDocument, documentMaterials, type Finding } from '../documents/index.ts';
import { blankFields } from './checks/blank-fields.ts';
import { compileOptions } from './letters/compiled-message.ts';
import { messageProblems } from './message-problems.ts';
import { messageById } from './queries/messages.ts';

/**
 * Looks over a message as it was last saved: what keeps it from being published, what checks of the finished letter find, and which merge fields
 * are blank for how many of those it may go to. Only what the viewer may see is counted.
 */
export async function checkMessage(db: AccountDb, viewer: Viewer, id: number): Promise<{ findings: Finding[] }> {
  const message = await messageById(db, id);
  if (!message) throw notFound('message');
  const materials = await documentMaterials(db, message.body);
  const problems = await messageProblems(db, message, materials);
  const errors = problems.map((problem): Finding => ({ ...problem, severity: 'error' }));
  if (problems.some(({ code }) => code === 'unreadable')) return { findings: errors };
  const compiled = await compileDocument(message.body, await compileOptions(db, message, materials));
  const found = checkDocument({
    document: message.body,
    compiled,
    materials,
    subject: message.subject,
    preheader: message.preheader,
    isBulk: message.purpose === 'bulk',
  });
  const texts = [message.subject, message.preheader, compiled.html, compiled.text];
  const blank = await blankFields(db, { objectId: message.object_id, viewer }, texts);
  return { findings: [...errors, ...found, ...blank] };
}
