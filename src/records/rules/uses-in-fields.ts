import type { FieldAsked, FieldUse } from '../../app/kernel/domain.ts';
import type { FieldShape, ObjectShape } from './shape.ts';

/** The fields that are worked out from a field, or show it: they stand in the way of deleting it. */
export function usesInFields(shapes: readonly ObjectShape[], { objectId, fieldId, optionId }: FieldAsked): FieldUse[] {
  if (optionId !== undefined) return [];
  return shapes.flatMap((shape) =>
    shape.fields
      .filter((field) => !(shape.id === objectId && field.id === fieldId) && reads(shapes, { shape, field }, { objectId, fieldId }))
      .map((field) => ({
        kind: field.type,
        name: shape.id === objectId ? field.label : `${field.label} (${shape.plural})`,
        place: `/settings/objects/${shape.key}`,
        blocks: true,
      })),
  );
}

function reads(shapes: readonly ObjectShape[], { shape, field }: { shape: ObjectShape; field: FieldShape }, asked: FieldAsked): boolean {
  const { settings } = field;
  const isAsked = (objectId: number | null | undefined, fieldId: number | null | undefined): boolean =>
    objectId === asked.objectId && fieldId === asked.fieldId;
  const parentOf = (fieldId: number | undefined): number | null | undefined =>
    shapes.find(({ id }) => id === shape.id)?.fields.find(({ id }) => id === fieldId)?.parentObjectId;
  switch (field.type) {
    case 'formula':
      return fieldsOfExpression(settings.expression ?? '').some(([through, id]) =>
        id === undefined ? isAsked(shape.id, through) : isAsked(shape.id, through) || isAsked(parentOf(through), id),
      );
    case 'rollup':
      return isAsked(settings.objectId, settings.fieldId) || isAsked(settings.objectId, settings.ofFieldId);
    case 'related':
      return isAsked(shape.id, settings.parentFieldId) || isAsked(parentOf(settings.parentFieldId), settings.fieldId);
    default:
      return false;
  }
}

/** `{12}` gives [12], `{7.3}` gives [7, 3]. */
const fieldsOfExpression = (expression: string): [number, number?][] =>
  [...expression.matchAll(/\{(\d+)(?:\.(\d+))?\}/g)].map(([, one, other]) =>
    other === undefined ? [Number(one)] : [Number(one), Number(other)],
  );
