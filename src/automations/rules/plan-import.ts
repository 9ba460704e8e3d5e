import type { FieldType } from '../../records/schema.ts';
import type { ImportChoices, PlannedThing, PortableMap, Things } from './portable.ts';
import type { Named, ThingsHere } from './things-here.ts';

/** Types of field that are no more than a place for values: those that lead elsewhere, or are worked out, have to be there. */
const CANNOT_BE_MADE: readonly FieldType[] = ['parent', 'relation', 'related', 'formula', 'rollup'];
const MOST_CANDIDATES = 200;

type What = keyof Things;
type Thing = Record<string, any>;

export interface Plan {
  things: PlannedThing[];
  /** Choices that cannot be: by key, one sentence each. */
  problems: Record<string, string>;
}

interface Planning {
  here: ThingsHere;
  portable: PortableMap;
  choices: ImportChoices;
  planned: Map<string, PlannedThing>;
  problems: Record<string, string>;
}

/** In this order, because fields belong to objects and options to fields. */
const ORDER: readonly What[] = [
  'object',
  'field',
  'option',
  'tag',
  'user',
  'role',
  'router',
  'score',
  'group',
  'message',
  'automation',
  'taskTemplate',
  'record',
  'other',
  'secret',
];

/** What becomes of each thing that the map of a file speaks of: found here by its name, made anew, chosen by somebody, or left open. */
export function planImport(here: ThingsHere, portable: PortableMap, choices: ImportChoices): Plan {
  const planning: Planning = { here, portable, choices, planned: new Map(), problems: {} };
  for (const what of ORDER) {
    for (const number of Object.keys(portable.things[what])
      .map(Number)
      .sort((a, b) => a - b)) {
      const key = `${what}:${number}`;
      planning.planned.set(key, planThing(planning, what, key, portable.things[what][number] as Thing));
    }
  }
  return { things: [...planning.planned.values()], problems: planning.problems };
}

function planThing(planning: Planning, what: What, key: string, thing: Thing): PlannedThing {
  if (what === 'secret') return plannedAs(thing, { key, what, of: thing.of, status: 'open', id: null, mayMake: false, candidates: [] });
  if (thing.isSelf) return plannedAs(thing, { key, what, of: null, status: 'new', id: null, mayMake: true, candidates: [] });
  const all = thing.gone ? [] : candidatesFor(planning, what, thing);
  const mayMake = !thing.gone && canMake(planning, what, thing);
  const found = thing.gone ? undefined : foundAmong(all, what, thing);
  const choice = planning.choices[key];
  const base = {
    key,
    what,
    of: objectName(planning, thing),
    mayMake,
    candidates: all.slice(0, MOST_CANDIDATES).map(({ id, name }) => ({ id, name })),
  };
  const as = (status: PlannedThing['status'], id: number | null = null): PlannedThing => plannedAs(thing, { ...base, status, id });
  if (choice?.do === 'use') {
    if (all.some(({ id }) => id === choice.id)) return as('found', choice.id);
    planning.problems[key] = 'What was chosen is not here, or is of another kind. Choose another.';
    return as('choose');
  }
  if (choice?.do === 'make' && mayMake) return as('new');
  if (choice?.do === 'leave' && what !== 'object') return as('open');
  if (found) return as('found', found.id);
  if (thing.gone) return as('open');
  return as(mayMake ? 'new' : 'choose');
}

const plannedAs = (thing: Thing, planned: Omit<PlannedThing, 'name'>): PlannedThing => ({
  ...planned,
  name: thing.label ?? thing.name ?? thing.plural ?? '',
});

/** Here, by the number of a thing in the file; undefined while it is not found. */
const here = (planning: Planning, key: string): number | undefined => planning.planned.get(key)?.id ?? undefined;

const shapeOf = (planning: Planning, object: number) => {
  const id = here(planning, `object:${object}`);
  return id === undefined ? undefined : planning.here.objects.find((one) => one.id === id);
};

function objectName(planning: Planning, thing: Thing): string | null {
  if (typeof thing.object !== 'number' || thing.object === planning.portable.object) return null;
  return shapeOf(planning, thing.object)?.plural ?? null;
}

function candidatesFor(planning: Planning, what: What, thing: Thing): readonly Named[] {
  const { objects, tags, groups, messages, templates, automations, users, roles, routers, scores } = planning.here;
  const shape = typeof thing.object === 'number' ? shapeOf(planning, thing.object) : undefined;
  const ofObject = (list: readonly Named[]): readonly Named[] => (shape ? list.filter(({ objectId }) => objectId === shape.id) : []);
  switch (what) {
    case 'object':
      return objects.map(({ id, plural }) => ({ id, name: plural }));
    case 'field':
      return (shape?.fields ?? []).filter(({ type }) => type === thing.type).map(({ id, label }) => ({ id, name: label }));
    case 'option': {
      const field = shape?.fields.find(({ id }) => id === here(planning, `field:${thing.field}`));
      return (field?.options ?? []).filter(({ archived }) => !archived).map(({ id, label }) => ({ id, name: label }));
    }
    case 'tag':
      return ofObject(tags);
    case 'group':
      return ofObject(groups);
    case 'message':
      return ofObject(messages);
    case 'taskTemplate':
      return ofObject(templates);
    case 'automation':
      return ofObject(automations);
    case 'user':
      return users;
    case 'role':
      return roles;
    case 'router':
      return routers;
    case 'score':
      return scores;
    default:
      return [];
  }
}

function foundAmong(all: readonly Named[], what: What, thing: Thing): Named | undefined {
  const wanted = String(thing.label ?? thing.name ?? thing.plural)
    .trim()
    .toLowerCase();
  if (what === 'field' && thing.standard !== undefined) {
    const standard = all.find(({ id }) => id === thing.standard);
    if (standard) return standard;
  }
  return all.find(({ name }) => name.trim().toLowerCase() === wanted);
}

function canMake(planning: Planning, what: What, thing: Thing): boolean {
  const hasObject = typeof thing.object === 'number' && here(planning, `object:${thing.object}`) !== undefined;
  switch (what) {
    case 'field':
      return hasObject && !CANNOT_BE_MADE.includes(thing.type);
    case 'option': {
      const status = planning.planned.get(`field:${thing.field}`)?.status;
      return hasObject && (status === 'found' || status === 'new');
    }
    case 'tag':
    case 'group':
    case 'message':
    case 'taskTemplate':
    case 'automation':
      return hasObject;
    default:
      return false;
  }
}
