import type { AccountDb } from '../app/db.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { accountSettings } from '../accounts/index.ts';
import { criteriaContext, criteriaProblems, type Criteria } from '../criteria/index.ts';
import {
  conditionsIn,
  documentMaterials,
  documentProblems,
  lineProblem,
  mergeFieldsFor,
  pathsIn,
  textPartProblem,
  type Materials,
  type MergeField,
} from '../documents/index.ts';
import { objectShapes } from '../records/index.ts';
import type { MessageRow } from './queries/messages.ts';
import type { MessageProblem } from './schema.ts';

type Looked = Pick<MessageRow, 'object_id' | 'purpose' | 'subject' | 'preheader' | 'body' | 'text_part'>;

/** Everything that keeps a message from being published, each naming where; empty when it can be. `materials` where they are at hand. */
export async function messageProblems(db: AccountDb, message: Looked, materials?: Materials): Promise<MessageProblem[]> {
  const objects = await objectShapes(db);
  const shape = objects.find(({ id }) => id === message.object_id)!;
  const fields = mergeFieldsFor(shape, objects);
  const { savedBlocks } = materials ?? (await documentMaterials(db, message.body));
  const conditions = conditionsIn(message.body, savedBlocks);
  const criteriaProblem = await criteriaCheck(db, message.object_id, conditions);
  const inBody = documentProblems(message.body, fields, { savedBlocks, criteriaProblem });
  return [
    ...lineProblems(message, fields),
    ...(isEmpty(message.body) ? [{ path: 'body', code: 'missing' as const, sentence: 'Write the letter.' }] : []),
    ...inBody.map((problem) => ({ ...problem, path: `body.${problem.path}` })),
    ...(message.purpose === 'confirmation' && !asksToConfirm(message.body, savedBlocks) ? [NO_WAY_TO_CONFIRM] : []),
    ...textPartProblems(message, fields, conditions.length),
    ...(await settingsProblems(db, message)),
  ];
}

const NO_WAY_TO_CONFIRM: MessageProblem = {
  path: 'body',
  code: 'missing',
  sentence: 'A letter that asks people to confirm must hold the link they do it by: give a button the address {{ confirm_url }}.',
};

const asksToConfirm = (body: MessageRow['body'], savedBlocks: Materials['savedBlocks']): boolean =>
  pathsIn(body, savedBlocks).includes('confirm_url');

function lineProblems(message: Looked, fields: readonly MergeField[]): MessageProblem[] {
  const unreadable = (['subject', 'preheader'] as const).flatMap((line): MessageProblem[] => {
    const sentence = lineProblem(message[line], fields);
    return sentence ? [{ path: line, code: 'unreadable', sentence }] : [];
  });
  if (message.subject.trim() !== '') return unreadable;
  return [...unreadable, { path: 'subject', code: 'missing', sentence: 'Write a subject.' }];
}

/** Says what is wrong with the criteria of a conditional block; the account is read once for all of them. */
async function criteriaCheck(
  db: AccountDb,
  objectId: number,
  conditions: readonly Criteria[],
): Promise<(criteria: Criteria) => string | undefined> {
  if (conditions.length === 0) return () => undefined;
  const context = await criteriaContext(db, { objectId, viewer: everyone, criteria: { any: [...conditions] } });
  return (criteria) => criteriaProblems(criteria, context)[0]?.sentence;
}

/** A text part may ask what its letter's conditional blocks ask, under the names that the part made from the blocks has. */
function textPartProblems(message: Looked, fields: readonly MergeField[], conditions: number): MessageProblem[] {
  if (!message.text_part?.trim()) return [];
  const names = Array.from({ length: conditions }, (_, index) => `when.c${index + 1}`);
  const sentence = textPartProblem(message.text_part, fields, names);
  return sentence ? [{ path: 'textPart', code: 'unreadable', sentence }] : [];
}

async function settingsProblems(db: AccountDb, message: Looked): Promise<MessageProblem[]> {
  if (message.purpose !== 'bulk' || (await accountSettings(db)).postalAddress.trim() !== '') return [];
  const sentence = 'Write your company’s postal address in Settings: every bulk letter must carry it.';
  return [{ path: 'settings', code: 'missing', sentence }];
}

/** Blocks that say nothing by themselves. */
const EMPTY: ReadonlySet<string> = new Set(['divider', 'spacer', 'logo', 'signature', 'social']);

function isEmpty(body: MessageRow['body']): boolean {
  return body.kind === 'plain'
    ? body.text.trim() === ''
    : body.blocks.every((block) => EMPTY.has(block.type) || (block.type === 'text' && block.text.trim() === ''));
}
