import { kindOf, relatedTreeOf, type Criteria } from '../../criteria/schema.ts';
import type { AutomationMap, Step, Trigger } from '../schema.ts';

/** What a map may speak of by its number. */
export const WHATS = [
  'object',
  'field',
  'option',
  'tag',
  'group',
  'message',
  'taskTemplate',
  'automation',
  'user',
  'role',
  'router',
  'score',
  'record',
  'other',
] as const;
export type What = (typeof WHATS)[number];

/** One number in a map, and what it names. Fields are numbered within their object, options within their field. */
export interface Reference {
  what: What;
  id: number;
  objectId: number;
  fieldId?: number;
}

/** What the numbers among a field's values name, and of which object the records are that it leads to. */
export interface FieldMeaning {
  values?: 'option' | 'user' | 'record';
  /** Whose options they are, where the field shows another's. */
  optionsOf?: { objectId: number; fieldId: number };
  leadsTo?: number;
}

export interface Rewriting {
  /** Gives the number that stands there from now on. */
  rename: (reference: Reference) => number;
  fieldOf: (objectId: number, fieldId: number) => FieldMeaning | undefined;
  /** What the subjects of a kind of event are, and the contents that it may be asked about. */
  eventOf: (kind: string) => { subject?: string | undefined; content: readonly { key: string; type: string }[] } | undefined;
}

type Node = Record<string, unknown>;

const SUBJECTS: Readonly<Record<string, What>> = {
  tag: 'tag',
  group: 'group',
  email: 'message',
  automation: 'automation',
  task_template: 'taskTemplate',
  user: 'user',
};

/** Keys of settings under which numbers of one kind stand, whatever step has them. */
const KEYS: Readonly<Record<string, What>> = {
  messageId: 'message',
  templateId: 'taskTemplate',
  automationId: 'automation',
  groupId: 'group',
  tagId: 'tag',
  ownerId: 'user',
  userId: 'user',
  assigneeId: 'user',
  assignee: 'user',
  roleId: 'role',
  role: 'role',
  routerId: 'router',
  scoreId: 'score',
};

/** A map of records of an object with every number in it that names something rewritten. Steps and triggers keep theirs. */
export function rewriteMap(map: AutomationMap, objectId: number, by: Rewriting): AutomationMap {
  return {
    ...map,
    triggers: map.triggers.map((trigger) => rewriteTrigger(trigger, objectId, by)),
    steps: map.steps.map((step) => rewriteStep(step, objectId, by)),
    who: map.who && rewriteTree(map.who, objectId, by),
    exit: map.exit && rewriteTree(map.exit, objectId, by),
  };
}

const rewriteStep = (step: Step, objectId: number, by: Rewriting): Step => ({
  ...step,
  settings:
    step.kind === 'goal' && Array.isArray(step.settings.triggers)
      ? { ...step.settings, triggers: (step.settings.triggers as Trigger[]).map((trigger) => rewriteTrigger(trigger, objectId, by)) }
      : rewriteSettings(step.settings, objectId, by),
});

function rewriteTrigger(trigger: Trigger, objectId: number, by: Rewriting): Trigger {
  const event = by.eventOf(trigger.event);
  const { subject, fields, where, criteria, date } = trigger;
  return {
    ...trigger,
    ...(subject && { subject: subject.map((id) => by.rename({ what: SUBJECTS[event?.subject ?? ''] ?? 'other', id, objectId })) }),
    ...(fields && { fields: fields.map((id) => by.rename({ what: 'field', id, objectId })) }),
    ...(where && {
      where: where.map((asked) => {
        const type = event?.content.find(({ key }) => key === asked.key)?.type;
        return { ...asked, values: asked.values.map((value) => rewriteContent(value, type, { objectId, fieldId: fields?.[0] }, by)) };
      }),
    }),
    ...(criteria && { criteria: rewriteTree(criteria, objectId, by) }),
    ...(date && { date: rewriteSettings(date as unknown as Node, objectId, by) as unknown as Trigger['date'] }),
  } as Trigger;
}

