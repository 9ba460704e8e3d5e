import {
  type All,
  type AnyOf,
  type Criteria,
  kindOf,
  type Not,
  OPERATORS,
  OPPOSITES,
  type ParentCondition,
  type Question,
  type Takes,
} from '../../src/criteria/schema.ts';

// A tree is edited by path, written as the server writes it: `all.0.not.any.2`. Every edit gives a new tree and leaves the old one as it was.

export type Join = 'all' | 'any';

/** How a list of conditions is joined, as a person reads it. */
export interface Joint {
  join: Join;
  isNegated: boolean;
}

/** What is asked of a condition that is not written out yet. */
export const NOTHING_ASKED: Criteria = { all: [] };

/** The tree as the builder shows it: a list at the top and under every relation, no `not` of a `not`. Paths speak of this form. */
export function normalised(tree: unknown): Criteria {
  const tidy = withoutDoubleNot(tree);
  return isList(tidy) ? tidy : Object.keys(tidy).length === 0 ? NOTHING_ASKED : { all: [tidy] };
}

function withoutDoubleNot(tree: unknown): Criteria {
  const node = (typeof tree === 'object' && tree !== null ? tree : {}) as Criteria;
  const { all, any, not } = node as Partial<All & AnyOf & Not>;
  if (all) return { all: all.map(withoutDoubleNot) };
  if (any) return { any: any.map(withoutDoubleNot) };
  if (not !== undefined) {
    const inner = withoutDoubleNot(not);
    return 'not' in inner ? (inner as Not).not : { not: inner };
  }
  const kind = Object.keys(node).length === 0 ? 'fact' : kindOf(node);
  if (kind !== 'parent' && kind !== 'children') return node;
  return { ...node, matches: normalised((node as ParentCondition).matches) } as Criteria;
}

/** Whether a node joins others, negated or not. */
export function isList(node: Criteria): boolean {
  const inner = 'not' in node ? (node as Not).not : node;
  return 'all' in inner || 'any' in inner;
}

export function jointOf(list: Criteria): Joint {
  const isNegated = 'not' in list;
  const inner = isNegated ? (list as Not).not : list;
  return { join: 'any' in inner ? 'any' : 'all', isNegated };
}

/** The conditions of a list with the path of each. */
export function partsOf(list: Criteria, path: string): [path: string, part: Criteria][] {
  const { join, isNegated } = jointOf(list);
  const inner = (isNegated ? (list as Not).not : list) as Record<Join, readonly Criteria[]>;
  return inner[join].map((part, index) => [under(path, isNegated ? `not.${join}.${index}` : `${join}.${index}`), part]);
}

export const listOf = ({ join, isNegated }: Joint, parts: readonly Criteria[]): Criteria => {
  const list = { [join]: parts } as unknown as Criteria;
  return isNegated ? { not: list } : list;
};

export const under = (path: string, key: string): string => [path, key].filter(Boolean).join('.');

/** The node at a path; undefined where the path leads nowhere. */
export function nodeAt(tree: Criteria, path: string): Criteria | undefined {
  let node: unknown = tree;
  for (const key of keysOf(path)) node = (node as Record<string, unknown> | undefined)?.[key];
  return node as Criteria | undefined;
}

export function replaceAt(tree: Criteria, path: string, node: Criteria): Criteria {
  return changed(tree, keysOf(path), () => node) as Criteria;
}

/** Takes a node out of the list it stands in; with the whole tree taken away, nothing is asked. */
export function removeAt(tree: Criteria, path: string): Criteria {
  return path === '' ? NOTHING_ASKED : spliced(tree, path, 1, []);
}

export function duplicateAt(tree: Criteria, path: string): Criteria {
  return spliced(tree, path, 0, [structuredClone(nodeAt(tree, path)!)]);
}

/** Puts a node at the end of the list at `path`; gives the tree and the new node's path. */
export function addTo(tree: Criteria, path: string, node: Criteria): { tree: Criteria; path: string } {
  const list = nodeAt(tree, path)!;
  const parts = partsOf(list, path).map(([, part]) => part);
  const next = listOf(jointOf(list), [...parts, node]);
  return { tree: replaceAt(tree, path, next), path: partsOf(next, path).at(-1)![0] };
}

export function rejoin(tree: Criteria, path: string, joint: Joint): Criteria {
  const parts = partsOf(nodeAt(tree, path)!, path).map(([, part]) => part);
  return replaceAt(tree, path, listOf(joint, parts));
}

/** Puts a node into a list of its own, in which another can be added beside it. */
export function wrapAt(tree: Criteria, path: string): Criteria {
  return replaceAt(tree, path, { any: [nodeAt(tree, path)!] });
}

/** Puts the conditions of a list where the list stood. */
export function unwrapAt(tree: Criteria, path: string): Criteria {
  const parts = partsOf(nodeAt(tree, path)!, path).map(([, part]) => part);
  return spliced(tree, path, 1, parts);
}

/** The same condition turned round: by the operator that says the opposite, where there is one, and else by `not`. */
export function negated(node: Criteria): Criteria {
  if ('not' in node) return (node as Not).not;
  const { operator } = node as { operator?: string };
  const opposite = operator === undefined ? undefined : oppositeOf(operator, node);
  return opposite === undefined ? { not: node } : ({ ...node, operator: opposite } as Criteria);
}

const POSITIVES = new Map(Object.entries(OPPOSITES).map(([negative, positive]) => [positive, negative]));

