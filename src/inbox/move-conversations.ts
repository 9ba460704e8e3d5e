import { viewerOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { conversationMoved } from './events.ts';
import { assignRows, type ConversationRow, moveRows } from './queries/conversations.ts';
import { allInboxes, type InboxRow } from './queries/inboxes.ts';
import { tellConversations } from './queries/sets.ts';
import { tellPages } from './tell-pages.ts';
import { answersIn } from './visible-inboxes.ts';

export interface Move {
  conversations: readonly Pick<ConversationRow, 'id' | 'inbox_id' | 'assignee_id'>[];
  inboxId: number;
  causes?: ReadonlyMap<number, number | null>;
}

/** Moves conversations to another inbox; whoever does not answer there loses them. Gives how many were elsewhere. Refuses `no_such_inbox`. */
export async function moveConversations(db: AccountDb, actor: Actor, { conversations, inboxId, causes }: Move): Promise<number> {
  const inbox = (await allInboxes(db)).find(({ id }) => id === inboxId);
  if (!inbox) throw new Problem('no_such_inbox', 'There is no such inbox, or it was deleted. Choose another.');
  const from = new Map(conversations.map(({ id, inbox_id }) => [id, inbox_id]));
  const moved = await moveRows(db, [...from.keys()], inboxId);
  await release(db, inbox, conversations);
  await tellConversations(
    db,
    actor,
    conversationMoved,
    moved.map((id) => ({ id, data: { from_inbox: from.get(id) }, causeId: causes?.get(id) ?? null })),
  );
  tellPages(db, [...conversations, ...conversations.map(({ id }) => ({ id, inbox_id: inboxId }))]);
  return moved.length;
}

async function release(db: AccountDb, inbox: InboxRow, conversations: Move['conversations']): Promise<void> {
  const assignees = new Set(conversations.flatMap(({ assignee_id }) => (assignee_id === null ? [] : [assignee_id])));
  const strangers: number[] = [];
  for (const userId of assignees) if (!answersIn(await viewerOf(db, userId), inbox)) strangers.push(userId);
  const theirs = conversations.filter(({ assignee_id }) => assignee_id !== null && strangers.includes(assignee_id));
  if (theirs.length > 0)
    await assignRows(
      db,
      theirs.map(({ id }) => id),
      null,
    );
}
