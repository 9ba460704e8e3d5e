import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { groupById } from './group-by-id.ts';
import { addFavourite, removeFavourite } from './queries/groups.ts';

/** Puts a group among the viewer's favourites, or takes it out. A matter of taste and of one person: no event. */
export async function favourGroup(db: AccountDb, viewer: Viewer, asked: { id: number; favourite: boolean }): Promise<void> {
  await groupById(db, viewer, asked.id);
  await (asked.favourite ? addFavourite : removeFavourite)(db, viewer.userId, asked.id);
}
