import { Select } from '@mantine/core';
import type { GroupCondition, OwnerCondition, TagCondition } from '../../src/criteria/schema.ts';
import { t } from '../app/messages/t.ts';
import { Choices, choicesOf } from './choice-inputs.tsx';
import classes from './criteria.module.css';
import { type Choice, labelOfOperator } from './operators.ts';
import { type ClauseProps, SubjectWord } from './subject-word.tsx';
import { useVocabulary } from './vocabulary.ts';
import { WordChoice } from './word-choice.tsx';

export function TagClause({ node, onChange, onSubject, isFresh }: ClauseProps) {
  const { tags } = useVocabulary();
  const { tag, operator } = node as TagCondition;
  const operators = ['has_any', 'has_all', 'has_none'] as const;
  return (
    <>
      <SubjectWord node={node} onSubject={onSubject} />
      <WordChoice
        label={t('criteria.how', { subject: t('criteria.subject.tag') })}
        value={operator}
        choices={operators.map((value) => ({ value, label: t(`criteria.tags.${value}`) }))}
        onChange={(next) => onChange({ tag, operator: next as TagCondition['operator'] })}
      />
      <Choices
        label={t('criteria.subject.tag')}
        choices={choicesOf(tags)}
        values={tag.map(String)}
        onChange={(ids) => onChange({ tag: ids.map(Number), operator })}
        autoFocus={isFresh}
      />
    </>
  );
}

export function OwnerClause({ node, onChange, onSubject, isFresh }: ClauseProps) {
  const { users } = useVocabulary();
  const { owner, operator } = node as OwnerCondition;
  const operators = ['is', 'is_not', 'is_blank', 'is_not_blank'] as const;
  const takesUsers = operator === 'is' || operator === 'is_not';
  const special: Choice[] = [
    { value: 'me', label: t('criteria.owner.me') },
    { value: 'team', label: t('criteria.owner.team') },
  ];
  return (
    <>
      <SubjectWord node={node} onSubject={onSubject} />
      <WordChoice
        label={t('criteria.how', { subject: t('criteria.subject.owner') })}
        value={operator}
        text={labelOfOperator(operator, 'choice', owner.length)}
        choices={operators.map((value) => ({ value, label: labelOfOperator(value, 'choice', 0) }))}
        onChange={(next) =>
          onChange({ owner: next === 'is' || next === 'is_not' ? owner : [], operator: next as OwnerCondition['operator'] })
        }
      />
      {takesUsers && (
        <Choices
          label={t('criteria.subject.owner')}
          choices={[...special, ...choicesOf(users)]}
          values={owner.map(String)}
          onChange={(ids) => onChange({ owner: ids.map((id) => (id === 'me' || id === 'team' ? id : Number(id))), operator })}
          autoFocus={isFresh}
        />
      )}
    </>
  );
}

export function GroupClause({ node, onChange, onSubject, isFresh }: ClauseProps) {
  const { groups } = useVocabulary();
  const { group, operator } = node as GroupCondition;
  const isGone = group !== 0 && !groups.some(({ id }) => id === group);
  return (
    <>
      <SubjectWord node={node} onSubject={onSubject} />
      <WordChoice
        label={t('criteria.how', { subject: t('criteria.subject.group') })}
        value={operator}
        choices={(['in', 'not_in'] as const).map((value) => ({ value, label: t(`criteria.groups.${value}`) }))}
        onChange={(next) => onChange({ group, operator: next as GroupCondition['operator'] })}
      />
      <Select
        variant="unstyled"
        className={classes.wide}
        classNames={{ input: classes.blank, dropdown: classes.dropdown }}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        aria-label={t('criteria.subject.group')}
        placeholder={t('criteria.value.choose')}
        data={[...choicesOf(groups), ...(isGone ? [{ value: String(group), label: t('criteria.gone') }] : [])]}
        value={group === 0 ? null : String(group)}
        onChange={(id) => onChange({ group: Number(id ?? 0), operator })}
        searchable
        allowDeselect={false}
        {...(isFresh ? { autoFocus: true } : {})}
      />
    </>
  );
}