/** What the node's own kind calls the opposite; `has_none` and `in` mean other things elsewhere. */
function oppositeOf(operator: string, node: Criteria): string | undefined {
  const kind = kindOf(node);
  if (kind === 'fact' || kind === 'behaviour') return undefined;
  return OPPOSITES[operator] ?? POSITIVES.get(operator);
}

/** The tree with the conditions left out that are not written to their end, and where each node that remains stands in the full tree. */
export function finishedPart(tree: Criteria): { tree: Criteria; origins: ReadonlyMap<string, string>; unfinished: number } {
  const origins = new Map<string, string>();
  const counted = { unfinished: 0 };
  const kept = finish(tree, '', '', { origins, counted }) ?? NOTHING_ASKED;
  return { tree: kept, origins, unfinished: counted.unfinished };
}

interface Finishing {
  origins: Map<string, string>;
  counted: { unfinished: number };
}

function finish(node: Criteria, from: string, to: string, walk: Finishing): Criteria | undefined {
  walk.origins.set(to, from);
  if (isList(node)) return finishList(node, from, to, walk);
  if ('not' in node) {
    const inner = finish((node as Not).not, under(from, 'not'), under(to, 'not'), walk);
    return inner && { not: inner };
  }
  if (!isFinished(node)) {
    walk.counted.unfinished += 1;
    return undefined;
  }
  const { matches } = node as Partial<ParentCondition>;
  if (matches === undefined) return node;
  const related = finish(matches, under(from, 'matches'), under(to, 'matches'), walk) ?? NOTHING_ASKED;
  return { ...node, matches: related } as Criteria;
}

function finishList(list: Criteria, from: string, to: string, walk: Finishing): Criteria | undefined {
  const joint = jointOf(list);
  const parts = partsOf(list, from);
  const kept: Criteria[] = [];
  for (const [path, part] of parts) {
    const place = partsOf(listOf(joint, [...kept, part]), to).at(-1)![0];
    const finished = finish(part, path, place, walk);
    if (finished) kept.push(finished);
  }
  // An empty list that was never filled asks nothing: an empty "any" would match nobody, an empty "not all" nobody either.
  return kept.length === 0 ? undefined : listOf(joint, kept);
}

/** The path in the full tree of a place in the finished part: `all.0.values.1` may stand at `all.2.values.1`. */
export function originOf(origins: ReadonlyMap<string, string>, path: string): string {
  const keys = keysOf(path);
  for (let length = keys.length; length >= 0; length -= 1) {
    const origin = origins.get(keys.slice(0, length).join('.'));
    if (origin !== undefined) return [origin, ...keys.slice(length)].filter(Boolean).join('.');
  }
  return path;
}

/** Whether a condition says all it needs to; whether it is right only the server knows. */
export function isFinished(node: Criteria): boolean {
  const asked = node as Record<string, unknown>;
  const chosen = (key: string): boolean => !Array.isArray(asked[key]) || (asked[key] as unknown[]).length > 0;
  switch (kindOf(node)) {
    case 'field':
    case 'system':
      return isAnswered(node as Question);
    case 'owner':
      return chosen('owner') || !['is', 'is_not'].includes(String(asked.operator));
    case 'tag':
      return chosen('tag');
    case 'group':
      return Number(asked.group) > 0;
    case 'behaviour':
      return asked.within === undefined || isAnswered(asked.within as Question);
    case 'search':
      return /[\p{L}\p{N}]/u.test(String(asked.search));
    case 'fact':
      return Object.keys(asked).length > 0 && chosen(Object.keys(asked)[0]!);
    default:
      return true;
  }
}

function isAnswered({ operator, values = [], amount, unit }: Question): boolean {
  const given = values.filter((value) => value !== '').length;
  switch (takesOf(operator)) {
    case 'many':
      return given > 0 && given === values.length;
    case 'one':
      return given === 1;
    case 'two':
      return given === 2;
    case 'amount':
      return amount !== undefined && unit !== undefined;
    default:
      return true;
  }
}

const TAKES: Readonly<Record<string, Takes>> = Object.assign({}, ...Object.values(OPERATORS));

/** What an operator takes, whatever it is asked of. */
export const takesOf = (operator: string): Takes => TAKES[operator] ?? 'nothing';

/** The same question with another operator; what was answered stays where it fits. */
export function withOperator<Asked extends Question>(question: Asked, operator: string): Asked {
  const { values = [], amount, unit, ...rest } = question;
  const next = { ...rest, operator } as Asked;
  const takes = takesOf(operator);
  if (takes === 'nothing') return next;
  if (takes === 'amount') return { ...next, amount: amount ?? 30, unit: unit ?? 'days' };
  const most = { many: values.length, one: 1, two: 2 }[takes];
  return { ...next, values: values.slice(0, most) };
}

const keysOf = (path: string): string[] => (path === '' ? [] : path.split('.'));

function changed(node: unknown, keys: readonly string[], change: (node: unknown) => unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return change(node);
  if (Array.isArray(node)) return node.map((part, index) => (String(index) === key ? changed(part, rest, change) : part));
  const asked = node as Record<string, unknown>;
  return { ...asked, [key]: changed(asked[key], rest, change) };
}

/** Changes the list that the node at `path` stands in; a node under `not` is taken with its `not`. */
function spliced(tree: Criteria, path: string, removed: number, added: readonly Criteria[]): Criteria {
  const keys = keysOf(path);
  const at = keys.findLastIndex((key) => /^\d+$/.test(key));
  if (at === -1) return tree;
  const place = Number(keys[at]) + (removed === 0 ? 1 : 0);
  return changed(tree, keys.slice(0, at), (list) => (list as Criteria[]).toSpliced(place, removed, ...added)) as Criteria;
}
