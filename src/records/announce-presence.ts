import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { publish } from '../app/live.ts';
import { recordFor, type RecordId } from './record-for.ts';

export interface Presence {
  /** One open page of somebody; a person may have several. */
  page: string;
  doing: 'arriving' | 'here' | 'leaving';
  /** The field being edited. */
  fieldId?: number | null | undefined;
}

/**
 * Tells all who have the record open that this person has it open too. Nothing is stored: each page remembers whom it heard of lately,
 * and answers who is arriving. Refuses `not_found`.
 */
export async function announcePresence(
  db: AccountDb,
  actor: Actor,
  { viewer, record, presence }: { viewer: Viewer; record: RecordId; presence: Presence },
): Promise<void> {
  await recordFor(db, viewer, 'view', record);
  if (actor.type !== 'user') return;
  publish(db, `record/${record.objectId}/${record.id}`, { presence: { ...presence, userId: viewer.userId } });
}
