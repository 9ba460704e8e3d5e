import { invalid } from '../../app/kernel/problem.ts';
import type { FieldShape, ObjectShape } from './shape.ts';

/** A field under the name by which somebody asked for it. */
export interface ChosenField {
  name: string;
  field: FieldShape;
}

/** The field of a name, which is its id or its key; undefined where there is none among them. */
export const fieldNamed = (fields: readonly FieldShape[], name: string): FieldShape | undefined =>
  fields.find(({ id, key }) => key === name || String(id) === name);

/**
 * Those of the fields somebody may see that they name, each under that name; all of them by their keys where none is named. Refuses
 * `invalid_input` a name that is none: one that is hidden is refused in the same words.
 */
export function chosenFields(
  { plural }: Pick<ObjectShape, 'plural'>,
  visible: readonly FieldShape[],
  names: readonly string[] | undefined,
): ChosenField[] {
  if (names === undefined) return visible.map((field) => ({ name: field.key, field }));
  return [...new Set(names)].map((name) => {
    const field = fieldNamed(visible, name);
    if (!field) throw invalid('fields', `${plural} have no field “${name.slice(0, 60)}”. Check its name.`);
    return { name, field };
  });
}
