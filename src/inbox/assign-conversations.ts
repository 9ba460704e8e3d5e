import { usersOf, viewerOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid } from '../app/kernel/problem.ts';
import { conversationAssigned } from './events.ts';
import { assignRows, type ConversationRow } from './queries/conversations.ts';
import { allInboxes } from './queries/inboxes.ts';
import { tellConversations } from './queries/sets.ts';
import { tellPages } from './tell-pages.ts';
import { answersIn } from './visible-inboxes.ts';

export interface Assignment {
  conversations: readonly Pick<ConversationRow, 'id' | 'inbox_id' | 'assignee_id'>[];
  userId: number | null;
  causes?: ReadonlyMap<number, number | null>;
}

/** Gives conversations to a user, or to nobody. Gives how many were not theirs before. Refuses a user who does not answer in their inboxes. */
export async function assignConversations(db: AccountDb, actor: Actor, { conversations, userId, causes }: Assignment): Promise<number> {
  const unseen =
    userId === null
      ? undefined
      : await strangerIn(
          db,
          userId,
          conversations.map(({ inbox_id }) => inbox_id),
        );
  if (unseen !== undefined) throw invalid('userId', unseen);
  const changed = await assignRows(
    db,
    conversations.map(({ id }) => id),
    userId,
  );
  const before = new Map(conversations.map(({ id, assignee_id }) => [id, assignee_id]));
  await tellConversations(
    db,
    actor,
    conversationAssigned,
    changed.map((id) => ({ id, data: { from: before.get(id) ?? null, to: userId }, causeId: causes?.get(id) ?? null })),
  );
  tellPages(db, conversations);
  return changed.length;
}

/** Why a user cannot be given conversations of some inboxes, in one sentence. */
export async function strangerIn(db: AccountDb, userId: number, inboxIds: readonly number[]): Promise<string | undefined> {
  const user = (await usersOf(db)).find(({ id, hasLeft }) => id === userId && !hasLeft);
  if (!user) return 'There is no such user in this account. Choose another.';
  const viewer = await viewerOf(db, userId);
  const closed = (await allInboxes(db)).find((inbox) => inboxIds.includes(inbox.id) && !answersIn(viewer, inbox));
  return closed && `${user.name} does not answer in the inbox “${closed.name}”. Choose somebody who does, or let them in.`;
}