function rewriteContent<Value>(
  value: Value,
  type: string | undefined,
  of: { objectId: number; fieldId: number | undefined },
  by: Rewriting,
): Value {
  if (type === 'user') return number(value, (id) => by.rename({ what: 'user', id, objectId: of.objectId })) as Value;
  if (type === 'task_template') return number(value, (id) => by.rename({ what: 'taskTemplate', id, objectId: of.objectId })) as Value;
  if (type === 'field' && of.fieldId !== undefined) return rewriteValue(value, { objectId: of.objectId, fieldId: of.fieldId }, by) as Value;
  return value;
}

/** Conditions on records of an object. */
export const rewriteCriteria = (tree: Criteria, objectId: number, by: Rewriting): Criteria =>
  rewriteNode(tree as unknown as Node, objectId, by) as unknown as Criteria;

const rewriteTree = <Tree>(tree: Tree, objectId: number, by: Rewriting): Tree =>
  rewriteNode(tree as unknown as Node, objectId, by) as unknown as Tree;

function rewriteNode(node: Node, objectId: number, by: Rewriting): Node {
  const kind = kindOf(node as unknown as Criteria);
  const id = (what: What, key: string, of = objectId): number =>
    number(node[key], (one) => by.rename({ what, id: one, objectId: of })) as number;
  const ids = (what: What, key: string): unknown => list(node[key], (one) => by.rename({ what, id: one, objectId }));
  switch (kind) {
    case 'all':
    case 'any':
      return { [kind]: (node[kind] as Node[]).map((child) => rewriteNode(child, objectId, by)) };
    case 'not':
      return { not: rewriteNode(node.not as Node, objectId, by) };
    case 'field': {
      const at = { objectId, fieldId: node.field as number };
      const values = Array.isArray(node.values) ? { values: node.values.map((value) => rewriteValue(value, at, by)) } : {};
      return { ...node, field: id('field', 'field'), ...values };
    }
    case 'owner':
      return { ...node, owner: ids('user', 'owner') };
    case 'tag':
      return { ...node, tag: ids('tag', 'tag') };
    case 'group':
      return { ...node, group: id('group', 'group') };
    case 'behaviour':
      return {
        ...node,
        ...(node.subject !== undefined && {
          subject: ids(SUBJECTS[by.eventOf(String(node.behaviour))?.subject ?? ''] ?? 'other', 'subject'),
        }),
      };
    case 'parent':
    case 'relation':
      return { ...node, [kind]: id('field', kind), ...matchesOf(node, by.fieldOf(objectId, node[kind] as number)?.leadsTo ?? -1, by) };
    case 'children':
      return {
        ...node,
        object: id('object', 'object'),
        children: id('field', 'children', node.object as number),
        ...matchesOf(node, node.object as number, by),
      };
    case 'fact':
      return rewriteFact(node, objectId, by);
    default:
      return node;
  }
}

const matchesOf = (node: Node, objectId: number, by: Rewriting): Node => {
  const related = relatedTreeOf(node as unknown as Criteria);
  return related === undefined ? {} : { matches: rewriteNode(related as unknown as Node, objectId, by) };
};

/** What other domains let criteria ask: of maps by their number, of all else by the names of keys. */
function rewriteFact(node: Node, objectId: number, by: Rewriting): Node {
  const named = rewriteSettings(node, objectId, by);
  for (const what of ['automation', 'score', 'router'] as const) {
    if (node[what] === undefined) continue;
    const renamed = (id: number): number => by.rename({ what, id, objectId });
    named[what] = Array.isArray(node[what]) ? list(node[what], renamed) : number(node[what], renamed);
  }
  return named;
}

/** The settings of any step, by the names of their keys: the same key names the same kind of thing everywhere. */
export function rewriteSettings(settings: Node, objectId: number, by: Rewriting): Node {
  const own = typeof settings.objectId === 'number' ? settings.objectId : objectId;
  const rewritten: Node = {};
  for (const key of Object.keys(settings)) {
    // A relation to what a step makes may belong to the record itself, whatever is made.
    const isOfRecord = key === 'relate' && (settings.relate as Node | undefined)?.on !== 'new';
    rewritten[key] = rewriteSetting(settings, key, isOfRecord ? objectId : own, by);
  }
  if (typeof settings.objectId === 'number')
    rewritten.objectId = by.rename({ what: 'object', id: settings.objectId, objectId: settings.objectId });
  return rewritten;
}

