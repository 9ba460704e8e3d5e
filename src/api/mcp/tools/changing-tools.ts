import { z } from 'zod';
import { invalid } from '../../../app/kernel/problem.ts';
import { givenValue } from '../rules/told-values.ts';
import { fieldNamed, objectName, objectNamed, recordId, recordIds, userName, userNamed, type SeenObject } from '../things.ts';
import { recordShape, toldRecords, type RoutePage } from '../told-records.ts';
import { tool, type Tool, type ToolCall } from '../tool.ts';
import { recordAt } from './reading-tools.ts';

const fieldValues = z
  .record(
    z.string().max(100),
    z.union([
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.array(z.union([z.string(), z.number()])).max(500),
      z.record(z.string(), z.string()),
    ]),
  )
  .describe(
    'Values by a field’s label or key. Of drop-downs and lists the labels; of amounts numbers such as 12.5; of dates texts such as 2026-03-31; of yes/no true or false; of users a name or number; of fields that point to a record its number; null empties a field.',
  );
const owner = userName.optional().describe('Whose record it is: a user’s name or number, or "me".');
const one = { record: recordShape };

/** Values by field ids, as the write path takes them. Refuses fields that there are not. */
const valuesOf = (call: ToolCall, seen: SeenObject, given: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const field = fieldNamed(seen, name);
      return [field.id, givenValue(field, value, call.settings.currency)];
    }),
  );

async function toldOne(call: ToolCall, seen: SeenObject, id: number) {
  const record = await recordAt(call, { object: seen.shape.id, id });
  const [told] = await toldRecords(call, seen, { records: [record], parents: record.parents });
  return { record: told };
}

interface NewRecord {
  fields: Readonly<Record<string, unknown>>;
  tags?: readonly string[] | undefined;
  owner?: string | number | undefined;
}

async function create(call: ToolCall, seen: SeenObject, { fields, tags, owner: named }: NewRecord): Promise<number> {
  const ownerId = named === undefined ? call.viewer.userId : await userNamed(call, named);
  const { id } = await call.play<{ id: number }>('POST /api/records/:object', {
    params: { object: seen.shape.id },
    body: { values: valuesOf(call, seen, fields), ownerId, ...(tags && tags.length > 0 ? { tags } : {}) },
  });
  return id;
}

async function change(
  call: ToolCall,
  seen: SeenObject,
  { id, fields, owner: named }: Omit<NewRecord, 'tags'> & { id: number },
): Promise<void> {
  await call.play('PATCH /api/records/:object/:id', {
    params: { object: seen.shape.id, id },
    body: { values: valuesOf(call, seen, fields), ...(named === undefined ? {} : { ownerId: await userNamed(call, named) }) },
  });
}

const createRecord = tool({
  name: 'create_record',
  title: 'Create a record',
  description:
    'Makes a record. Look with search_records whether it is there already, or use upsert_record. A new person has not asked for mail: their permission comes from themselves, never from you.',
  area: 'records',
  effect: 'changes',
  plays: ['POST /api/records/:object', 'GET /api/records/:object/:id'],
  input: z.strictObject({
    object: objectName,
    fields: fieldValues,
    tags: z.array(z.string().min(1).max(100)).max(50).optional().describe('Names of tags; those that are not there are made.'),
    owner,
  }),
  told: one,
  async run(call, asked) {
    const seen = await objectNamed(call, asked.object);
    return toldOne(call, seen, await create(call, seen, asked));
  },
});

const updateRecord = tool({
  name: 'update_record',
  title: 'Change a record',
  description: 'Writes fields of a record, or gives it another owner. Fields that are not named stay as they are.',
  area: 'records',
  effect: 'changes',
  isIdempotent: true,
  plays: ['PATCH /api/records/:object/:id', 'GET /api/records/:object/:id'],
  input: z.strictObject({ object: objectName, id: recordId, fields: fieldValues.default({}), owner }),
  told: one,
  async run(call, asked) {
    const seen = await objectNamed(call, asked.object);
    await change(call, seen, asked);
    return toldOne(call, seen, asked.id);
  },
});

