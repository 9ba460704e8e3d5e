import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { messageUpdated } from './events.ts';
import { keepDraft } from './queries/message-drafts.ts';
import { lockMessage, type MessageRow, writeMessage } from './queries/messages.ts';
import { writerOf } from './rules/writer.ts';
import type { UpdateMessage } from './schema.ts';

/** Whoever pauses for longer begins anew: what stood there before is kept. */
const SITTING_MS = 20 * 60_000;

/**
 * Changes what a message says; letters go on saying what was published last. What somebody else wrote, or the same person at another time, is
 * kept as a draft. Refuses with `message_changed` when somebody else has changed it since the revision that was edited.
 */
export async function updateMessage(db: AccountDb, actor: Actor, id: number, input: UpdateMessage): Promise<void> {
  const row = await lockMessage(db, id);
  if (!row) throw notFound('message');
  refuseOutdated(row, input.revision);
  const isAnothers = row.updated_by !== writerOf(actor) || db.now.getTime() - row.updated_at.getTime() > SITTING_MS;
  if (isAnothers || input.keeps) await keepDraft(db, id);
  await writeMessage(
    db,
    id,
    {
      name: input.name ?? row.name,
      purpose: input.purpose ?? row.purpose,
      subject: input.subject ?? row.subject,
      preheader: input.preheader ?? row.preheader,
      body: input.body ?? row.body,
      fromName: input.fromName ?? row.from_name,
      replyTo: input.replyTo ?? row.reply_to,
      sender: input.sender ?? row.sender,
      utm: input.utm === undefined ? row.utm : input.utm,
      textPart: input.textPart === undefined ? row.text_part : input.textPart,
      topicId: input.topicId === undefined ? row.topic_id : input.topicId,
    },
    writerOf(actor),
  );
  await recordEvent(db, actor, { kind: messageUpdated, subject: { type: 'email', id } });
}

/** Refuses a change made to what no longer stands there. */
export function refuseOutdated(row: MessageRow, revision: number): void {
  if (row.revision === revision) return;
  throw new Problem('message_changed', 'Somebody else has changed this message meanwhile. Load it again; copy your text first.', {
    status: 409,
  });
}
