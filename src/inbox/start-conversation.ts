import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordFor } from '../records/index.ts';
import { conversationOpened } from './events.ts';
import { insertConversation } from './queries/conversations.ts';
import { allChannels } from './queries/inboxes.ts';
import { tellConversations } from './queries/sets.ts';
import { answerText } from './rules/answer-text.ts';
import { subjectKey } from './rules/subject-key.ts';
import { sayInConversation } from './say-in-conversation.ts';
import type { NewConversation } from './schema.ts';
import { visibleInboxes } from './visible-inboxes.ts';

/**
 * Begins a conversation by writing to somebody; it waits for them, as the writer's. Gives its id. Refuses `not_found`, `no_address`, and what
 * `sayInConversation` refuses.
 */
export async function startConversation(
  db: AccountDb,
  actor: Actor,
  { viewer, ids, input }: { viewer: Viewer; ids: NextIds; input: NewConversation },
): Promise<number> {
  const record = await recordFor(db, viewer, 'view', { objectId: input.objectId, id: input.recordId });
  const mine = new Set((await visibleInboxes(db, viewer)).map(({ id }) => id));
  const channel = (await allChannels(db)).find(({ id, inbox_id }) => id === input.channelId && mine.has(inbox_id));
  if (!channel) throw notFound('channel');
  const address = record.email?.toLowerCase();
  if (!address) throw new Problem('no_address', `${record.name || 'This person'} has no e-mail address. Enter one first.`);
  const id = await ids('conversation', 1);
  await insertConversation(db, {
    id,
    inboxId: channel.inbox_id,
    channelId: channel.id,
    writer: { objectId: input.objectId, recordId: input.recordId, address },
    name: record.name || address,
    subject: input.subject.trim(),
    subjectKey: subjectKey(input.subject),
    state: 'waiting',
    assigneeId: viewer.userId,
  });
  await sayInConversation(db, actor, {
    conversation: { id, inbox_id: channel.inbox_id },
    record: { objectId: input.objectId, id: input.recordId },
    channel,
    userId: viewer.userId,
    subject: input.subject.trim(),
    text: input.text.trim(),
    letter: answerText(input.text, channel.signature, undefined),
    headers: undefined,
    state: 'waiting',
    ids,
  });
  await tellConversations(db, actor, conversationOpened, [{ id, data: { by: 'us' }, personal: { subject: input.subject.trim() } }]);
  return id;
}
