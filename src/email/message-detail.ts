import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import { mergeFieldsFor } from '../documents/index.ts';
import { objectShape, objectShapes } from '../records/index.ts';
import { messageProblems } from './message-problems.ts';
import { presentMessage } from './present.ts';
import { messageById, statisticsOf } from './queries/messages.ts';
import type { MessageDetail } from './schema.ts';

/** A message to be edited: what it says, what keeps it from being published, what it may ask of a record, what became of its letters. */
export async function messageDetail(db: AccountDb, id: number): Promise<MessageDetail> {
  const row = await messageById(db, id);
  if (!row) throw notFound('message');
  return {
    message: presentMessage(row),
    problems: await messageProblems(db, row),
    mergeFields: mergeFieldsFor(await objectShape(db, row.object_id), await objectShapes(db)),
    statistics: await statisticsOf(db, id),
  };
}
