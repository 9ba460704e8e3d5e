import { factOf, fieldOf, isHidden, type CriteriaContext, type FieldShape } from './context.ts';
import {
  branchesOf,
  DEEPEST,
  formProblems,
  kindOf,
  type BehaviourCondition,
  type ChildrenCondition,
  type Criteria,
  type CriteriaProblem,
  type FieldCondition,
  type GroupCondition,
  type OwnerCondition,
  type ParentCondition,
  type RelationCondition,
  type Question,
  type SystemCondition,
} from './language.ts';
import { kindOfField, kindOfSystemColumn, OPERATORS, STRETCHES, type ValueKind } from './operators.ts';
import { isNamedDay } from './named-days.ts';
import { isDate, isTime, MOST_AMOUNT } from './time.ts';

/** With the groups a tree refers to, and those they refer to, this many conditions become one statement. */
const MOST_NODES_WITH_GROUPS = 1000;
const MOST_WILDCARDS = 10;

interface Walk {
  context: CriteriaContext;
  path: string;
  /** The groups the walk is inside of, outermost first. */
  groups: readonly number[];
  depth: number;
  counted: { nodes: number };
  problems: CriteriaProblem[];
}

/**
 * Everything wrong with a tree for this account and this viewer, each with its path and a sentence; empty when it compiles. Refuses
 * unknown fields, operators, values of the wrong type, hidden fields (`field_hidden`), and groups that lead back to themselves.
 * `within` names the group whose criteria these are to become, so that it cannot refer to itself.
 */
export function criteriaProblems(tree: unknown, context: CriteriaContext, within?: number): CriteriaProblem[] {
  const malformed = formProblems(tree);
  if (malformed.length > 0) return malformed;
  const problems: CriteriaProblem[] = [];
  check(tree as Criteria, { context, path: '', groups: within === undefined ? [] : [within], depth: 0, counted: { nodes: 0 }, problems });
  return problems;
}

function check(node: Criteria, walk: Walk): void {
  walk.counted.nodes += 1;
  if (walk.counted.nodes > MOST_NODES_WITH_GROUPS) {
    if (walk.counted.nodes === MOST_NODES_WITH_GROUPS + 1)
      say(
        walk,
        '',
        `With the groups they refer to, these criteria hold more than ${MOST_NODES_WITH_GROUPS} conditions.`,
        'criteria_too_large',
      );
    return;
  }
  const kind = kindOf(node);
  if (kind === 'all' || kind === 'any' || kind === 'not') {
    for (const [path, child] of branchesOf(node)) check(child, { ...walk, path: join(walk.path, path) });
    return;
  }
  CHECKS[kind]?.(node as never, walk);
}

