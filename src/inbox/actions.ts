import type { AccountDb } from '../app/db.ts';
import type { Action, ActionStep } from '../app/kernel/domain.ts';
import { ownersOfRecords } from '../records/index.ts';
import { assignConversations, strangerIn } from './assign-conversations.ts';
import { closeConversations } from './close-conversations.ts';
import { moveConversations } from './move-conversations.ts';
import { type ConversationRow, lockedConversations } from './queries/conversations.ts';
import { allInboxes } from './queries/inboxes.ts';
import { underWayOf } from './queries/sets.ts';
import { assignSettings, closeSettings, moveSettings, type AssignSettings, type MoveSettings } from './schema.ts';
import { USE_INBOX } from './visible-inboxes.ts';

const OF_INBOX = { right: USE_INBOX, reach: 'view', offeredTo: 'maps' } as const;

interface UnderWay {
  conversations: ConversationRow[];
  /** The event each is changed because of. */
  causes: Map<number, number | null>;
}

/** The conversations under way of the step's records. */
async function underWay(db: AccountDb, { objectId, recordIds, causeIds }: ActionStep<unknown>): Promise<UnderWay> {
  const found = await underWayOf(db, objectId, recordIds);
  const causeOf = new Map(recordIds.map((id, place) => [id, causeIds[place] ?? null]));
  return {
    conversations: await lockedConversations(
      db,
      found.map(({ id }) => id),
    ),
    causes: new Map(found.map(({ id, record_id }) => [id, causeOf.get(record_id) ?? null])),
  };
}

/** Gives the open conversations of records to the owner of each, to a user, or to nobody. */
const assign: Action<AssignSettings> = {
  ...OF_INBOX,
  kind: 'conversation.assign',
  settings: assignSettings,
  async problems(db, _objectId, { to }) {
    const problem = typeof to === 'number' ? await strangerIn(db, to, []) : undefined;
    return problem === undefined ? [] : [problem];
  },
  async apply(db, step) {
    const { conversations, causes } = await underWay(db, step);
    const failed = new Map<number, string>();
    for (const [userId, theirs] of Map.groupBy(conversations, await receiverOf(db, step, conversations))) {
      const stranger =
        userId === null
          ? undefined
          : await strangerIn(
              db,
              userId,
              theirs.map(({ inbox_id }) => inbox_id),
            );
      if (stranger === undefined) await assignConversations(db, step.actor, { conversations: theirs, userId, causes });
      else for (const { record_id } of theirs) failed.set(record_id!, stranger);
    }
    return { failed };
  },
};

async function receiverOf(
  db: AccountDb,
  { objectId, settings: { to } }: ActionStep<AssignSettings>,
  conversations: readonly ConversationRow[],
): Promise<(conversation: ConversationRow) => number | null> {
  if (to === 'nobody') return () => null;
  if (to !== 'owner') return () => to;
  const owners = await ownersOfRecords(
    db,
    conversations.map(({ record_id }) => ({ objectId, id: record_id! })),
  );
  const ownerOf = new Map(owners.map(({ id, owner_id }) => [id, owner_id]));
  return ({ record_id }) => ownerOf.get(record_id!) ?? null;
}

const close: Action<object> = {
  ...OF_INBOX,
  kind: 'conversation.close',
  settings: closeSettings,
  async apply(db, step) {
    const { conversations, causes } = await underWay(db, step);
    await closeConversations(db, step.actor, conversations, causes);
    return {};
  },
};

const move: Action<MoveSettings> = {
  ...OF_INBOX,
  kind: 'conversation.move',
  settings: moveSettings,
  async problems(db, _objectId, { inboxId }) {
    return (await allInboxes(db)).some(({ id }) => id === inboxId) ? [] : ['The inbox was deleted. Choose another.'];
  },
  async apply(db, step) {
    const { conversations, causes } = await underWay(db, step);
    if (conversations.length === 0) return {};
    const { inboxId } = step.settings;
    if (!(await allInboxes(db)).some(({ id }) => id === inboxId))
      return { failed: new Map(conversations.map(({ record_id }) => [record_id!, 'The inbox was deleted.'])) };
    await moveConversations(db, step.actor, { conversations, inboxId, causes });
    return {};
  },
};

/** What maps do with the conversations under way of records. */
export const actions: readonly Action[] = [assign, close, move];
