import { z } from 'zod';
import { fieldNamed, limit, objectName, objectNamed } from '../things.ts';
import { addressOf, recordShape, toldRecords, type RoutePage } from '../told-records.ts';
import { fitted } from '../rules/bounded.ts';
import { criteriaWords } from '../rules/criteria-words.ts';
import { tool, type Tool } from '../tool.ts';
import { criteriaAsked, groupNamed, namesForWords, whichShape } from '../which-records.ts';

const groupShape = z.object({ id: z.number(), object: z.number(), name: z.string(), problem: z.string().nullable(), address: z.string() });
interface RouteGroup {
  id: number;
  objectId: number;
  name: string;
  problem: string | null;
  criteria: Record<string, unknown> | null;
}

const listGroups = tool({
  name: 'list_groups',
  title: 'List groups',
  description:
    'The groups of an object, or all groups. A group is a name for conditions: whoever meets them is in it. read_group says what they are and how many are in it.',
  area: 'groups',
  plays: ['GET /api/groups'],
  input: z.strictObject({ object: objectName.optional(), containing: z.string().max(100).optional() }),
  told: { groups: z.array(groupShape) },
  async run(call, { object, containing }) {
    const query = object === undefined ? {} : { object: (await objectNamed(call, object)).shape.id };
    const { groups } = await call.play<{ groups: RouteGroup[] }>('GET /api/groups', { query });
    const word = containing?.trim().toLowerCase() ?? '';
    const found = groups.filter(({ name }) => name.toLowerCase().includes(word));
    return {
      groups: found.map(({ objectId, ...group }) => ({ ...group, object: objectId, address: addressOf(call, `/groups/${group.id}`) })),
    };
  },
});

const readGroup = tool({
  name: 'read_group',
  title: 'Read a group',
  description: 'What a group asks for, in words and as criteria, and how many are in it.',
  area: 'groups',
  plays: ['GET /api/groups', 'GET /api/groups/:id', 'GET /api/records/:object/count'],
  input: z.strictObject({
    object: objectName,
    group: z.union([z.int().positive(), z.string().min(1).max(200)]).describe('Its name or number.'),
  }),
  told: {
    ...groupShape.shape,
    meaning: z.string().nullable(),
    criteria: z.record(z.string(), z.unknown()).nullable(),
    count: z.number().nullable(),
  },
  async run(call, { object, group }) {
    const seen = await objectNamed(call, object);
    const found = await call.play<RouteGroup>('GET /api/groups/:id', { params: { id: await groupNamed(call, seen.shape.id, group) } });
    const count =
      found.problem === null
        ? await call.play<{ count: number }>('GET /api/records/:object/count', {
            params: { object: seen.shape.id },
            query: { group: found.id },
          })
        : null;
    return {
      id: found.id,
      object: found.objectId,
      name: found.name,
      problem: found.problem,
      address: addressOf(call, `/groups/${found.id}`),
      criteria: found.criteria,
      meaning: found.criteria === null ? null : criteriaWords(found.criteria as never, await namesForWords(call, seen)),
      count: count?.count ?? null,
    };
  },
});

const listMembers = tool({
  name: 'list_members',
  title: 'List who is in a group',
  description: 'The records that are in a group now, a page at a time.',
  area: 'groups',
  plays: ['GET /api/groups', 'GET /api/records/:object'],
  input: z.strictObject({
    object: objectName,
    group: z.union([z.int().positive(), z.string().min(1).max(200)]).describe('Its name or number.'),
    fields: z.array(z.string().min(1).max(100)).max(50).optional().describe('Which fields to give, by label.'),
    limit: limit(50, 20),
    cursor: z.string().max(2_000).optional().describe('next_cursor of the page before.'),
  }),
  told: { records: z.array(recordShape), next_cursor: z.string().nullable() },
  async run(call, asked) {
    const seen = await objectNamed(call, asked.object);
    const group = await groupNamed(call, seen.shape.id, asked.group);
    const fields = asked.fields?.map((name) => fieldNamed(seen, name));
    return fitted(asked.limit, async (most) => {
      const query = { group, limit: most, ...(asked.cursor ? { cursor: asked.cursor } : {}) };
      const page = await call.play<RoutePage & { cursor: string | null }>('GET /api/records/:object', {
        params: { object: seen.shape.id },
        query,
      });
      return { records: await toldRecords(call, seen, page, fields), next_cursor: page.cursor };
    });
  },
});

const createGroup = tool({
  name: 'create_group',
  title: 'Make a group',
  description: 'Keeps conditions under a name. Look with check_criteria what they come to first. The records themselves are not changed.',
  area: 'groups',
  effect: 'changes',
  plays: ['POST /api/groups', 'GET /api/groups'],
  input: z.strictObject({ object: objectName, name: z.string().min(1).max(100), ...whichShape }),
  told: { id: z.number(), meaning: z.string(), address: z.string() },
  async run(call, asked) {
    const seen = await objectNamed(call, asked.object);
    const criteria = (await criteriaAsked(call, seen, asked)) ?? { all: [] };
    const { id } = await call.play<{ id: number }>('POST /api/groups', { body: { objectId: seen.shape.id, name: asked.name, criteria } });
    return { id, meaning: criteriaWords(criteria, await namesForWords(call, seen)), address: addressOf(call, `/groups/${id}`) };
  },
});

export const groupTools: readonly Tool[] = [listGroups, readGroup, listMembers, createGroup];
