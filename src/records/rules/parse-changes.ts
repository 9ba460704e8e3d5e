import { Problem } from '../../app/kernel/problem.ts';
import type { ObjectRights } from '../../app/kernel/viewer.ts';
import { parseValue, type ParseContext } from './parse-value.ts';
import type { FieldShape, ObjectShape, Value } from './shape.ts';

/** Values to write, in stored form, keyed by field id; null clears. */
export type Changes = Record<string, Value>;

export interface Asked {
  /** Values as they came, keyed by a field's id or key. */
  values: Readonly<Record<string, unknown>>;
  isNew: boolean;
  context: Partial<ParseContext>;
  /** What the writer may do with each section; everything when left out. */
  sections?: ObjectRights['sections'];
}

/** With so many things wrong, the rest is not even looked at. */
const MOST_TOLD = 100;

/**
 * What somebody wants written, as it is stored. Refuses with `invalid_input` and a sentence for each field that is unknown, read only to
 * the writer, of the wrong type, or required and blank.
 */
export function parseChanges(shape: ObjectShape, { values, isNew, context, sections = {} }: Asked): Changes {
  const changes: Changes = {};
  const problems: Record<string, string> = {};
  let told = 0;
  for (const [name, raw] of Object.entries(values)) {
    const field = shape.fields.find(({ id, key }) => String(id) === name || key === name);
    const refusal = refusalOf(shape, field, name, sections);
    const parsed = refusal === undefined ? parseValue(field!, raw, context) : { problem: refusal };
    if ('problem' in parsed) {
      problems[name] = parsed.problem;
      if (++told === MOST_TOLD) break;
    } else changes[String(field!.id)] = parsed.value;
  }
  for (const field of shape.fields.filter(({ isRequired }) => isRequired)) {
    const given = String(field.id) in changes;
    if ((given && changes[String(field.id)] === null) || (isNew && !given && !problems[field.key] && !problems[field.id])) {
      problems[field.key] = `${field.label} is required. Fill it in.`;
    }
  }
  const [first] = Object.values(problems);
  if (first !== undefined) throw new Problem('invalid_input', first, { fields: problems });
  return changes;
}

function refusalOf(
  shape: ObjectShape,
  field: FieldShape | undefined,
  name: string,
  sections: ObjectRights['sections'],
): string | undefined {
  const right = field && sections[String(field.sectionId)];
  if (!field || right === 'hidden') return `${shape.plural} have no field “${name.slice(0, 60)}”. Check its name.`;
  if (right === 'view') return `Your role may see ${field.label} but not change it.`;
  return field.isReadOnly ? `${field.label} is worked out by itself and cannot be written.` : undefined;
}
