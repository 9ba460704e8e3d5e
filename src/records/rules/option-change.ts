import { invalid, notFound } from '../../app/kernel/problem.ts';
import type { FieldOption, FieldShape, Value } from './shape.ts';

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

/** What stands for each option that was taken away: the option it was merged into, or null. */
export function heirsOf(options: readonly FieldOption[]): Map<number, number | null> {
  const byId = new Map(options.map((option) => [option.id, option]));
  const heirOf = (option: FieldOption | undefined, steps = 0): number | null => {
    if (!option?.removed) return option?.id ?? null;
    return steps < options.length ? heirOf(byId.get(option.mergedInto ?? -1), steps + 1) : null;
  };
  return new Map(options.filter(({ removed }) => removed).map((option) => [option.id, heirOf(option)]));
}

/** A former value of a field as it may stand now: options that were taken away give way to what stands for them. */
export function standingValue({ options }: Pick<FieldShape, 'options'>, value: Value): Value {
  const heirs = heirsOf(options);
  const current = (option: number): number | null => heirs.get(option) ?? (heirs.has(option) ? null : option);
  if (heirs.size === 0) return value;
  if (typeof value === 'number') return current(value);
  if (!Array.isArray(value) || !value.some((option: number) => heirs.has(option))) return value;
  const left = [...new Set(value.map(current))].filter((option) => option !== null).sort((a, b) => a - b);
  return left.length > 0 ? left : null;
}
