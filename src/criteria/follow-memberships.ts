import type { AccountDb } from '../app/db.ts';
import { groupEntered, groupLeft } from './events.ts';
import { storedGroups } from './queries/groups.ts';
import { touchedMembers, trackedGroups, type TrackedGroup } from './queries/members.ts';
import { recordMemberships } from './record-memberships.ts';
import { compiledFor } from './refresh-groups.ts';
import { asksAbout } from './rules/groups-in.ts';
import { touchedRecords } from './touched-records.ts';

/**
 * Looks at the records that a batch of the ledger touched, and at those whose membership rests on them by a relation: whoever has come to
 * match a tracked group enters it, whoever no longer matches leaves. One statement a group, whatever the size of the batch.
 */
export async function followMemberships(db: AccountDb, batchId: number, kinds: readonly string[]): Promise<void> {
  const groups = await trackedGroups(db);
  const concerned = kinds.every((kind) => OWN.includes(kind)) ? await askingAbout(db, kinds, groups) : groups;
  for (const group of concerned) await followGroup(db, batchId, group);
}

/** Memberships change no record: only groups that ask about them need to look. */
const OWN: readonly string[] = [groupEntered.kind, groupLeft.kind];

async function askingAbout(db: AccountDb, kinds: readonly string[], groups: readonly TrackedGroup[]): Promise<TrackedGroup[]> {
  if (groups.length === 0) return [];
  const all = new Map((await storedGroups(db)).map((group) => [group.id, group]));
  return groups.filter(({ criteria }) => asksAbout(kinds, criteria, all));
}

async function followGroup(db: AccountDb, batchId: number, group: TrackedGroup): Promise<void> {
  const compiled = await compiledFor(db, group);
  if (!compiled) return;
  const moved = await touchedMembers(db, {
    groupId: group.id,
    objectId: group.object_id,
    batchId,
    predicate: compiled.predicate,
    touched: touchedRecords(db, batchId, group.criteria, compiled.context),
  });
  const those = (hasEntered: boolean) =>
    moved.filter((record) => record.has_entered === hasEntered).map(({ id, cause_id }) => ({ id, causeId: cause_id }));
  await recordMemberships(db, group, { entered: those(true), left: those(false) });
}
