import { TextInput } from '@mantine/core';
import { isNamedDay, NAMED_DAYS } from '../../src/criteria/schema.ts';
import { t } from '../app/messages/t.ts';
import classes from './criteria.module.css';
import { wordOfDay } from './day-words.ts';
import type { Choice } from './operators.ts';
import { WordChoice } from './word-choice.tsx';

/** How far from today the days lie that are offered; others that a condition names stay. */
const DISTANCES = [
  ...[7, 30, 90, 120, 180].map((days) => `${days}_days_ago`),
  ...[7, 14, 30, 60, 90, 120, 180].map((days) => `${days}_days_ahead`),
];
const WRITTEN = 'date';

const choiceOf = (value: string): Choice => ({ value, label: wordOfDay(value) ?? value });

/** A day to compare with: one that moves with the calendar, or a written one. */
export function DayAnswer({
  label,
  value,
  onChange,
  autoFocus,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoFocus: boolean;
}) {
  const isNamed = isNamedDay(value);
  const named = [...NAMED_DAYS, ...DISTANCES];
  const choices = [
    { value: WRITTEN, label: t('criteria.day.written') },
    ...(isNamed && !named.includes(value) ? [...named, value] : named).map(choiceOf),
  ];
  return (
    <>
      <WordChoice
        label={t('criteria.day.which', { label })}
        value={isNamed ? value : WRITTEN}
        choices={choices}
        onChange={(next) => onChange(next === WRITTEN ? '' : next)}
      />
      {!isNamed && (
        <TextInput
          variant="unstyled"
          className={classes.single}
          classNames={{ input: classes.blank }}
          type="date"
          aria-label={label}
          value={value.slice(0, 10)}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...(autoFocus ? { autoFocus: true } : {})}
        />
      )}
    </>
  );
}