const CHECKS: Partial<Record<string, (node: never, walk: Walk) => void>> = {
  field(node: FieldCondition, walk: Walk) {
    const field = fieldOf(walk.context, node.field);
    if (!field) return say(walk, 'field', `There is no field ${node.field}. It may have been deleted; choose another.`, 'field_unknown');
    if (isHidden(walk.context, field)) return sayHidden(walk, 'field');
    if (field.type === 'related') return checkShown(node, field, walk);
    if (field.type === 'relation')
      return say(
        walk,
        'field',
        `“${field.label}” relates many records. Ask with “relation” how many there are, or what they match.`,
        'field_unusable',
      );
    const kind = kindOfField(field, node.part);
    if (!kind && node.part !== undefined) return say(walk, 'part', `“${field.label}” is no address and has no parts. Remove “part”.`);
    if (!kind) return say(walk, 'field', `Nothing can be asked of “${field.label}”, a field of the type ${field.type}.`, 'field_unusable');
    checkQuestion(node, `“${field.label}”`, kind, walk);
    checkOptions(node, field, kind, walk);
  },
  system(node: SystemCondition, walk: Walk) {
    checkQuestion(node, node.system.replaceAll('_', ' '), kindOfSystemColumn(node.system), walk);
  },
  owner(node: OwnerCondition, walk: Walk) {
    const takesUsers = node.operator === 'is' || node.operator === 'is_not';
    if (takesUsers && node.owner.length === 0) say(walk, 'owner', 'Choose at least one user.');
    if (!takesUsers && node.owner.length > 0) say(walk, 'owner', `“${node.operator}” takes no users; leave the list empty.`);
  },
  parent(node: ParentCondition, walk: Walk) {
    const field = fieldOf(walk.context, node.parent);
    if (field?.type !== 'parent' || field.parentObjectId === null)
      return say(walk, 'parent', `Field ${node.parent} does not point to a parent. Choose a parent field.`, 'field_unknown');
    if (isHidden(walk.context, field)) return sayHidden(walk, 'parent');
    checkRelated(node.matches, field.parentObjectId, 'parent', walk);
  },
  children(node: ChildrenCondition, walk: Walk) {
    const child = { ...walk.context, objectId: node.object };
    const field = walk.context.objects.has(node.object) ? fieldOf(child, node.children) : undefined;
    if (field?.type !== 'parent' || field.parentObjectId !== walk.context.objectId)
      return say(walk, 'children', `Field ${node.children} of object ${node.object} does not point to these records.`, 'field_unknown');
    if (isHidden(child, field)) return sayHidden(walk, 'children');
    checkRelated(node.matches ?? { all: [] }, node.object, 'children', walk);
  },
  relation(node: RelationCondition, walk: Walk) {
    const field = fieldOf(walk.context, node.relation);
    const { objectId } = (field?.settings ?? {}) as { objectId?: number };
    if (field?.type !== 'relation' || objectId === undefined || !walk.context.objects.has(objectId))
      return say(walk, 'relation', `Field ${node.relation} relates no records. Choose a relation.`, 'field_unknown');
    if (isHidden(walk.context, field)) return sayHidden(walk, 'relation');
    checkRelated(node.matches ?? { all: [] }, objectId, 'relation', walk);
  },
  behaviour(node: BehaviourCondition, walk: Walk) {
    if (!walk.context.kinds.has(node.behaviour))
      say(walk, 'behaviour', `There is no kind of event “${node.behaviour.slice(0, 60)}”.`, 'behaviour_unknown');
    if (!node.within) return;
    if (!STRETCHES.includes(node.within.operator)) {
      say(walk, 'within.operator', `Choose one of ${STRETCHES.join(', ')} to say when.`, 'operator_unknown');
    } else {
      checkQuestion(node.within, 'the time of an event', 'time', { ...walk, path: join(walk.path, 'within') });
    }
  },
  group: checkGroup,
  fact(node: Criteria, walk: Walk) {
    const fact = factOf(walk.context, node);
    const key = Object.keys(node)[0]!.slice(0, 60);
    if (!fact) return say(walk, '', `There is no condition “${key}”.`, 'condition_unknown');
    const issue = fact.schema.safeParse(node).error?.issues[0];
    if (issue) say(walk, issue.path.join('.'), issue.message);
  },
};

/** A field that shows one of a parent's is asked what that field is, with the same rights. */
function checkShown(question: FieldCondition, field: FieldShape, walk: Walk): void {
  const { parentFieldId, fieldId } = (field.settings ?? {}) as { parentFieldId?: number; fieldId?: number };
  const pointing = parentFieldId === undefined ? undefined : fieldOf(walk.context, parentFieldId);
  if (pointing?.type !== 'parent' || pointing.parentObjectId === null || !walk.context.objects.has(pointing.parentObjectId))
    return say(walk, 'field', `“${field.label}” shows a field that is gone. Choose another.`, 'field_unknown');
  if (isHidden(walk.context, pointing) || walk.context.viewer.on(pointing.parentObjectId).view === 'none') return sayHidden(walk, 'field');
  const context = { ...walk.context, objectId: pointing.parentObjectId };
  check({ ...question, field: fieldId! }, { ...walk, context });
}

function checkGroup(node: GroupCondition, walk: Walk): void {
  const group = walk.context.groups.get(node.group);
  if (!group) return say(walk, 'group', `There is no group ${node.group}. It may have been deleted; choose another.`, 'group_unknown');
  if (group.objectId !== walk.context.objectId)
    return say(walk, 'group', `The group “${group.name}” is a group of other records. Choose a group of these.`, 'group_unknown');
  if (walk.groups.includes(node.group))
    return say(walk, 'group', `The group “${group.name}” would refer to itself. Remove this condition.`, 'group_circular');
  if (walk.groups.length >= DEEPEST) return say(walk, 'group', `Groups may refer to groups at most ${DEEPEST} deep.`, 'criteria_too_deep');
  const inside: CriteriaProblem[] = [];
  check(group.criteria, { ...walk, groups: [...walk.groups, node.group], problems: inside, path: '' });
  const [first] = inside;
  if (first) say(walk, 'group', `The group “${group.name}” cannot be used here: ${first.sentence}`, first.code);
}

function checkRelated(tree: Criteria, objectId: number, key: string, walk: Walk): void {
  if (walk.context.viewer.on(objectId).view === 'none')
    return say(walk, key, 'Your role cannot see the related records. Remove this condition.', 'field_hidden');
  check(tree, { ...walk, context: { ...walk.context, objectId }, path: join(walk.path, 'matches') });
}

