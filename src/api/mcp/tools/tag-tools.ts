import { z } from 'zod';
import { objectName, objectNamed, recordIds, tagsNamed } from '../things.ts';
import { tool, type Tool } from '../tool.ts';

const tagNames = z
  .array(z.union([z.string().min(1).max(100), z.int().positive()]))
  .min(1)
  .max(20);

const listTags = tool({
  name: 'list_tags',
  title: 'List tags',
  description: 'The tags of an object, each with how many records have it.',
  area: 'tags',
  plays: ['GET /api/objects/:object/tags'],
  input: z.strictObject({
    object: objectName.default('contact'),
    containing: z.string().max(100).optional().describe('Only tags whose names have this in them.'),
  }),
  told: { tags: z.array(z.object({ id: z.number(), name: z.string(), records: z.number() })) },
  async run(call, { object, containing }) {
    const { shape } = await objectNamed(call, object);
    const { tags } = await call.play<{ tags: { id: number; name: string; records: number }[] }>('GET /api/objects/:object/tags', {
      params: { object: shape.id },
    });
    const word = containing?.trim().toLowerCase() ?? '';
    return { tags: tags.filter(({ name }) => name.toLowerCase().includes(word)) };
  },
});

const addTags = tool({
  name: 'add_tags',
  title: 'Tag records',
  description: 'Puts tags on at most 50 records. Tags that are not there are made. Automations may start from it.',
  area: 'tags',
  effect: 'changes',
  isIdempotent: true,
  plays: ['POST /api/records/:object/:id/tags'],
  input: z.strictObject({
    object: objectName,
    ids: recordIds,
    tags: z.array(z.string().min(1).max(100)).min(1).max(20).describe('Names of tags.'),
  }),
  told: { tagged: z.array(z.number()), tags: z.array(z.string()) },
  async run(call, { object, ids, tags }) {
    const { shape } = await objectNamed(call, object);
    for (const id of new Set(ids))
      for (const name of tags) await call.play('POST /api/records/:object/:id/tags', { params: { object: shape.id, id }, body: { name } });
    return { tagged: [...new Set(ids)], tags };
  },
});

const removeTags = tool({
  name: 'remove_tags',
  title: 'Take tags off records',
  description: 'Takes tags off at most 50 records. The tags themselves stay.',
  area: 'tags',
  effect: 'changes',
  isIdempotent: true,
  plays: ['DELETE /api/records/:object/:id/tags/:tag'],
  input: z.strictObject({ object: objectName, ids: recordIds, tags: tagNames.describe('Names or numbers of tags.') }),
  told: { untagged: z.array(z.number()) },
  async run(call, { object, ids, tags }) {
    const seen = await objectNamed(call, object);
    const tagIds = await tagsNamed(call, seen, tags);
    for (const id of new Set(ids))
      for (const tag of tagIds)
        await call.play('DELETE /api/records/:object/:id/tags/:tag', { params: { object: seen.shape.id, id, tag } });
    return { untagged: [...new Set(ids)] };
  },
});

export const tagTools: readonly Tool[] = [listTags, addTags, removeTags];
