import type { FieldAsked } from '../../app/kernel/domain.ts';
import type { ObjectShape } from './context.ts';
import {
  branchesOf,
  kindOf,
  relatedTreeOf,
  type ChildrenCondition,
  type Criteria,
  type FieldCondition,
  type ParentCondition,
} from './language.ts';

type Objects = ReadonlyMap<number, Pick<ObjectShape, 'fields'>>;

/** Whether criteria about records of an object ask for a field, or for one option of it; of related records too, groups referred to not. */
export function asksField(tree: Criteria, objectId: number, asked: FieldAsked, objects: Objects): boolean {
  if (asksHere(tree, objectId, asked)) return true;
  if (branchesOf(tree).some(([, child]) => asksField(child, objectId, asked, objects))) return true;
  const related = relatedTreeOf(tree);
  return related !== undefined && asksField(related, relatedObject(tree, objectId, objects), asked, objects);
}

function asksHere(node: Criteria, objectId: number, { objectId: ofObject, fieldId, optionId }: FieldAsked): boolean {
  const kind = kindOf(node);
  if (kind === 'field' && objectId === ofObject) {
    const { field, values = [] } = node as FieldCondition;
    return field === fieldId && (optionId === undefined || values.some((value) => Number(value) === optionId));
  }
  if (optionId !== undefined) return false;
  if (kind === 'parent') return objectId === ofObject && (node as ParentCondition).parent === fieldId;
  return kind === 'children' && (node as ChildrenCondition).object === ofObject && (node as ChildrenCondition).children === fieldId;
}

/** Of which object the records are that a condition on related records asks about; -1 where its field is gone. */
function relatedObject(node: Criteria, objectId: number, objects: Objects): number {
  if (kindOf(node) === 'children') return (node as ChildrenCondition).object;
  const field = objects.get(objectId)?.fields.find(({ id }) => id === (node as ParentCondition).parent);
  return field?.parentObjectId ?? -1;
}
