import type { ObjectRights, Scope, Viewer } from '../../app/kernel/viewer.ts';
import type { AccountRight, Exceptions, Rights } from '../schema.ts';

const REACH: Record<Scope, number> = { none: 0, own: 1, team: 2, all: 3 };
const SECTION_REACH = { hidden: 0, view: 1, edit: 2 } as const;

const ALL: ObjectRights = { view: 'all', edit: 'all', delete: 'all', create: true, export: true, bulk: true, sections: {} };

export interface SeatRights {
  userId: number;
  teamIds: readonly number[];
  isOwner: boolean;
  rights: Rights;
  exceptions: Exceptions | null;
}

/** Compiles a seat's role and exceptions to what the product asks of a viewer. The owner may everything. */
export function viewerFrom({ userId, teamIds, isOwner, rights, exceptions }: SeatRights): Viewer {
  const account = new Set<string>(accountRights({ rights, exceptions }));
  return {
    userId,
    teamIds,
    isOwner,
    can: (right) => isOwner || account.has(right),
    on: (objectId) => (isOwner ? ALL : objectRights({ rights, exceptions }, objectId)),
  };
}

/** The rights over the account that a role and its exceptions come to. */
export function accountRights({ rights, exceptions }: Pick<SeatRights, 'rights' | 'exceptions'>): AccountRight[] {
  const withheld = new Set(exceptions?.withhold);
  return [...new Set([...rights.account, ...(exceptions?.allow ?? [])])].filter((right) => !withheld.has(right));
}

function objectRights({ rights, exceptions }: Pick<SeatRights, 'rights' | 'exceptions'>, objectId: number): ObjectRights {
  return exceptions?.objects[objectId] ?? rights.objects[objectId] ?? rights.otherObjects;
}

/**
 * What `given` would allow beyond what the seat holds, each as words for a sentence; empty when nothing. Nobody may give what they do
 * not have, so that no role can be used to climb. `given` without `otherObjects` is about the objects it names alone.
 */
export function rightsBeyond(held: SeatRights, given: Pick<Rights, 'account' | 'objects'> & Partial<Rights>): string[] {
  if (held.isOwner) return [];
  const account = new Set<string>(accountRights(held));
  const beyond: string[] = given.account.filter((right) => !account.has(right));
  // An object the giver's own rights name falls, when the given rights do not name it, under what those say of all others.
  const named = new Set([given.objects, held.rights.objects, held.exceptions?.objects ?? {}].flatMap(Object.keys));
  for (const objectId of named) {
    const rights = given.objects[objectId] ?? given.otherObjects;
    if (rights && reachesBeyond(rights, objectRights(held, Number(objectId)))) beyond.push(`object ${objectId}`);
  }
  if (given.otherObjects && reachesBeyond(given.otherObjects, held.rights.otherObjects)) beyond.push('all other objects');
  return beyond;
}

function reachesBeyond(given: ObjectRights, held: ObjectRights): boolean {
  const scopes = (['view', 'edit', 'delete'] as const).some((what) => REACH[given[what]] > REACH[held[what]]);
  const flags = (['create', 'export', 'bulk'] as const).some((what) => given[what] && !held[what]);
  const sections = Object.entries(held.sections).some(
    ([section, reach]) => SECTION_REACH[given.sections[section] ?? 'edit'] > SECTION_REACH[reach],
  );
  return scopes || flags || sections;
}

/** Whether a role hung below `managerId` would stand above itself. `managers` gives each role's manager. */
export function wouldCircle(roleId: number, managerId: number, managers: ReadonlyMap<number, number | null>): boolean {
  for (let above: number | null | undefined = managerId; above !== null && above !== undefined; above = managers.get(above)) {
    if (above === roleId) return true;
  }
  return false;
}
