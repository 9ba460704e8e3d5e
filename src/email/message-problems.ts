import type { AccountDb } from '../app/db.ts';
import { accountSettings } from '../accounts/index.ts';
import { documentProblems, lineProblem, mergeFieldsFor } from '../documents/index.ts';
import { objectShape } from '../records/index.ts';
import type { MessageRow } from './queries/messages.ts';
import type { MessageProblem } from './schema.ts';

/** Everything that keeps a message from being published; empty when it can be. */
export async function messageProblems(
  db: AccountDb,
  message: Pick<MessageRow, 'object_id' | 'purpose' | 'subject' | 'preheader' | 'body'>,
): Promise<MessageProblem[]> {
  const fields = mergeFieldsFor(await objectShape(db, message.object_id));
  const problems: MessageProblem[] = [];
  for (const line of ['subject', 'preheader'] as const) {
    const sentence = lineProblem(message[line], fields);
    if (sentence) problems.push({ path: line, code: 'unreadable', sentence });
  }
  if (message.subject.trim() === '') problems.push({ path: 'subject', code: 'missing', sentence: 'Write a subject.' });
  if (isEmpty(message.body)) problems.push({ path: 'body', code: 'missing', sentence: 'Write the letter.' });
  problems.push(...documentProblems(message.body, fields).map((problem) => ({ ...problem, path: `body.${problem.path}` })));
  if (message.purpose === 'bulk' && (await accountSettings(db)).postalAddress.trim() === '') {
    problems.push({
      path: 'settings',
      code: 'missing',
      sentence: 'Write your company’s postal address in Settings: every bulk letter must carry it.',
    });
  }
  return problems;
}

/** Blocks that say nothing by themselves. */
const EMPTY: ReadonlySet<string> = new Set(['divider', 'spacer', 'logo', 'signature', 'social']);

function isEmpty(body: MessageRow['body']): boolean {
  return body.kind === 'plain'
    ? body.text.trim() === ''
    : body.blocks.every((block) => EMPTY.has(block.type) || (block.type === 'text' && block.text.trim() === ''));
}
