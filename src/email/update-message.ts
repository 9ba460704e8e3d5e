import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { messageUpdated } from './events.ts';
import { lockMessage, writeMessage } from './queries/messages.ts';
import type { UpdateMessage } from './schema.ts';

/**
 * Changes what a message says; letters go on saying what was published last. Refuses with `message_changed` when somebody else has changed
 * it since the revision that was edited.
 */
export async function updateMessage(db: AccountDb, actor: Actor, id: number, input: UpdateMessage): Promise<void> {
  const row = await lockMessage(db, id);
  if (!row) throw notFound('message');
  if (row.revision !== input.revision) {
    throw new Problem('message_changed', 'Somebody else has changed this message meanwhile. Load it again; copy your text first.', {
      status: 409,
    });
  }
  await writeMessage(db, id, {
    name: input.name ?? row.name,
    purpose: input.purpose ?? row.purpose,
    subject: input.subject ?? row.subject,
    preheader: input.preheader ?? row.preheader,
    body: input.body ?? row.body,
    fromName: input.fromName ?? row.from_name,
    replyTo: input.replyTo ?? row.reply_to,
    sender: input.sender ?? row.sender,
    utm: input.utm === undefined ? row.utm : input.utm,
  });
  await recordEvent(db, actor, { kind: messageUpdated, subject: { type: 'email', id } });
}
