/** How far a right reaches: no record, one's own, those of one's team (the people below one's role), or all. */
export type Scope = 'none' | 'own' | 'team' | 'all';

export interface ObjectRights {
  view: Scope;
  edit: Scope;
  delete: Scope;
  create: boolean;
  export: boolean;
  bulk: boolean;
  /** By section id; a section that is not named may be viewed and edited as the record may. */
  sections: Readonly<Record<string, 'hidden' | 'view' | 'edit'>>;
}

/** Through whose eyes records are read. Compiled into every criteria, list, search, count, export and timeline. */
export interface Viewer {
  userId: number;
  /** Ids of the users whose records count as the team's, the viewer's own included. */
  teamIds: readonly number[];
  isOwner: boolean;
  /** Account-wide rights held, such as `users.manage` or `settings.manage`. */
  can(right: string): boolean;
  on(objectId: number): ObjectRights;
}

const EVERYTHING: ObjectRights = { view: 'all', edit: 'all', delete: 'all', create: true, export: true, bulk: true, sections: {} };

/** Sees and may do everything: the product itself (runner, imports already authorised, sample business). */
export const everyone: Viewer = { userId: 0, teamIds: [], isOwner: true, can: () => true, on: () => EVERYTHING };

/** Whether a right of this scope reaches a record of this owner. What statements over sets say in SQL, for one record. */
export function reaches(viewer: Viewer, scope: Scope, ownerId: number | null): boolean {
  switch (scope) {
    case 'all':
      return true;
    case 'team':
      return ownerId !== null && (ownerId === viewer.userId || viewer.teamIds.includes(ownerId));
    case 'own':
      return ownerId !== null && ownerId === viewer.userId;
    case 'none':
      return false;
  }
}
