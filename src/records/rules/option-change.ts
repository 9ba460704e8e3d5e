import { invalid, notFound } from '../../app/kernel/problem.ts';
import type { FieldOption, FieldShape } from './shape.ts';

/** What becomes of an option: the records that have it get another, or none, or keep it while it is offered no more. */
export type OptionFate = { how: 'replace'; with: number } | { how: 'clear' } | { how: 'archive' };

/** A living option of a field. Refuses fields without options, and an option that is not there or was taken away. */
export function optionOfField(field: FieldShape, optionId: number): FieldOption {
  if (field.type !== 'dropdown' && field.type !== 'list') throw invalid('option', `${field.label} has no options.`);
  const option = field.options.find(({ id }) => id === optionId);
  if (!option || option.removed) throw notFound('option');
  return option;
}

/** The options once one of them has its fate. Refuses one merged into itself or into one not offered, and clearing a required field. */
export function optionsAfter(field: FieldShape, option: FieldOption, fate: OptionFate): FieldOption[] {
  if (fate.how === 'replace') {
    const heir = optionOfField(field, fate.with);
    if (heir.id === option.id) throw invalid('with', `“${option.label}” cannot be replaced by itself. Choose another option.`);
    if (heir.archived) throw invalid('with', `“${heir.label}” is archived. Offer it again first, or choose another option.`);
  }
  if (fate.how === 'clear' && field.isRequired && field.type === 'dropdown') {
    throw invalid('how', `${field.label} is required: replace “${option.label}” by another option instead.`);
  }
  return field.options.map((each) => (each.id === option.id ? { ...each, archived: true, ...goneBy(fate) } : each));
}

const goneBy = (fate: OptionFate): Partial<FieldOption> =>
  fate.how === 'archive' ? {} : { removed: true, ...(fate.how === 'replace' ? { mergedInto: fate.with } : {}) };

/** The options with one that was taken away offered again. */
export const optionsBefore = (options: readonly FieldOption[], optionId: number): FieldOption[] =>
  options.map((option) => {
    if (option.id !== optionId) return option;
    const { archived: _archived, removed: _removed, mergedInto: _mergedInto, ...back } = option;
    return back;
  });
