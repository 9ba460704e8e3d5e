import { rewriteCriteria, rewriteMap, rewriteSettings, type Reference, type Rewriting, type What } from './references.ts';
import { PORTABLE_FORMAT, type PortableMap, type Things } from './portable.ts';
import { mapWithoutSecrets, withoutSecrets } from './leave-secrets.ts';
import { meaningOf, type ThingsHere } from './things-here.ts';
import { idsOf, type AutomationMap } from '../schema.ts';

const FIRST_OWN_FIELD = 1000;

export interface MapToExport {
  id: number;
  name: string;
  objectId: number;
  map: AutomationMap;
}

/**
 * A map as a file: everything it names gets a number of the file's own, in the order in which it is met, so that the same map exported from two accounts is
 * the same file. What lets somebody in elsewhere stays behind: its place is empty, and the file says so.
 */
export function exportThings(here: ThingsHere, automation: MapToExport): PortableMap {
  const numbers = new Map<string, number>();
  const counts = new Map<What, number>();
  const waiting: Reference[] = [];
  const rename = (reference: Reference): number => {
    const key = keyOf(reference);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const next = (counts.get(reference.what) ?? 0) + 1;
    counts.set(reference.what, next);
    numbers.set(key, next);
    waiting.push(reference);
    return next;
  };
  const by: Rewriting = { rename, fieldOf: (objectId, fieldId) => meaningOf(here.objects, objectId, fieldId), eventOf: here.eventOf };
  const object = rename({ what: 'object', id: automation.objectId, objectId: automation.objectId });
  const { map: telling, left } = mapWithoutSecrets(automation.map);
  const map = rewriteMap(telling, automation.objectId, by);
  const things = emptyThings();
  for (let reference = waiting.shift(); reference; reference = waiting.shift()) {
    const described = describe(here, reference, by, automation.id);
    (things[reference.what] as Record<string, unknown>)[String(numbers.get(keyOf(reference)))] = described ?? { gone: true };
  }
  things.taskTemplate = withoutSecrets(things.taskTemplate, left);
  left.forEach((secret, index) => (things.secret[index + 1] = secret));
  return { format: PORTABLE_FORMAT, name: automation.name, object, map: { ...map, lastId: Math.max(0, ...idsOf(map)) }, things };
}

export const emptyThings = (): Things => ({
  object: {},
  field: {},
  option: {},
  tag: {},
  group: {},
  message: {},
  taskTemplate: {},
  automation: {},
  user: {},
  role: {},
  router: {},
  score: {},
  record: {},
  other: {},
  secret: {},
});

function keyOf({ what, id, objectId, fieldId }: Reference): string {
  if (what === 'option') return `option:${objectId}:${fieldId}:${id}`;
  return what === 'field' ? `field:${objectId}:${id}` : `${what}:${id}`;
}

function describe(here: ThingsHere, reference: Reference, by: Rewriting, selfId: number): unknown {
  const { what, id } = reference;
  const objectNumber = (objectId: number): number => by.rename({ what: 'object', id: objectId, objectId });
  const nameOf = (list: readonly { id: number; name: string }[]): unknown => {
    const found = list.find((one) => one.id === id);
    return found && { name: found.name };
  };
  switch (what) {
    case 'object': {
      const object = here.objects.find((one) => one.id === id);
      return object && { key: object.key, singular: object.singular, plural: object.plural };
    }
    case 'field':
      return describeField(here, reference, by);
    case 'option': {
      const option = fieldHere(here, reference.objectId, reference.fieldId!)?.options.find((one) => one.id === id);
      const field = by.rename({ what: 'field', id: reference.fieldId!, objectId: reference.objectId });
      return option && { object: objectNumber(reference.objectId), field, label: option.label };
    }
    case 'tag': {
      const tag = here.tags.find((one) => one.id === id);
      return tag && { object: objectNumber(tag.objectId!), name: tag.name };
    }
    case 'group': {
      const group = here.groups.find((one) => one.id === id);
      return (
        group && { object: objectNumber(group.objectId!), name: group.name, criteria: rewriteCriteria(group.criteria, group.objectId!, by) }
      );
    }
    case 'message': {
      const message = here.messages.find((one) => one.id === id);
      if (!message) return undefined;
      const { name, purpose, subject, preheader, body } = message;
      return { object: objectNumber(message.objectId!), name, purpose, subject, preheader, body };
    }
    case 'taskTemplate': {
      const template = here.templates.find((one) => one.id === id);
      if (!template) return undefined;
      const { objectId: object, ...content } = rewriteSettings(
        { ...template.content, objectId: template.objectId! },
        template.objectId!,
        by,
      );
      const outcomes = template.content.outcomes.length === 0 ? [] : (content.outcomes as { id?: number }[]);
      return { ...content, outcomes: outcomes.map(({ id: _id, ...outcome }) => outcome), object };
    }
    case 'automation': {
      const automation = here.automations.find((one) => one.id === id);
      const self = id === selfId ? { isSelf: true } : {};
      return automation && { name: automation.name, object: objectNumber(automation.objectId!), ...self };
    }
    case 'user':
      return nameOf(here.users);
    case 'role':
      return nameOf(here.roles);
    case 'router':
      return nameOf(here.routers);
    case 'score':
      return nameOf(here.scores);
    default:
      return undefined;
  }
}

const fieldHere = (here: ThingsHere, objectId: number, fieldId: number) =>
  here.objects.find(({ id }) => id === objectId)?.fields.find(({ id }) => id === fieldId);

function describeField(here: ThingsHere, { id, objectId }: Reference, by: Rewriting): unknown {
  const field = fieldHere(here, objectId, id);
  if (!field) return undefined;
  const meaning = by.fieldOf(objectId, id) ?? {};
  const options = field.options.filter(({ archived }) => !archived).map(({ label }) => label);
  return {
    object: by.rename({ what: 'object', id: objectId, objectId }),
    label: field.label,
    type: field.type,
    ...(id < FIRST_OWN_FIELD && { standard: id }),
    ...(field.type === 'dropdown' || field.type === 'list' ? { options } : {}),
    ...(meaning.values && { values: meaning.values }),
    ...(meaning.leadsTo !== undefined && { leadsTo: by.rename({ what: 'object', id: meaning.leadsTo, objectId: meaning.leadsTo }) }),
    ...(meaning.optionsOf && {
      optionsOf: {
        object: by.rename({ what: 'object', id: meaning.optionsOf.objectId, objectId: meaning.optionsOf.objectId }),
        field: by.rename({ what: 'field', id: meaning.optionsOf.fieldId, objectId: meaning.optionsOf.objectId }),
      },
    }),
  };
}
