import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { savedBlockUpdated } from '../events.ts';
import { writeSavedBlock } from '../queries/saved-blocks.ts';
import type { UpdateSavedBlock } from '../schema.ts';
import { refuseCircle } from './refuse-circle.ts';
import { savedBlockById } from './saved-block-by-id.ts';

/** Changes a saved block; documents show it so when they are published the next time. Refuses `not_found`, and blocks that hold themselves. */
export async function updateSavedBlock(db: AccountDb, actor: Actor, id: number, input: UpdateSavedBlock): Promise<void> {
  const saved = await savedBlockById(db, id);
  if (input.blocks) await refuseCircle(db, id, input.blocks);
  await writeSavedBlock(db, id, { name: input.name ?? saved.name, blocks: input.blocks ?? saved.blocks });
  await recordEvent(db, actor, { kind: savedBlockUpdated, subject: { type: 'saved_block', id } });
}
