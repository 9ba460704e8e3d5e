import { NumberInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Question, type Unit, UNITS, type ValueKind } from '../../src/criteria/schema.ts';
import { minorDigits } from '../../src/records/schema.ts';
import { countries } from '../app/countries.ts';
import { t } from '../app/messages/t.ts';
import { Choices, choicesOf, RecordChoices } from './choice-inputs.tsx';
import classes from './criteria.module.css';
import { DayAnswer } from './day-answer.tsx';
import { type Choice, statusChoices } from './operators.ts';
import { PillsText } from './pills-input.tsx';
import { takesOf } from './tree-edits.ts';
import { useVocabulary } from './vocabulary.ts';
import { WordChoice } from './word-choice.tsx';

export interface Answered {
  kind: ValueKind;
  special?: 'country' | 'status' | 'import' | 'price' | undefined;
  options?: readonly Choice[];
  /** Of which object a record is. */
  objectId?: number | undefined;
}

interface AnswerProps {
  /** What is asked about, for the labels of the inputs. */
  subject: string;
  about: Answered;
  question: Question;
  onChange: (change: Partial<Question>) => void;
  autoFocus?: boolean;
}

type Scalar = string | number | boolean;

/** The inputs an operator takes, as words of the sentence. */
export function Answer({ subject, about, question, onChange, autoFocus = false }: AnswerProps): ReactNode {
  const { operator, values = [] } = question;
  switch (takesOf(operator)) {
    case 'nothing':
      return null;
    case 'amount':
      return <AmountOfTime subject={subject} about={about} question={question} onChange={onChange} autoFocus={autoFocus} />;
    case 'many':
      return (
        <Several subject={subject} about={about} values={values} onChange={(next) => onChange({ values: next })} autoFocus={autoFocus} />
      );
    case 'one':
      return (
        <Single
          label={t('criteria.value.of', { subject })}
          about={about}
          value={values[0] ?? ''}
          onChange={(value) => onChange({ values: value === '' ? [] : [value] })}
          autoFocus={autoFocus}
        />
      );
    case 'two':
      return (
        <>
          <Single
            label={t('criteria.value.from', { subject })}
            about={about}
            value={values[0] ?? ''}
            onChange={(from) => onChange({ values: [from, values[1] ?? ''] })}
            autoFocus={autoFocus}
          />
          <span className={classes.plain}>{t('criteria.and')}</span>
          <Single
            label={t('criteria.value.to', { subject })}
            about={about}
            value={values[1] ?? ''}
            onChange={(to) => onChange({ values: [values[0] ?? '', to] })}
          />
        </>
      );
  }
}

function AmountOfTime({ subject, about, question, onChange, autoFocus }: AnswerProps) {
  const { operator, amount, unit = 'days' } = question;
  const units = UNITS.filter((one) => about.kind !== 'date' || one !== 'hours');
  const after = operator === 'more_than_ago' ? t('criteria.after.ago') : operator === 'more_than_ahead' ? t('criteria.after.ahead') : '';
  return (
    <>
      <NumberInput
        {...LOOK}
        className={classes.short}
        aria-label={t('criteria.value.amount', { subject })}
        value={amount ?? ''}
        onChange={(next) => onChange({ amount: next === '' ? undefined : Math.trunc(Number(next)), unit })}
        min={0}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        {...(autoFocus ? { autoFocus: true } : {})}
      />
      <WordChoice
        label={t('criteria.value.unit', { subject })}
        value={unit}
        choices={units.map((value) => ({ value, label: t(`criteria.unit.${value}`, { count: amount ?? 0 }) }))}
        onChange={(next) => onChange({ unit: next as Unit })}
      />
      {after && <span className={classes.plain}>{after}</span>}
    </>
  );
}

interface SeveralProps {
  subject: string;
  about: Answered;
  values: readonly Scalar[];
  onChange: (values: Scalar[]) => void;
  autoFocus: boolean;
}

function Several({ subject, about, values, onChange, autoFocus }: SeveralProps) {
  const { imports, currency } = useVocabulary();
  const shared = { label: t('criteria.value.of', { subject }), autoFocus };
  const texts = values.map(String);
  const asNumbers = (next: readonly string[]): void => onChange(next.map(Number));
  if (about.special === 'country') return <Choices {...shared} choices={countries()} values={texts} onChange={onChange} />;
  if (about.special === 'status') return <Choices {...shared} choices={statusChoices()} values={texts} onChange={asNumbers} />;
  if (about.special === 'import') return <Choices {...shared} choices={choicesOf(imports)} values={texts} onChange={asNumbers} />;
  if (about.options) return <Choices {...shared} choices={about.options} values={texts} onChange={asNumbers} />;
  if (about.kind === 'record' && about.objectId !== undefined) {
    return <RecordChoices {...shared} objectId={about.objectId} values={values.map(Number)} onChange={onChange} />;
  }
  if (about.kind === 'text') return <PillsText {...shared} values={texts} onChange={onChange} placeholder={t('criteria.value.type')} />;
  const scale = about.special === 'price' ? 10 ** minorDigits(currency) : 1;
  return (
    <PillsText
      {...shared}
      values={values.map((value) => String(Number(value) / scale))}
      onChange={(next) => onChange(next.map((text) => Math.round(Number(text) * scale * 1e6) / 1e6))}
      accepts={(text) => text.trim() !== '' && String(Number(text)) === text.trim()}
      placeholder={t('criteria.value.number')}
      inputMode="decimal"
    />
  );
}

interface SingleProps {
  label: string;
  about: Answered;
  value: Scalar;
  onChange: (value: Scalar) => void;
  autoFocus?: boolean;
}

function Single({ label, about, value, onChange, autoFocus = false }: SingleProps) {
  const { currency } = useVocabulary();
  const focus = autoFocus ? { autoFocus: true } : {};
  if (about.kind === 'text') {
    return (
      <TextInput
        {...LOOK}
        {...focus}
        aria-label={label}
        value={String(value)}
        placeholder={t('criteria.value.type')}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (about.kind === 'date' || about.kind === 'time') {
    return <DayAnswer label={label} value={String(value)} onChange={onChange} autoFocus={autoFocus} />;
  }
  const digits = about.special === 'price' ? minorDigits(currency) : undefined;
  const scale = digits === undefined ? 1 : 10 ** digits;
  return (
    <>
      <NumberInput
        {...LOOK}
        className={classes.short}
        {...focus}
        aria-label={label}
        value={value === '' ? '' : Number(value) / scale}
        {...(digits === undefined ? {} : { decimalScale: digits })}
        onChange={(next) =>
          onChange(next === '' || Number.isNaN(Number(next)) ? '' : scale === 1 ? Number(next) : Math.round(Number(next) * scale))
        }
        thousandSeparator=" "
        hideControls
      />
      {digits !== undefined && <span className={classes.plain}>{currency}</span>}
    </>
  );
}

const LOOK = { variant: 'unstyled', className: classes.single, classNames: { input: classes.blank } } as const;
