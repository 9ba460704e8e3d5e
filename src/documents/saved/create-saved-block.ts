import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { recordEvent } from '../../ledger/index.ts';
import { savedBlockCreated } from '../events.ts';
import { insertSavedBlock } from '../queries/saved-blocks.ts';
import type { CreateSavedBlock } from '../schema.ts';
import { refuseCircle } from './refuse-circle.ts';

/** Keeps blocks under a name, for use in many documents. Gives the id. Refuses blocks that hold themselves. */
export async function createSavedBlock(db: AccountDb, actor: Actor, ids: NextIds, input: CreateSavedBlock): Promise<number> {
  const id = await ids('saved_block', 1);
  await refuseCircle(db, id, input.blocks);
  await insertSavedBlock(db, id, input);
  await recordEvent(db, actor, { kind: savedBlockCreated, subject: { type: 'saved_block', id } });
  return id;
}
