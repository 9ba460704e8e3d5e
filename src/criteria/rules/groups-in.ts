import type { CriteriaContext, GroupShape } from './context.ts';
import {
  branchesOf,
  kindOf,
  relatedTreeOf,
  type BehaviourCondition,
  type FieldCondition,
  type Criteria,
  type GroupCondition,
  type Question,
} from './language.ts';
import { isRelative } from './operators.ts';

type Groups = ReadonlyMap<number, GroupShape>;

/** The groups a tree refers to, not those that these refer to in turn. */
export const groupsIn = (tree: Criteria): number[] =>
  nodesOf(tree)
    .filter((node) => kindOf(node) === 'group')
    .map((node) => (node as GroupCondition).group);

/** Whether a tree may ask for a tag, itself or by way of a group. */
export const asksForTags = (tree: Criteria): boolean => nodesOf(tree).some((node) => ['tag', 'group'].includes(kindOf(node)));

/** Whether a tree asks anything at all. */
export const hasConditions = (tree: Criteria): boolean => nodesOf(tree).some((node) => !['all', 'any', 'not'].includes(kindOf(node)));

/**
 * Whether who matches may change without an event on the matching record itself: by the passing of time, by what happens to records that
 * are no longer related, or by a fact of another domain. `isShown` tells fields that show a value of a related record.
 */
export const changesUnseen = (tree: Criteria, groups: Groups, isShown: (fieldId: number) => boolean): boolean =>
  nodesThroughGroups(tree, groups).some((node) => {
    const kind = kindOf(node);
    if (kind === 'field' && isShown((node as FieldCondition).field)) return true;
    if (kind === 'parent' || kind === 'children' || kind === 'relation' || kind === 'fact') return true;
    const { operator = '', values = [] } = (kind === 'behaviour' ? ((node as BehaviourCondition).within ?? {}) : node) as Partial<Question>;
    return isRelative(operator, values);
  });

/** The same, of a tree about the records of a context. */
export const changesUnseenIn = (tree: Criteria, { groups, objects }: CriteriaContext): boolean =>
  changesUnseen(tree, groups, (fieldId) =>
    [...objects.values()].some(({ fields }) => fields.some(({ id, type }) => id === fieldId && type === 'related')),
  );

/** Whether a tree asks about one of these kinds of event. */
export const asksAbout = (kinds: readonly string[], tree: Criteria, groups: Groups): boolean =>
  nodesThroughGroups(tree, groups).some((node) => kindOf(node) === 'behaviour' && kinds.includes((node as BehaviourCondition).behaviour));

/** Every node of a tree, those about related records included, from the root down. */
function nodesOf(tree: Criteria): Criteria[] {
  const related = relatedTreeOf(tree);
  return [tree, ...branchesOf(tree).flatMap(([, child]) => nodesOf(child)), ...(related ? nodesOf(related) : [])];
}

function nodesThroughGroups(tree: Criteria, groups: Groups, seen = new Set<number>()): Criteria[] {
  const nodes = nodesOf(tree);
  for (const id of groupsIn(tree)) {
    const group = groups.get(id);
    if (!group || seen.has(id)) continue;
    seen.add(id);
    nodes.push(...nodesThroughGroups(group.criteria, groups, seen));
  }
  return nodes;
}
