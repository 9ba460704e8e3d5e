import { finishedPart } from '../../criteria/index.tsx';

/** What is written to its end of these conditions; null where nothing is asked. */
export function keptCriteria(value: unknown): Record<string, unknown> | null {
  if (value === null || value === undefined || Object.keys(value).length === 0) return null;
  const { tree } = finishedPart(value as never);
  return isEmpty(tree) ? null : (tree as Record<string, unknown>);
}

const isEmpty = (tree: object): boolean =>
  ('all' in tree && (tree.all as unknown[]).length === 0) || ('any' in tree && (tree.any as unknown[]).length === 0);
