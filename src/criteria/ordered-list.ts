import { sql, type AccountDb } from '../app/db.ts';
import { criteriaContext } from './criteria-context.ts';
import { groupById } from './group-by-id.ts';
import type { GroupRow } from './queries/groups.ts';
import type { OrderedList } from './queries/order.ts';
import { compileCriteria, type CompiledCriteria } from './rules/compile.ts';
import type { CriteriaContext } from './rules/context.ts';
import { sortOf, type Sort } from './rules/sort.ts';
import { criteriaOf, type Which } from './which.ts';

/** Which records, compiled once with the viewer's rights in it. Refuses what criteria refuse. */
export async function compileWhich(db: AccountDb, which: Which): Promise<{ context: CriteriaContext; criteria: CompiledCriteria }> {
  const tree = criteriaOf(which);
  const context = await criteriaContext(db, { ...which, criteria: tree });
  return { context, criteria: chosenOf(compileCriteria(tree, context), which) };
}

/** Which records in which order; without one asked for, in the group's, or by name. Refuses what criteria and sort refuse. */
export async function orderedList(db: AccountDb, which: Which, asked: string | undefined): Promise<OrderedList> {
  const { context, criteria } = await compileWhich(db, which);
  const group = which.group === undefined || asked ? undefined : await groupById(db, which.viewer, which.group);
  return { context, criteria, sort: asked ? sortOf(asked, context) : sortOfGroup(group, context) };
}

/** Of what matches, what somebody chose: these records alone, or all but those. */
function chosenOf({ predicate, leakproof }: CompiledCriteria, { ids, except }: Which): CompiledCriteria {
  const only = ids === undefined ? sql`` : sql` and r.id = any(${ids}::bigint[])`;
  const without = except === undefined || except.length === 0 ? sql`` : sql` and r.id <> all(${except}::bigint[])`;
  return { predicate: sql`${predicate}${only}${without}`, leakproof };
}

/** A group keeps its order; when that is no longer possible, the list is still shown, by name. */
function sortOfGroup(group: GroupRow | undefined, context: CriteriaContext): Sort {
  try {
    return sortOf(group?.sort ?? 'name', context);
  } catch {
    return sortOf('name', context);
  }
}
