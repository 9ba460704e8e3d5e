import { z } from 'zod';
import { fitted } from '../rules/bounded.ts';
import { criteriaWords } from '../rules/criteria-words.ts';
import { toldEvent, toldEventShape, type RouteEvent } from '../rules/told-event.ts';
import { fieldNamed, id, limit, objectName, objectNamed, objectsSeen, recordId, type SeenObject } from '../things.ts';
import { addressOf, recordShape, toldRecords, type RoutePage, type RouteRecord } from '../told-records.ts';
import { tool, type Tool, type ToolCall } from '../tool.ts';
import { criteriaAsked, namesForWords, whichShape } from '../which-records.ts';

const cursor = z.string().max(2_000).optional().describe('next_cursor of the page before.');

const searchRecords = tool({
  name: 'search_records',
  title: 'Search everything',
  description:
    'Finds records of every object, and notes, tasks and messages, by words: a name, an e-mail address, a company, a phrase. Misspellings are forgiven. To ask for exact conditions use list_records.',
  area: 'records',
  plays: ['GET /api/search'],
  input: z.strictObject({ words: z.string().min(1).max(200).describe('What to look for.'), limit: limit(50, 20) }),
  told: {
    records: z.array(
      z.object({
        object: z.string(),
        id: z.number(),
        name: z.string(),
        email: z.string().nullable(),
        nearly: z.boolean().optional(),
        address: z.string(),
      }),
    ),
    texts: z.array(
      z.object({
        kind: z.string(),
        id: z.number(),
        title: z.string(),
        record: z.object({ object: z.string(), id: z.number(), name: z.string() }).nullable(),
        text: z.string(),
      }),
    ),
  },
  async run(call, asked) {
    interface Found {
      found: { objectId: number; id: number; name: string; email: string | null; similar: boolean }[];
      texts: { kind: string; id: number; title: string; record: { objectId: number; id: number; name: string } | null; text: string }[];
    }
    const { found, texts } = await call.play<Found>('GET /api/search', { query: { q: asked.words, limit: asked.limit } });
    const keys = new Map((await objectsSeen(call)).map(({ shape }) => [shape.id, shape.key]));
    return {
      records: found.map(({ objectId, id: record, name, email, similar }) => ({
        object: keys.get(objectId) ?? String(objectId),
        id: record,
        name,
        email: email ?? null,
        ...(similar ? { nearly: true } : {}),
        address: addressOf(call, `/records/${keys.get(objectId) ?? objectId}/${record}`),
      })),
      texts: texts.map(({ kind, id: textId, title, record, text }) => ({
        kind,
        id: textId,
        title,
        record: record && { object: keys.get(record.objectId) ?? String(record.objectId), id: record.id, name: record.name },
        text,
      })),
    };
  },
});

const listRecords = tool({
  name: 'list_records',
  title: 'List records',
  description:
    'Lists records of an object that meet conditions, a page at a time. Give filters for simple conditions, criteria for any other, a group, or words. count_records counts them instead.',
  area: 'records',
  plays: ['GET /api/records/:object', 'GET /api/groups'],
  input: z.strictObject({
    object: objectName,
    ...whichShape,
    words: z.string().max(200).optional().describe('Only records that have these words.'),
    fields: z
      .array(z.string().min(1).max(100))
      .max(50)
      .optional()
      .describe('Which fields to give, by label. All that are filled in when left out; fewer make room for more records.'),
    sort: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .describe('id, name, created, updated, last_activity, owner, email, or the label of a field that lists can be sorted by.'),
    descending: z.boolean().default(false),
    limit: limit(50, 20),
    cursor,
  }),
  told: { records: z.array(recordShape), next_cursor: z.string().nullable() },
  async run(call, asked) {
    const seen = await objectNamed(call, asked.object);
    const fields = asked.fields?.map((name) => fieldNamed(seen, name));
    const criteria = await criteriaAsked(call, seen, asked);
    const query = {
      ...(criteria ? { criteria: JSON.stringify(criteria) } : {}),
      ...(asked.words ? { search: asked.words } : {}),
      ...(fields && fields.length > 0 ? { columns: fields.map((field) => field.id).join(',') } : {}),
      ...(asked.cursor ? { cursor: asked.cursor } : {}),
      ...sortOf(seen, asked),
    };
    return fitted(asked.limit, async (most) => {
      const params = { object: seen.shape.id };
      const page = await call.play<RoutePage & { cursor: string | null }>('GET /api/records/:object', {
        params,
        query: { ...query, limit: most },
      });
      return { records: await toldRecords(call, seen, page, fields), next_cursor: page.cursor };
    });
  },
});

const PROPERTIES = new Set(['id', 'name', 'created', 'updated', 'last_activity', 'owner', 'email', 'sms_number']);

function sortOf(seen: SeenObject, { sort, descending }: { sort?: string | undefined; descending: boolean }): { sort?: string } {
  if (sort === undefined && !descending) return {};
  const named = sort ?? 'id';
  const column = PROPERTIES.has(named) ? named : `field:${fieldNamed(seen, named).id}`;
  return { sort: `${descending ? '-' : ''}${column}` };
}

