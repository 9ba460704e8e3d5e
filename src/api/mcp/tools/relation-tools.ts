import { z } from 'zod';
import { invalid } from '../../../app/kernel/problem.ts';
import { fieldNamed, objectName, objectNamed, recordId, recordIds, type SeenObject } from '../things.ts';
import { tool, type Tool } from '../tool.ts';

const relation = z.strictObject({
  object: objectName,
  id: recordId,
  field: z.string().min(1).max(100).describe('The label of a field of type relation.'),
  ids: recordIds.describe('The numbers of at most 50 records on the other side.'),
});

/** The field of a relation that a caller names. Refuses one of another type. */
function relationNamed(seen: SeenObject, name: string): number {
  const field = fieldNamed(seen, name);
  if (field.type === 'relation') return field.id;
  throw invalid(
    'field',
    `${field.label} relates no records with many others. ${field.type === 'parent' ? 'Write it with update_record.' : 'Choose a field of type relation.'}`,
  );
}

const linkRecords = tool({
  name: 'link_records',
  title: 'Relate records',
  description: 'Relates a record with others by a field of type relation. A field of type parent is written with update_record instead.',
  area: 'records',
  effect: 'changes',
  isIdempotent: true,
  plays: ['POST /api/records/:object/:id/relations/:field'],
  input: relation,
  told: { changed: z.number() },
  async run(call, { object, id, field, ids }) {
    const seen = await objectNamed(call, object);
    return call.play('POST /api/records/:object/:id/relations/:field', {
      params: { object: seen.shape.id, id, field: relationNamed(seen, field) },
      body: { ids },
    });
  },
});

const unlinkRecords = tool({
  name: 'unlink_records',
  title: 'Take relations away',
  description: 'Ends the relation of a record with others; the records stay.',
  area: 'records',
  effect: 'changes',
  isIdempotent: true,
  plays: ['POST /api/records/:object/:id/relations/:field/remove'],
  input: relation,
  told: { changed: z.number() },
  async run(call, { object, id, field, ids }) {
    const seen = await objectNamed(call, object);
    return call.play('POST /api/records/:object/:id/relations/:field/remove', {
      params: { object: seen.shape.id, id, field: relationNamed(seen, field) },
      body: { ids },
    });
  },
});

export const relationTools: readonly Tool[] = [linkRecords, unlinkRecords];
