import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { savedBlockDeleted } from '../events.ts';
import { removeSavedBlock } from '../queries/saved-blocks.ts';
import { savedBlockById } from './saved-block-by-id.ts';

/** Deletes a saved block. What was published with it stays; documents that have it say so before they are published again. Refuses `not_found`. */
export async function deleteSavedBlock(db: AccountDb, actor: Actor, id: number): Promise<void> {
  await savedBlockById(db, id);
  await removeSavedBlock(db, id);
  await recordEvent(db, actor, { kind: savedBlockDeleted, subject: { type: 'saved_block', id } });
}
