import { NumberInput } from '@mantine/core';
import type { BehaviourCondition, ChildrenCondition, Count } from '../../src/criteria/schema.ts';
import { t } from '../app/messages/t.ts';
import { Answer } from './answer.tsx';
import { Choices, choicesOf } from './choice-inputs.tsx';
import classes from './criteria.module.css';
import { stretchChoices } from './operators.ts';
import { type ClauseProps, SubjectWord, wordOf } from './subject-word.tsx';
import { labelOf } from './subjects.ts';
import { takesOf, withOperator } from './tree-edits.ts';
import { subjectsOf, useVocabulary } from './vocabulary.ts';
import { WordChoice } from './word-choice.tsx';

const HOW_OFTEN = ['at_least', 'at_most', 'exactly'] as const;

function Often({
  subject,
  count,
  first,
  onChange,
}: {
  subject: string;
  count: Count | undefined;
  first: string;
  onChange: (count: Count | undefined) => void;
}) {
  const value = !count ? '' : count.operator !== 'at_least' && count.value === 0 ? 'never' : count.operator;
  const choose = (next: string): void => {
    if (next === '') return onChange(undefined);
    if (next === 'never') return onChange({ operator: 'exactly', value: 0 });
    const kept = count?.value ?? 0;
    onChange({ operator: next as Count['operator'], value: Math.max(kept, 1) });
  };
  return (
    <>
      <WordChoice
        label={t('criteria.often', { subject })}
        value={value}
        choices={[
          { value: '', label: first },
          ...HOW_OFTEN.map((often) => ({ value: often, label: t(`criteria.often.${often}`) })),
          { value: 'never', label: t('criteria.often.never') },
        ]}
        onChange={choose}
      />
      {count && value !== 'never' && (
        <NumberInput
          variant="unstyled"
          className={classes.short}
          classNames={{ input: classes.blank }}
          aria-label={t('criteria.often.number', { subject })}
          value={count.value}
          onChange={(next) => onChange({ ...count, value: Math.max(1, Math.trunc(Number(next) || 0)) })}
          min={1}
          allowDecimal={false}
          hideControls
        />
      )}
    </>
  );
}

export function ChildrenClause({ node, onChange, onSubject }: ClauseProps) {
  const { count, ...rest } = node as ChildrenCondition;
  const subject = labelOf(node, useVocabulary());
  return (
    <>
      <span className={classes.plain}>{t('criteria.children.has')}</span>
      <Often
        subject={subject}
        count={count}
        first={t('criteria.children.some')}
        onChange={(next) => onChange(next ? { ...rest, count: next } : rest)}
      />
      <SubjectWord node={node} onSubject={onSubject} />
      <span className={classes.plain}>{t('criteria.children.that')}</span>
    </>
  );
}

export function BehaviourClause({ node, onChange, onSubject, isFresh }: ClauseProps) {
  const vocabulary = useVocabulary();
  const condition = node as BehaviourCondition;
  const { count, subject, within, ...rest } = condition;
  const label = labelOf(node, vocabulary);
  const subjects = subjectsOf(vocabulary, condition.behaviour);
  const set = (change: Partial<BehaviourCondition>): void => {
    const next = { ...condition, ...change };
    onChange({
      ...rest,
      ...(next.subject ? { subject: next.subject } : {}),
      ...(next.count ? { count: next.count } : {}),
      ...(next.within ? { within: next.within } : {}),
    });
  };
  return (
    <>
      <SubjectWord node={node} onSubject={onSubject} />
      {subjects && (subjects.length > 0 || subject) && (
        <Choices
          label={t('criteria.about', { subject: label })}
          placeholder={t('criteria.about.any')}
          choices={choicesOf(subjects)}
          values={(subject ?? []).map(String)}
          onChange={(ids) => set({ subject: ids.length > 0 ? ids.map(Number) : undefined })}
        />
      )}
      <Often subject={label} count={count} first={t('criteria.often.once')} onChange={(next) => set({ count: next })} />
      {count && !(count.operator !== 'at_least' && count.value === 0) && (
        <span className={classes.plain}>{t('criteria.often.times', { count: count.value })}</span>
      )}
      <WordChoice
        label={t('criteria.when', { subject: label })}
        value={within?.operator ?? ''}
        text={within ? wordOf(stretchChoices().find(({ value }) => value === within.operator)?.label ?? within.operator) : undefined}
        choices={stretchChoices()}
        onChange={(operator) => set({ within: operator === '' ? undefined : withOperator(within ?? { operator }, operator) })}
      />
      {within && (
        <Answer
          key={takesOf(within.operator)}
          autoFocus={isFresh}
          subject={label}
          about={{ kind: 'time' }}
          question={within}
          onChange={(change) => set({ within: { ...within, ...change } })}
        />
      )}
    </>
  );
}
