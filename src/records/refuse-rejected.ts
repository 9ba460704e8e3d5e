import { Problem } from '../app/kernel/problem.ts';
import type { Rejected } from './queries/write-records.ts';
import type { ObjectShape } from './schema.ts';

/** Throws what kept a single record from being written, naming the field; nothing when it was written. */
export function refuseRejected(shape: ObjectShape, rejected: readonly Rejected[]): void {
  const [first] = rejected;
  if (!first) return;
  const sentence = rejectionSentence(shape, first);
  const key = shape.fields.find(({ id }) => id === first.fieldId)?.key ?? String(first.fieldId);
  throw new Problem(first.reason, sentence, {
    status: first.reason === 'value_taken' || first.reason === 'was_merged' ? 409 : 422,
    fields: { [key]: sentence },
  });
}

/** Why a row was left out of a set, in one sentence that names the field. */
export function rejectionSentence(shape: ObjectShape, { fieldId, reason, value }: Rejected): string {
  const label = shape.fields.find(({ id }) => id === fieldId)?.label ?? `Field ${fieldId}`;
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  switch (reason) {
    case 'value_taken':
      return `${label} “${shown}” already belongs to another ${shape.singular.toLowerCase()}. Use another value, or open that one.`;
    case 'no_such_parent':
      return `${label}: there is no record ${shown}, or it is in the bin. Choose another.`;
    case 'no_such_file':
      return `${label}: there is no such file, or it is not yours to use. Upload it first.`;
    case 'was_merged':
      return `It was merged into another ${shape.singular.toLowerCase()}. Undo the merge to have it back.`;
    case 'circular_relation':
      return `${label}: this record would stand above itself, or more than 50 levels deep. Choose another.`;
  }
}
