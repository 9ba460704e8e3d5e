import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import type { Scopes } from '../../app/scopes.ts';
import type { ObjectType } from './rules/object-types.ts';
import type { Parameters } from './rules/parameters.ts';

/** A call of the compatible API, inside one transaction of its account. */
export interface CompatibleCall {
  db: AccountDb;
  actor: Actor;
  viewer: Viewer;
  ids: NextIds;
  /** What the key was given; undefined where it may all that its user may. */
  scopes: Scopes | undefined;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  parameters: Parameters;
  /** The account's own objects, by the names calls give them. */
  ownTypes: readonly ObjectType[];
}

/** What stands in an answer besides its code: `data` is left out where there is none. */
export interface Answer {
  data?: unknown;
  misc?: readonly never[];
  count?: string;
}
