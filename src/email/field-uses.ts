import type { AccountDb } from '../app/db.ts';
import type { FieldAsked, FieldUse } from '../app/kernel/domain.ts';
import { mergeName, mergePaths, pathsIn } from '../documents/index.ts';
import { objectShape } from '../records/index.ts';
import { allMessages } from './queries/messages.ts';

/** The messages that show a field. What they say about an option stands in words, which nobody can tell. */
export async function fieldUses(db: AccountDb, { objectId, fieldId, optionId }: FieldAsked): Promise<FieldUse[]> {
  if (optionId !== undefined) return [];
  const shape = await objectShape(db, objectId);
  const field = shape.fields.find(({ id }) => id === fieldId);
  if (!field) return [];
  const path = `${shape.key}.${mergeName(shape, field)}`;
  return (await allMessages(db))
    .filter(({ subject, preheader, body }) => [...mergePaths(subject), ...mergePaths(preheader), ...pathsIn(body)].includes(path))
    .map(({ id, name }) => ({ kind: 'message', name, place: `/messages/${id}` }));
}
