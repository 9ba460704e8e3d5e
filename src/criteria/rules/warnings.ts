import { branchesOf, kindOf, relatedTreeOf, type AnyOf, type Condition, type Criteria, type FieldCondition } from './language.ts';

/** Something that is allowed but hardly meant, with the tree that most likely is. */
export interface CriteriaWarning {
  code: 'negated_alternatives' | 'never_together';
  path: string;
  sentence: string;
  /** What to put in the place of the node at `path`. */
  suggestion: Criteria;
}

const NEGATED = /^(is_not|does_not_\w+|not_\w+|has_none)$/;
/** Fields of one value that are asked to be two things at once. */
const EXCLUSIVE = new Set(['is', 'on']);

/**
 * Traps in a tree: alternatives that each exclude something of the same field (true of nearly every record, since what is one is not the
 * other), and one field that must be two values at once (true of none). Pure: the builder shows them while one types.
 */
export function criteriaWarnings(tree: Criteria): CriteriaWarning[] {
  const warnings: CriteriaWarning[] = [];
  visit(tree, '', warnings);
  return warnings;
}

function visit(node: Criteria, path: string, warnings: CriteriaWarning[]): void {
  const kind = kindOf(node);
  if (kind === 'any') warnings.push(...negatedAlternatives(node as AnyOf, path));
  if (kind === 'all') warnings.push(...neverTogether((node as { all: readonly Criteria[] }).all, path));
  for (const [key, child] of branchesOf(node)) visit(child, path ? `${path}.${key}` : key, warnings);
  const related = relatedTreeOf(node);
  if (related) visit(related, path ? `${path}.matches` : 'matches', warnings);
}

function negatedAlternatives({ any }: AnyOf, path: string): CriteriaWarning[] {
  const excluding = groupedBySubject(any.filter(isNegated));
  const trapped = [...excluding.values()].filter((nodes) => nodes.length > 1).flat();
  if (trapped.length === 0) return [];
  const others = any.filter((node) => !trapped.includes(node));
  const together: Criteria = { all: trapped };
  return [
    {
      code: 'negated_alternatives',
      path,
      sentence:
        'Each of these alternatives leaves something out, and a record needs to meet only one of them, so nearly every record matches. To leave all of it out, join them with “all”.',
      suggestion: others.length === 0 ? together : { any: [...others, together] },
    },
  ];
}

function neverTogether(all: readonly Criteria[], path: string): CriteriaWarning[] {
  const asked = all.filter((node) => /^(field|system)$/.test(kindOf(node)) && EXCLUSIVE.has((node as FieldCondition).operator));
  const clashing = [...groupedBySubject(asked).values()]
    .filter((nodes) => nodes.length > 1 && haveNothingInCommon(nodes as FieldCondition[]))
    .flat();
  if (clashing.length === 0) return [];
  const others = all.filter((node) => !clashing.includes(node));
  const either: Criteria = { any: clashing };
  return [
    {
      code: 'never_together',
      path,
      sentence: 'No record can be all of these at once, so none matches. If any one of them will do, join them with “any”.',
      suggestion: others.length === 0 ? either : { all: [...others, either] },
    },
  ];
}

function haveNothingInCommon(nodes: readonly FieldCondition[]): boolean {
  const lists = nodes.map((node) => new Set((node.values ?? []).map((value) => String(value).trim().toLowerCase())));
  return ![...lists[0]!].some((value) => lists.every((list) => list.has(value)));
}

function isNegated(node: Criteria): boolean {
  if (kindOf(node) === 'not') return isCondition((node as { not: Criteria }).not) && !isNegated((node as { not: Criteria }).not);
  return isCondition(node) && NEGATED.test((node as { operator?: string }).operator ?? '');
}

function isCondition(node: Criteria): node is Condition {
  return !['all', 'any', 'not'].includes(kindOf(node));
}

function groupedBySubject(nodes: readonly Criteria[]): Map<string, Criteria[]> {
  return Map.groupBy(nodes, subjectOf) as Map<string, Criteria[]>;
}

/** What a condition asks about: `field 12`, `tag`, `owner`. */
function subjectOf(node: Criteria): string {
  const asked = (kindOf(node) === 'not' ? (node as { not: Criteria }).not : node) as Record<string, unknown>;
  const kind = kindOf(asked as Criteria);
  return kind === 'tag' || kind === 'owner' || kind === 'group' || kind === 'fact' ? kind : `${kind} ${String(asked[kind])}`;
}
