import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import classes from './seeing.module.css';
import { formatNumber, formatShare } from '../../ui/numbers.ts';

interface ProjectedNumberProps {
  label: string;
  before: number;
  after: number;
  /** A share from 0 to 1, written in percent. */
  isShare?: boolean;
  /** Whether somebody has changed it, rather than that it follows from a change. */
  isChanged: boolean;
  /** Undefined takes the change back. */
  onChange: (value: number | undefined) => void;
}

/** A number of the map that can be changed where it stands: Enter keeps, Escape leaves it, an empty one takes the change back. */
export function ProjectedNumber({ label, before, after, isShare = false, isChanged, onChange }: ProjectedNumberProps) {
  const [text, setText] = useState<string>();
  const shown = (value: number): string => (isShare ? formatShare(value) : formatNumber(Math.round(value)));
  const differs = shown(before) !== shown(after);
  const more = after > before;
  const keep = (): void => {
    if (text !== undefined) onChange(read(text, isShare));
    setText(undefined);
  };
  return (
    <span
      className={`${classes.numbers} nopan`}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
      role="presentation"
    >
      {differs && (
        <span className={classes.number} data-tone="quiet" title={t('seeing.projection.today')}>
          {shown(before)} →
        </span>
      )}
      <input
        className={classes.edit}
        inputMode="decimal"
        aria-label={label}
        title={label}
        data-changed={isChanged || undefined}
        value={text ?? shown(after)}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') {
            setText(undefined);
            const input = event.currentTarget;
            requestAnimationFrame(() => input.blur());
          }
        }}
      />
      {differs && !isShare && before > 0 && (
        <span className={classes.number} data-tone={more ? 'more' : 'less'}>
          {`${more ? '+' : '−'}${formatShare(Math.abs(after / before - 1))}`}
        </span>
      )}
    </span>
  );
}

const MOST = 1e9;

/** What was typed: a count, or percent; undefined where it is no number. */
function read(text: string, isShare: boolean): number | undefined {
  const typed = Number.parseFloat(text.replaceAll(/[\s%_']/g, '').replace(',', '.'));
  if (!Number.isFinite(typed) || typed < 0) return undefined;
  return isShare ? Math.min(1, typed / 100) : Math.min(MOST, Math.round(typed));
}