function rewriteSetting(settings: Node, key: string, objectId: number, by: Rewriting): unknown {
  const value = settings[key];
  const what = KEYS[key];
  if (what && typeof value === 'number') return by.rename({ what, id: value, objectId });
  if (key === 'fieldId' && typeof value === 'number') return by.rename({ what: 'field', id: value, objectId });
  if (key === 'id' && (settings.to === 'user' || settings.to === 'role')) {
    return number(value, (id) => by.rename({ what: settings.to as What, id, objectId }));
  }
  if (key === 'to' && Array.isArray(value)) return value.map((one) => rewriteOneOf(one, settings, objectId, by));
  if (key === 'criteria' && isNode(value)) return rewriteNode(value, objectId, by);
  if (key === 'change' && isNode(value) && typeof settings.fieldId === 'number')
    return rewriteChange(value, { objectId, fieldId: settings.fieldId }, by);
  if (Array.isArray(value)) return value.map((one) => (isNode(one) ? rewriteSettings(one, objectId, by) : one));
  return isNode(value) ? rewriteSettings(value, objectId, by) : value;
}

/** Users and roles who are told something; or, of a step that relates, the records it relates to. */
function rewriteOneOf(one: unknown, { fieldId }: Node, objectId: number, by: Rewriting): unknown {
  if (isNode(one)) return rewriteSettings(one, objectId, by);
  if (typeof fieldId !== 'number') return number(one, (id) => by.rename({ what: 'user', id, objectId }));
  return number(one, (id) => by.rename({ what: 'record', id, objectId: by.fieldOf(objectId, fieldId)?.leadsTo ?? objectId }));
}

function rewriteChange(change: Node, at: { objectId: number; fieldId: number }, by: Rewriting): Node {
  const renamed = (value: unknown): unknown =>
    Array.isArray(value) ? value.map((one) => rewriteValue(one, at, by)) : rewriteValue(value, at, by);
  return {
    ...change,
    ...(change.value !== undefined && { value: renamed(change.value) }),
    ...(change.options !== undefined && { options: renamed(change.options) }),
    ...(typeof change.fromFieldId === 'number' && {
      fromFieldId: by.rename({ what: 'field', id: change.fromFieldId, objectId: at.objectId }),
    }),
    ...(typeof change.formula === 'string' && { formula: rewriteFormula(change.formula, at.objectId, by) }),
  };
}

/** Fields stand in formulas by their number, those of the record that a parent field points to behind a dot: `{12} * {7.3}`. */
const rewriteFormula = (formula: string, objectId: number, by: Rewriting): string =>
  formula.replaceAll(/\{(\d+)(?:\.(\d+))?\}/g, (_, own: string, behind: string | undefined) => {
    const field = by.rename({ what: 'field', id: Number(own), objectId });
    if (behind === undefined) return `{${field}}`;
    const there = by.fieldOf(objectId, Number(own))?.leadsTo ?? objectId;
    return `{${field}.${by.rename({ what: 'field', id: Number(behind), objectId: there })}}`;
  });

/** One value of a field: a number that names something, also where it is written as a text; any other as it is. */
function rewriteValue(value: unknown, at: { objectId: number; fieldId: number }, by: Rewriting): unknown {
  const meaning = by.fieldOf(at.objectId, at.fieldId);
  if (!meaning?.values) return value;
  const of = meaning.values === 'option' ? (meaning.optionsOf ?? at) : { objectId: meaning.leadsTo ?? at.objectId };
  const renamed = (id: number): number => by.rename({ what: meaning.values!, id, ...of });
  if (typeof value === 'string' && /^[1-9]\d{0,9}$/.test(value)) return String(renamed(Number(value)));
  return number(value, renamed);
}

const number = (value: unknown, renamed: (id: number) => number): unknown => (typeof value === 'number' ? renamed(value) : value);
const list = (value: unknown, renamed: (id: number) => number): unknown =>
  Array.isArray(value) ? value.map((one) => number(one, renamed)) : value;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
