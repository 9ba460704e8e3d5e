import { accountSettings, usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvents } from '../ledger/index.ts';
import { fillTexts, ownersOfRecords } from '../records/index.ts';
import { userNotified } from './events.ts';
import { toldRows } from './queries/told.ts';
import { LONGEST_SUBJECT, LONGEST_TEXT, type Receiver } from './schema.ts';

export interface NotifyOf {
  objectId: number;
  recordIds: readonly number[];
  causeIds: readonly (number | null)[];
  to: readonly Receiver[];
  subject: string;
  text: string;
}

/**
 * Tells users something about each record of a set, in one statement; how they hear of it is what they have chosen. Nobody who has left is told; where nobody
 * is left (a record without an owner) the owner of the account is.
 */
export async function notifyUsers(db: AccountDb, actor: Actor, { objectId, recordIds, causeIds, ...asked }: NotifyOf): Promise<void> {
  const filled = await fillTexts(db, { objectId, recordIds, texts: [asked.subject, asked.text] });
  const receivers = await receiversOf(db, { objectId, recordIds, to: asked.to });
  const rows = recordIds.map((id, place) => {
    const [subject, text] = filled?.get(id) ?? [asked.subject, asked.text];
    return {
      id,
      causeId: causeIds[place] ?? null,
      userIds: receivers(id),
      personal: { subject: oneLine(subject!), text: text!.slice(0, LONGEST_TEXT) },
    };
  });
  const columns = ['object_id', 'record_id', 'cause_id', 'data', 'personal'] as const;
  await recordEvents(db, actor, { kind: userNotified, rows: toldRows(objectId, rows), columns });
}

async function receiversOf(
  db: AccountDb,
  { objectId, recordIds, to }: Pick<NotifyOf, 'objectId' | 'recordIds' | 'to'>,
): Promise<(recordId: number) => number[]> {
  const present = (await usersOf(db)).filter(({ hasLeft }) => !hasLeft);
  const { ownerUserId } = await accountSettings(db);
  const named = present.filter(({ id, roleId }) => to.some((one) => one === id || (typeof one === 'object' && one.role === roleId)));
  const pointers = to.includes('owner') ? recordIds.map((id) => ({ objectId, id })) : [];
  const owners = new Map((await ownersOfRecords(db, pointers)).map(({ id, owner_id }) => [id, owner_id]));
  return (recordId) => {
    const owner = present.find(({ id }) => id === owners.get(recordId));
    const told = new Set([...named, ...(owner ? [owner] : [])].map(({ id }) => id));
    return told.size > 0 || ownerUserId === null ? [...told] : [ownerUserId];
  };
}

const oneLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_SUBJECT);
