import type { AccountDb } from '../../app/db.ts';
import { lineProblem, mergeFieldsFor } from '../../documents/index.ts';
import { objectShape } from '../../records/index.ts';
import { messageById, publishedMessage } from '../queries/messages.ts';
import type { MessagePurpose } from '../schema.ts';
import type { VariantAsked } from '../rules/broadcast-schema.ts';

export interface VariantsRead {
  /** What keeps a variant from being sent, in one sentence each. */
  problems: { variant: number; sentence: string }[];
  purpose: MessagePurpose;
  topicId: number | null;
}

/** Reads what a broadcast's letters are to be made from, and what is wrong with it. */
export async function readVariants(db: AccountDb, asked: { objectId: number; variants: readonly VariantAsked[] }): Promise<VariantsRead> {
  const problems: VariantsRead['problems'] = [];
  const published = new Map<number, Awaited<ReturnType<typeof publishedMessage>>>();
  const known = mergeFieldsFor(await objectShape(db, asked.objectId));
  for (const [variant, { messageId, subject }] of asked.variants.entries()) {
    if (!published.has(messageId)) published.set(messageId, await publishedMessage(db, messageId));
    const sentence = (await messageProblem(db, asked.objectId, messageId)) ?? subjectProblem(subject, known);
    if (sentence) problems.push({ variant, sentence });
  }
  for (const [variant, one] of asked.variants.entries()) {
    const same = asked.variants.findIndex((other) => other.messageId === one.messageId && other.subject === one.subject);
    if (same < variant)
      problems.push({ variant, sentence: 'Two variants are the same. Give one another subject, or choose another message.' });
  }
  const first = published.get(asked.variants[0]!.messageId);
  for (const [variant, { messageId }] of asked.variants.entries()) {
    const message = published.get(messageId);
    if (first && message && (message.purpose !== first.purpose || message.topic_id !== first.topic_id))
      problems.push({ variant, sentence: 'All variants must be of one purpose and topic. Choose another message.' });
  }
  return { problems, purpose: first?.purpose ?? 'bulk', topicId: first?.topic_id ?? null };
}

async function messageProblem(db: AccountDb, objectId: number, messageId: number): Promise<string | undefined> {
  const message = await messageById(db, messageId);
  if (!message) return 'This message was deleted. Choose another.';
  if (message.object_id !== objectId) return `The message “${message.name}” is written for another kind of record. Choose another.`;
  return message.published_version === null ? `The message “${message.name}” has not been published. Publish it first.` : undefined;
}

function subjectProblem(subject: string | undefined, known: ReturnType<typeof mergeFieldsFor>): string | undefined {
  if (subject === undefined) return undefined;
  if (subject.trim() === '') return 'Give this variant a subject.';
  return lineProblem(subject, known) ?? undefined;
}
