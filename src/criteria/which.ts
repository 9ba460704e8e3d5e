import type { Viewer } from '../app/kernel/viewer.ts';
import { wordsOf, type Criteria } from './rules/language.ts';

/** Which records of an object, seen by whom. */
export interface Which {
  objectId: number;
  viewer: Viewer;
  group?: number | undefined;
  criteria?: Criteria | undefined;
  search?: string | undefined;
  /** Of these, only those with the ids: what somebody chose. */
  ids?: readonly number[] | undefined;
  /** Of these, all but those with the ids. */
  except?: readonly number[] | undefined;
}

/** What a list asks of its records, as one tree. */
export function criteriaOf({ group, criteria, search }: Which): Criteria {
  const parts: Criteria[] = [];
  if (group !== undefined) parts.push({ group, operator: 'in' });
  if (criteria !== undefined) parts.push(criteria);
  if (search !== undefined && wordsOf(search).length > 0) parts.push({ search });
  return parts.length === 1 ? parts[0]! : { all: parts };
}