function checkQuestion(question: Question, about: string, kind: ValueKind, walk: Walk): void {
  const takes = Object.hasOwn(OPERATORS[kind], question.operator) ? OPERATORS[kind][question.operator] : undefined;
  const given = question.values ?? [];
  const quoted = `“${question.operator.slice(0, 40)}”`;
  if (!takes) {
    const known = Object.keys(OPERATORS[kind]).join(', ');
    return say(walk, 'operator', `${quoted} cannot be asked of ${about}. Choose one of ${known}.`, 'operator_unknown');
  }
  if (takes === 'amount') return checkAmount(question, quoted, kind, walk);
  if (question.amount !== undefined || question.unit !== undefined)
    return say(walk, 'amount', `${quoted} takes no amount of time; remove “amount” and “unit”.`);
  const wanted = { nothing: 0, one: 1, two: 2, many: Math.max(1, given.length) }[takes];
  if (given.length !== wanted) return say(walk, 'values', countSentence(quoted, wanted, takes === 'many'));
  given.forEach((value, index) => {
    const fault = valueFault(value, kind, question.operator);
    if (fault) say(walk, `values.${index}`, `${about[0]!.toUpperCase()}${about.slice(1)}: ${fault}`, 'value_wrong');
  });
}

function checkAmount({ amount, unit, values = [] }: Question, quoted: string, kind: ValueKind, walk: Walk): void {
  if (values.length > 0) return say(walk, 'values', `${quoted} takes an amount and a unit; remove “values”.`);
  if (amount === undefined) return say(walk, 'amount', `Say how many with “amount”, for example 7.`);
  if (unit === undefined) return say(walk, 'unit', `Say of what with “unit”: days, weeks, months or years.`);
  if (unit === 'hours' && kind === 'date') return say(walk, 'unit', 'A date has no hours. Choose days, weeks, months or years.');
  if (amount > MOST_AMOUNT[unit]) say(walk, 'amount', `Give at most ${MOST_AMOUNT[unit]} ${unit}.`, 'value_wrong');
}

function countSentence(quoted: string, wanted: number, many: boolean): string {
  if (many) return `${quoted} takes at least one value.`;
  return wanted === 0
    ? `${quoted} takes no values; remove them.`
    : `${quoted} takes ${wanted === 1 ? 'exactly one value' : 'two values, from and to'}.`;
}

function valueFault(value: string | number | boolean, kind: ValueKind, operator: string): string | undefined {
  switch (kind) {
    case 'text':
      return textFault(value, operator);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'give a number.';
    case 'date':
      return isNamedDay(value) || isDate(value)
        ? undefined
        : 'give a date of the years 1000 to 9998, like 2026-03-31, or the name of a day, like today.';
    case 'time':
      return isNamedDay(value) || isTime(value)
        ? undefined
        : 'give a date like 2026-03-31, a time like 2026-03-31T09:30:00Z, or the name of a day, like today.';
    case 'color':
      return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? undefined : 'give a colour like #2563eb.';
    case 'user':
      return value === 'me' || value === 'team' || (Number.isSafeInteger(value) && typeof value === 'number')
        ? undefined
        : 'give a user’s id, "me" or "team".';
    default:
      return Number.isSafeInteger(value) ? undefined : 'give the id, a whole number.';
  }
}

function textFault(value: string | number | boolean, operator: string): string | undefined {
  if (typeof value === 'boolean') return 'give a text.';
  if (String(value).trim() === '') return 'give a text; to look for nothing there, choose “is_blank”.';
  const wildcards = operator.endsWith('like') ? (String(value).match(/%/g)?.length ?? 0) : 0;
  return wildcards > MOST_WILDCARDS ? `a pattern may hold at most ${MOST_WILDCARDS} percent signs.` : undefined;
}

function checkOptions(question: Question, field: FieldShape, kind: ValueKind, walk: Walk): void {
  if (kind !== 'choice' && kind !== 'choices') return;
  const known = new Set<unknown>(field.options.map((option) => option.id));
  (question.values ?? []).forEach((value, index) => {
    if (!known.has(value))
      say(
        walk,
        `values.${index}`,
        `“${field.label}” has no option ${String(value).slice(0, 40)}. Choose one of its options.`,
        'value_wrong',
      );
  });
}

function say(walk: Walk, at: string, sentence: string, code = 'criteria_malformed'): void {
  walk.problems.push({ path: join(walk.path, at), code, sentence });
}

function sayHidden(walk: Walk, at: string): void {
  say(
    walk,
    at,
    'This condition asks about a field that your role cannot see. Remove it, or ask the account’s owner for the right.',
    'field_hidden',
  );
}

const join = (path: string, key: string): string => [path, key].filter(Boolean).join('.');