const upsertRecord = tool({
  name: 'upsert_record',
  title: 'Change a record, or make it',
  description:
    'Finds the record that has a value in a field of which there is one each (for contacts the e-mail address) and writes the fields; makes a record where there is none. Says which of the two it did.',
  area: 'records',
  effect: 'changes',
  isIdempotent: true,
  plays: ['GET /api/records/:object', 'POST /api/records/:object', 'PATCH /api/records/:object/:id', 'GET /api/records/:object/:id'],
  input: z.strictObject({
    object: objectName,
    match_by: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe(
        'The label of the field to find the record by; the first field with unique values when left out. Its value stands in fields.',
      ),
    fields: fieldValues,
    tags: z.array(z.string().min(1).max(100)).max(50).optional().describe('Tags of a record that is made.'),
    owner,
  }),
  told: { ...one, was_made: z.boolean() },
  async run(call, asked) {
    const seen = await objectNamed(call, asked.object);
    const found = await matching(call, seen, asked);
    if (found === undefined) return { ...(await toldOne(call, seen, await create(call, seen, asked))), was_made: true };
    await change(call, seen, { ...asked, id: found });
    return { ...(await toldOne(call, seen, found)), was_made: false };
  },
});

/** The record with the value that a call matches by. Refuses a field that says nothing of a single record. */
async function matching(
  call: ToolCall,
  seen: SeenObject,
  { match_by: matchBy, fields }: { match_by?: string | undefined; fields: Readonly<Record<string, unknown>> },
): Promise<number | undefined> {
  const given = new Map(Object.entries(fields).map(([name, value]) => [fieldNamed(seen, name).id, value]));
  const field = matchBy === undefined ? seen.fields.find(({ isUnique, id }) => isUnique && given.has(id)) : fieldNamed(seen, matchBy);
  const value = field && given.get(field.id);
  if (!field || value === undefined || value === null || value === '') {
    const unique = seen.fields.filter(({ isUnique }) => isUnique).map(({ label }) => label);
    throw invalid(
      'match_by',
      `Give a value of a field with unique values${unique.length > 0 ? ` (${unique.join(', ')})` : ''}, or name the field in match_by and its value in fields.`,
    );
  }
  const criteria = JSON.stringify({ field: field.id, operator: 'is', values: [value] });
  const page = await call.play<RoutePage>('GET /api/records/:object', {
    params: { object: seen.shape.id },
    query: { criteria, limit: 2, columns: String(field.id) },
  });
  if (page.records.length > 1)
    throw invalid(
      'match_by',
      `More than one of the ${seen.shape.plural.toLowerCase()} has this ${field.label}. Change one of them with update_record.`,
      'not_unique',
    );
  return page.records[0]?.id;
}

const deleteRecords = tool({
  name: 'delete_records',
  title: 'Put records into the bin',
  description:
    'Puts at most 50 records, named by their numbers, into the bin, from which restore_records takes them for some time. There is no way to delete all records, or all that match something: name each.',
  area: 'records',
  effect: 'removes',
  isIdempotent: true,
  plays: ['DELETE /api/records/:object/:id'],
  input: z.strictObject({ object: objectName, ids: recordIds }),
  told: { deleted: z.array(z.number()) },
  async run(call, { object, ids }) {
    const { shape } = await objectNamed(call, object);
    for (const id of new Set(ids)) await call.play('DELETE /api/records/:object/:id', { params: { object: shape.id, id } });
    return { deleted: [...new Set(ids)] };
  },
});

const restoreRecords = tool({
  name: 'restore_records',
  title: 'Take records out of the bin',
  description: 'Takes at most 50 records that were put into the bin out of it again.',
  area: 'records',
  effect: 'changes',
  isIdempotent: true,
  plays: ['POST /api/records/:object/:id/restore'],
  input: z.strictObject({ object: objectName, ids: recordIds }),
  told: { restored: z.array(z.number()) },
  async run(call, { object, ids }) {
    const { shape } = await objectNamed(call, object);
    for (const id of new Set(ids)) await call.play('POST /api/records/:object/:id/restore', { params: { object: shape.id, id } });
    return { restored: [...new Set(ids)] };
  },
});

export const changingTools: readonly Tool[] = [createRecord, updateRecord, upsertRecord, deleteRecords, restoreRecords];
