import {
  branchesOf,
  kindOf,
  relatedTreeOf,
  type BehaviourCondition,
  type Criteria,
  type GroupCondition,
  type Question,
} from './language.ts';
import type { GroupShape } from './context.ts';
import { isRelative } from './operators.ts';

/** Every node of a tree, those about related records included, from the root down. */
export function nodesOf(tree: Criteria): Criteria[] {
  const related = relatedTreeOf(tree);
  return [tree, ...branchesOf(tree).flatMap(([, child]) => nodesOf(child)), ...(related ? nodesOf(related) : [])];
}

/** The groups a tree refers to, not those that these refer to in turn. */
export const groupsIn = (tree: Criteria): number[] =>
  nodesOf(tree)
    .filter((node) => kindOf(node) === 'group')
    .map((node) => (node as GroupCondition).group);

/**
 * Whether who matches may change without an event on the matching record itself: by the passing of time, by what happens to related
 * records that are no longer related, or by a fact of another domain.
 */
export function changesUnseen(tree: Criteria, groups: ReadonlyMap<number, GroupShape>, seen: readonly number[] = []): boolean {
  return nodesOf(tree).some((node) => {
    const kind = kindOf(node);
    if (kind === 'parent' || kind === 'children' || kind === 'fact') return true;
    if (kind === 'behaviour') return isRelative((node as BehaviourCondition).within?.operator ?? '');
    if (kind !== 'group') return isRelative((node as Partial<Question>).operator ?? '');
    const { group } = node as GroupCondition;
    const referred = groups.get(group);
    return referred !== undefined && !seen.includes(group) && changesUnseen(referred.criteria, groups, [...seen, group]);
  });
}
