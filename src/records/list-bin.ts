import { usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { invalid } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { latestActors } from '../ledger/index.ts';
import { BIN_DAYS } from './empty-bin.ts';
import { recordDeleted } from './events.ts';
import { objectShape } from './object-shapes.ts';
import { binCount, binPage } from './queries/bin-list.ts';

const PAGE = 100;

export interface Binned {
  id: number;
  name: string;
  deletedAt: Date;
  /** When it is removed for good. */
  removedAt: Date;
  /** The user who put it there; null where it was an automation, an import or a key. */
  deletedBy: string | null;
}

export interface AskedBin {
  objectId: number;
  /** Words of the name. */
  search?: string | undefined;
  cursor?: string | undefined;
}

/** A page of what lies in an object's bin and the viewer may delete, latest first, and how much there is in all. Refuses `not_found`. */
export async function listBin(
  db: AccountDb,
  viewer: Viewer,
  asked: AskedBin,
): Promise<{ records: Binned[]; next: string | null; total: number }> {
  const { id: objectId } = await objectShape(db, asked.objectId);
  const page = { objectId, viewer, search: asked.search };
  const found = await binPage(db, { ...page, after: asked.cursor === undefined ? undefined : afterOf(asked.cursor), limit: PAGE + 1 });
  const names = new Map((await usersOf(db)).map((user) => [String(user.id), user.name]));
  const shown = found.slice(0, PAGE);
  const actors = await latestActors(db, { objectId, recordIds: shown.map(({ id }) => id), kind: recordDeleted });
  const users = new Map(actors.flatMap((row) => (row.actor_type === 'user' ? [[row.record_id, row.actor_id ?? ''] as const] : [])));
  const last = shown.at(-1);
  return {
    records: shown.map((record) => ({
      id: record.id,
      name: record.name,
      deletedAt: record.deleted_at,
      removedAt: new Date(record.deleted_at.getTime() + BIN_DAYS * 86_400_000),
      deletedBy: names.get(users.get(record.id) ?? '') ?? null,
    })),
    next: found.length > PAGE && last ? `${last.id}|${last.moment}` : null,
    total: await binCount(db, page),
  };
}

function afterOf(cursor: string): { id: number; moment: string } {
  const [, id, moment] = /^(\d{1,15})\|(\d{4}-\d\d-\d\d [\d:.]{8,15}\+\d\d)$/.exec(cursor) ?? [];
  if (id === undefined || moment === undefined) throw invalid('cursor', 'This page of the bin is not known. Begin at the first.');
  return { id: Number(id), moment };
}
