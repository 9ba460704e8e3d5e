import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { invalid } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { objectShape } from '../records/index.ts';
import { messageCreated } from './events.ts';
import { insertMessage } from './queries/messages.ts';
import { writerOf } from './rules/writer.ts';
import type { CreateMessage } from './schema.ts';

/** Makes a message to be edited and published. Gives its id. Refuses an object whose records are not people. */
export async function createMessage(db: AccountDb, actor: Actor, ids: NextIds, input: CreateMessage): Promise<number> {
  const shape = await objectShape(db, input.objectId);
  if (!shape.person) throw invalid('objectId', `Letters go to people; choose an object whose records are people, not ${shape.plural}.`);
  const id = await ids('message', 1);
  await insertMessage(db, id, input, writerOf(actor));
  await recordEvent(db, actor, { kind: messageCreated, subject: { type: 'email', id } });
  return id;
}
