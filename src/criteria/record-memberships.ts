import type { AccountDb } from '../app/db.ts';
import type { EventKind } from '../app/kernel/domain.ts';
import { system } from '../app/kernel/actor.ts';
import { recordEvents } from '../ledger/index.ts';
import { groupEntered, groupLeft } from './events.ts';
import { deleteMembers, insertMembers, movesOf, type TrackedGroup } from './queries/members.ts';

export interface Moved {
  id: number;
  causeId: number | null;
}

/** Writes down who entered a tracked group and strikes out who left, each with its event. Gives how many did. */
export async function recordMemberships(
  db: AccountDb,
  group: TrackedGroup,
  moved: { entered: readonly Moved[]; left: readonly Moved[] },
): Promise<number> {
  const entered = new Set(moved.entered.length === 0 ? [] : await insertMembers(db, group.id, idsOf(moved.entered)));
  const left = new Set(moved.left.length === 0 ? [] : await deleteMembers(db, group.id, idsOf(moved.left)));
  await recordMoves(
    db,
    group,
    groupEntered,
    moved.entered.filter(({ id }) => entered.has(id)),
  );
  await recordMoves(
    db,
    group,
    groupLeft,
    moved.left.filter(({ id }) => left.has(id)),
  );
  return entered.size + left.size;
}

async function recordMoves(db: AccountDb, group: TrackedGroup, kind: EventKind, moved: readonly Moved[]): Promise<void> {
  if (moved.length === 0) return;
  await recordEvents(db, system, {
    kind,
    subjectType: 'group',
    rows: movesOf(
      group,
      idsOf(moved),
      moved.map(({ causeId }) => causeId),
    ),
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id'],
  });
}

const idsOf = (moved: readonly Moved[]): number[] => moved.map(({ id }) => id);
