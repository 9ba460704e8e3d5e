import type { AccountDb, Sql } from '../app/db.ts';
import { childrenOf, parentsOf, recordsOfBatch, union } from './queries/members.ts';
import { fieldOf, type CriteriaContext } from './rules/context.ts';
import { branchesOf, kindOf, type ChildrenCondition, type Criteria, type GroupCondition, type ParentCondition } from './rules/language.ts';

/** A select of record_id: the records of the context's object for which the batch may have changed the outcome of the criteria. */
export function touchedRecords(db: AccountDb, batchId: number, criteria: Criteria, context: CriteriaContext): Sql {
  return union([recordsOfBatch(db, batchId, context.objectId), ...touchedByRelation(db, batchId, criteria, context)]);
}

function touchedByRelation(db: AccountDb, batchId: number, node: Criteria, context: CriteriaContext): Sql[] {
  const touched = (objectId: number, criteria: Criteria): Sql => touchedRecords(db, batchId, criteria, { ...context, objectId });
  switch (kindOf(node)) {
    case 'parent': {
      const { parent, matches } = node as ParentCondition;
      return [childrenOf(db, context.objectId, parent, touched(fieldOf(context, parent)!.parentObjectId!, matches))];
    }
    case 'children': {
      const { children, object, matches } = node as ChildrenCondition;
      return [parentsOf(db, object, children, touched(object, matches ?? { all: [] }))];
    }
    case 'group':
      return touchedByRelation(db, batchId, context.groups.get((node as GroupCondition).group)!.criteria, context);
    default:
      return branchesOf(node).flatMap(([, child]) => touchedByRelation(db, batchId, child, context));
  }
}
