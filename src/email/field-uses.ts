import type { AccountDb } from '../app/db.ts';
import type { FieldAsked, FieldUse } from '../app/kernel/domain.ts';
import { asksField } from '../criteria/index.ts';
import { allSavedBlocks, conditionsIn, mergeName, mergePaths, mergeProblem, pathsIn, savedBlocksOf } from '../documents/index.ts';
import { objectShapes, type ObjectShape } from '../records/index.ts';
import { allMessages, type MessageRow } from './queries/messages.ts';

/** The messages that show a field, of their own record or of one it points to, or whose conditional blocks ask for it or for one of its options. */
export async function fieldUses(db: AccountDb, asked: FieldAsked): Promise<FieldUse[]> {
  const objects = await objectShapes(db);
  const paths = asked.optionId === undefined ? pathsTo(objects, asked) : [];
  const byId = new Map(objects.map((object) => [object.id, object]));
  const saved = new Map((await allSavedBlocks(db)).map((block) => [block.id, block]));
  const uses: FieldUse[] = [];
  for (const message of await allMessages(db)) {
    const savedBlocks = savedBlocksOf(message.body, saved);
    const shown = [...linePaths(message), ...pathsIn(message.body, savedBlocks)];
    const isAsked = conditionsIn(message.body, savedBlocks).some((criteria) => asksField(criteria, message.object_id, asked, byId));
    if (isAsked || shown.some((path) => paths.some((each) => path === each || path.startsWith(`${each}.`))))
      uses.push({ kind: 'message', name: message.name, place: `/messages/${message.id}` });
  }
  return uses;
}

const linePaths = ({ subject, preheader, text_part: text }: MessageRow): string[] =>
  [subject, preheader, text ?? ''].flatMap((line) => (mergeProblem(line) === null ? mergePaths(line) : []));

/** How messages name a field: directly, and through every field that points to its object. */
function pathsTo(objects: readonly ObjectShape[], { objectId, fieldId }: FieldAsked): string[] {
  const shape = objects.find(({ id }) => id === objectId);
  const field = shape?.fields.find(({ id }) => id === fieldId);
  if (!shape || !field) return [];
  const name = mergeName(shape, field);
  const through = objects.flatMap((object) =>
    object.fields
      .filter(({ type, parentObjectId }) => type === 'parent' && parentObjectId === objectId)
      .map((pointer) => `${object.key}.${mergeName(object, pointer)}.${name}`),
  );
  return [`${shape.key}.${name}`, ...through];
}
