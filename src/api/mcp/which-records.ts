import { z } from 'zod';
import { criteriaSchema, type Criteria } from '../../criteria/index.ts';
import { invalid } from '../../app/kernel/problem.ts';
import { tagsOfObject } from '../../records/index.ts';
import { criteriaOfFilter, filterSchema } from './rules/filter-criteria.ts';
import type { CriteriaNames } from './rules/criteria-words.ts';
import { fieldNamed, objectsSeen, tagsNamed, userNamed, usersSeen, type SeenObject } from './things.ts';
import type { ToolCall } from './tool.ts';

const LANGUAGE =
  'A tree of conditions in the language of groups and automations, with numbers for fields, tags and options: {"all":[…]}, {"any":[…]}, {"not":…} around conditions such as {"field":12,"operator":"is","values":["Kiel"]}, {"tag":[3],"operator":"has_any"}, {"group":5,"operator":"in"}, {"behaviour":"email.opened","count":{"operator":"at_least","value":3},"within":{"operator":"in_last","amount":30,"unit":"days"}}, {"automation":[2],"operator":"on"}, {"reachable":"bulk"}.';

/** The ways in which a caller says which records are meant; all that are given must hold. */
export const whichShape = {
  filters: z.array(filterSchema).max(20).optional().describe('Simple conditions. For anything they cannot say, use criteria.'),
  match: z.enum(['all', 'any']).default('all').describe('Whether all filters must hold, or any one of them.'),
  criteria: z.record(z.string(), z.unknown()).optional().describe(LANGUAGE),
  group: z
    .union([z.int().positive(), z.string().min(1).max(200)])
    .optional()
    .describe('Only members of this group, by name or number.'),
};
const which = z.object(whichShape);
export type Asked = z.infer<typeof which>;

/** The group that a caller names. Refuses `unknown_group`. */
export async function groupNamed(call: ToolCall, objectId: number, named: string | number): Promise<number> {
  const { groups } = await call.play<{ groups: { id: number; name: string }[] }>('GET /api/groups', { query: { object: objectId } });
  const word = String(named).trim().toLowerCase();
  const found = groups.find(({ name }) => name.toLowerCase() === word) ?? groups.find(({ id }) => String(id) === word);
  if (found) return found.id;
  throw invalid('group', `There is no group “${word.slice(0, 60)}”. Ask list_groups for those there are.`, 'unknown_group');
}

/** What a caller asks of records as one tree; undefined where nothing is asked. Refuses names that there are not. */
export async function criteriaAsked(call: ToolCall, seen: SeenObject, asked: Asked): Promise<Criteria | undefined> {
  const parts: Criteria[] = [];
  const filters: Criteria[] = [];
  for (const filter of asked.filters ?? []) filters.push(await criteriaOfFilter(filter, namesFor(call, seen)));
  if (filters.length > 0) parts.push(asked.match === 'any' ? { any: filters } : { all: filters });
  if (asked.criteria !== undefined) parts.push(criteriaSchema.parse(asked.criteria));
  if (asked.group !== undefined) parts.push({ group: await groupNamed(call, seen.shape.id, asked.group), operator: 'in' });
  return parts.length < 2 ? parts[0] : { all: parts };
}

const namesFor = (call: ToolCall, seen: SeenObject): Parameters<typeof criteriaOfFilter>[1] => ({
  fieldNamed: (name) => fieldNamed(seen, name),
  tags: (names) => tagsNamed(call, seen, names),
  users: (names) => inTurn(names, async (name) => (name === 'me' || name === 'team' ? name : userNamed(call, name))),
  groups: (names) => inTurn(names, (name) => groupNamed(call, seen.shape.id, name)),
  currency: call.settings.currency,
});

/** One after the other: a call may stand in one transaction. */
async function inTurn<From, To>(all: readonly From[], work: (one: From) => Promise<To>): Promise<To[]> {
  const done: To[] = [];
  for (const one of all) done.push(await work(one));
  return done;
}

/** The names that criteria about an object are told with. */
export async function namesForWords(call: ToolCall, { shape }: SeenObject): Promise<CriteriaNames> {
  const objects = await objectsSeen(call);
  const { groups } = await call.play<{ groups: { id: number; name: string }[] }>('GET /api/groups', { query: {} });
  const tags = await call.inAccount((db) => tagsOfObject(db, shape.id));
  return {
    objectId: shape.id,
    fields: new Map(objects.map((object) => [object.shape.id, object.fields])),
    plurals: new Map(objects.map((object) => [object.shape.id, object.shape.plural])),
    tags: new Map(tags.map(({ id, name }) => [id, name])),
    users: new Map((await usersSeen(call)).map(({ id, name }) => [id, name])),
    groups: new Map(groups.map(({ id, name }) => [id, name])),
    currency: call.settings.currency,
  };
}
