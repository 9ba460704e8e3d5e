import type { FieldShape, ObjectShape } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';

/** How a field's value comes about, in words: of a formula, a roll-up, a related field; undefined of one that is written. */
export function workedOut(field: FieldShape, objects: readonly ObjectShape[]): string | undefined {
  const { settings } = field;
  const object = objects.find(({ fields }) =>
    fields.some(({ id, key, label }) => id === field.id && key === field.key && label === field.label),
  );
  switch (field.type) {
    case 'formula':
      return t('values.formula.is', { expression: readable(settings.expression ?? '', object, objects) });
    case 'rollup': {
      const of = objects.find(({ id }) => id === settings.objectId);
      const words = { objects: of?.plural.toLocaleLowerCase() ?? '', field: labelIn(of, settings.fieldId) };
      if (settings.ofFieldId == null) return t('values.rollup.count', words);
      return t('values.rollup.of', {
        ...words,
        function: t(`values.function.${settings.function ?? 'sum'}`),
        of: labelIn(of, settings.ofFieldId),
      });
    }
    case 'related': {
      const parent = object?.fields.find(({ id }) => id === settings.parentFieldId);
      const shown = objects.find(({ id }) => id === parent?.parentObjectId);
      return t('values.related.is', { field: labelIn(shown, settings.fieldId), parent: parent?.label ?? '' });
    }
    default:
      return undefined;
  }
}

const labelIn = (object: ObjectShape | undefined, fieldId: number | null | undefined): string =>
  object?.fields.find(({ id }) => id === fieldId)?.label ?? t('ui.none');

/** A formula with the labels of its fields instead of their numbers: `[Value] * [Company › Discount]`. */
export function readable(expression: string, object: ObjectShape | undefined, objects: readonly ObjectShape[]): string {
  return expression.replace(/\{(\d+)(?:\.(\d+))?\}/g, (whole, first: string, second: string | undefined) => {
    const field = object?.fields.find(({ id }) => id === Number(first));
    if (!field) return whole;
    if (second === undefined) return `[${field.label}]`;
    const parent = objects.find(({ id }) => id === field.parentObjectId);
    return `[${field.label} › ${labelIn(parent, Number(second))}]`;
  });
}
