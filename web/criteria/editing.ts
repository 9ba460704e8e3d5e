import { createContext, useContext } from 'react';
import type { Criteria, CriteriaWarning } from '../../src/criteria/schema.ts';

/** The tree being written, and what is known of it. */
export interface Editing {
  tree: Criteria;
  /** `fresh` is the path of a condition that has just been begun: its first input gets the focus. */
  edit: (tree: Criteria, fresh?: string) => void;
  fresh: string | null;
  warnings: readonly CriteriaWarning[];
  /** Sentences of the server, by path. */
  problems: ReadonlyMap<string, string>;
}

const EditingContext = createContext<Editing | null>(null);
export const EditingProvider = EditingContext.Provider;

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('Conditions are shown inside a CriteriaBuilder.');
  return editing;
}

/** What is wrong with a condition itself, not with conditions below it. */
export function problemAt(problems: ReadonlyMap<string, string>, path: string): string | undefined {
  for (const [at, sentence] of problems) {
    if (at === path) return sentence;
    if (at.startsWith(`${path}.`) && !/^(not\.)?(matches|all|any)\./.test(at.slice(path.length + 1))) return sentence;
  }
  return undefined;
}
