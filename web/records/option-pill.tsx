import type { FieldOption } from '../../src/records/schema.ts';
import classes from './records.module.css';

/** An option with its mark. */
export function OptionPill({ option }: { option: FieldOption }) {
  return (
    <span className={classes.option} data-archived={option.archived || undefined}>
      <span className={classes.mark} style={{ background: `var(--qs-option-${option.color ?? 'gray'})` }} />
      <span className={classes.optionWords}>{option.label}</span>
    </span>
  );
}