const countRecords = tool({
  name: 'count_records',
  title: 'Count records',
  description: 'Counts the records of an object that meet conditions, exactly, without listing them.',
  area: 'records',
  plays: ['GET /api/records/:object/count', 'GET /api/groups'],
  input: z.strictObject({ object: objectName, ...whichShape, words: z.string().max(200).optional() }),
  told: { count: z.number() },
  async run(call, asked) {
    const seen = await objectNamed(call, asked.object);
    const criteria = await criteriaAsked(call, seen, asked);
    return call.play('GET /api/records/:object/count', {
      params: { object: seen.shape.id },
      query: { ...(criteria ? { criteria: JSON.stringify(criteria) } : {}), ...(asked.words ? { search: asked.words } : {}) },
    });
  },
});

const checkCriteria = tool({
  name: 'check_criteria',
  title: 'Check criteria',
  description:
    'Says in words what conditions mean, how many records meet them, names a few, warns of traps, and gives the criteria themselves, ready for create_group or list_records. Nothing is kept. Use it before you make a group or change many records.',
  area: 'records',
  plays: ['POST /api/criteria/preview', 'GET /api/groups'],
  input: z.strictObject({ object: objectName, ...whichShape }),
  told: {
    meaning: z.string(),
    count: z.number(),
    examples: z.array(z.string()),
    warnings: z.array(z.unknown()),
    criteria: z.record(z.string(), z.unknown()),
  },
  async run(call, asked) {
    const seen = await objectNamed(call, asked.object);
    const criteria = (await criteriaAsked(call, seen, asked)) ?? { all: [] };
    interface Preview {
      count: number;
      names: string[];
      warnings: unknown[];
    }
    const { count, names, warnings } = await call.play<Preview>('POST /api/criteria/preview', {
      body: { object: seen.shape.id, criteria },
    });
    return { meaning: criteriaWords(criteria, await namesForWords(call, seen)), count, examples: names, warnings, criteria };
  },
});

const getRecord = tool({
  name: 'get_record',
  title: 'Read a record',
  description: 'One record with all fields that are filled in, its tags, what is related with it, and whether you may change it.',
  area: 'records',
  plays: ['GET /api/records/:object/:id', 'GET /api/records/:object/:id/related'],
  input: z.strictObject({
    object: objectName,
    id: recordId,
    fields: z.array(z.string().min(1).max(100)).max(100).optional().describe('Only these fields, by label.'),
  }),
  told: {
    record: recordShape,
    may_edit: z.boolean(),
    may_delete: z.boolean(),
    related: z.array(
      z.object({
        object: z.string(),
        by_field: z.string(),
        count: z.number(),
        first: z.array(z.object({ id: z.number(), name: z.string() })),
      }),
    ),
  },
  async run(call, asked) {
    const seen = await objectNamed(call, asked.object);
    const params = { object: seen.shape.id, id: asked.id };
    const record = await recordAt(call, params);
    const [told] = await toldRecords(
      call,
      seen,
      { records: [record], parents: record.parents },
      asked.fields?.map((name) => fieldNamed(seen, name)),
    );
    interface Relation {
      objectId: number;
      label: string;
      count: number;
      records: { id: number; name: string }[];
    }
    const { relations } = await call.play<{ relations: Relation[] }>('GET /api/records/:object/:id/related', {
      params: { ...params, id: record.id },
    });
    const keys = new Map((await objectsSeen(call)).map(({ shape }) => [shape.id, shape.key]));
    return {
      record: told,
      may_edit: record.may.edit,
      may_delete: record.may.delete,
      related: relations
        .filter(({ count }) => count > 0)
        .map(({ objectId, label, count, records }) => ({
          object: keys.get(objectId) ?? String(objectId),
          by_field: label,
          count,
          first: records,
        })),
    };
  },
});

/** A record as its route gives it. */
export const recordAt = (call: ToolCall, params: { object: number; id: number }) =>
  call.play<RouteRecord & { parents: RoutePage['parents']; may: { edit: boolean; delete: boolean } }>('GET /api/records/:object/:id', {
    params,
  });

const getTimeline = tool({
  name: 'get_timeline',
  title: 'Read a record’s timeline',
  description:
    'What happened to a record, newest first: changes of fields with before and after, tags, letters sent and opened, visits, forms, tasks, automations, each with who did it and because of which event.',
  area: 'records',
  plays: ['GET /api/records/:object/:id/timeline'],
  input: z.strictObject({
    object: objectName,
    id: recordId,
    kinds: z
      .array(z.string().regex(/^[a-z_]+\.[a-z_]+$/))
      .max(50)
      .optional()
      .describe('Only these kinds of event, such as "record.updated", "email.opened", "tag.added".'),
    before: id.optional().describe('next_before of the page before.'),
    limit: limit(100, 30),
  }),
  told: { events: z.array(toldEventShape), next_before: z.number().nullable() },
  async run(call, { object, id: record, kinds, before, limit: most }) {
    const { shape } = await objectNamed(call, object);
    return fitted(most, async (atMost) => {
      const { events, next } = await call.play<{ events: RouteEvent[]; next: number | null }>('GET /api/records/:object/:id/timeline', {
        params: { object: shape.id, id: record },
        query: {
          limit: atMost,
          ...(before === undefined ? {} : { before }),
          ...(kinds && kinds.length > 0 ? { kinds: kinds.join(',') } : {}),
        },
      });
      return { events: events.map(toldEvent), next_before: next };
    });
  },
});

export const readingTools: readonly Tool[] = [searchRecords, listRecords, countRecords, checkCriteria, getRecord, getTimeline];
