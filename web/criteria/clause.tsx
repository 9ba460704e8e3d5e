import { NumberInput, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  type BehaviourCondition,
  type ChildrenCondition,
  type Count,
  type Criteria,
  type GroupCondition,
  kindOf,
  type OwnerCondition,
  type Question,
  type SearchCondition,
  type TagCondition,
} from '../../src/criteria/schema.ts';
import { t } from '../app/messages/t.ts';
import { Answer, type Answered } from './answer.tsx';
import { Choices, choicesOf } from './choice-inputs.tsx';
import classes from './criteria.module.css';
import { asked, type Choice, labelOfOperator, MATCHES, operatorChoices, specialOf, stretchChoices } from './operators.ts';
import { inSentence, labelOf, type Subject, subjectIdOf, valueKindOf } from './subjects.ts';
import { SubjectPicker } from './subject-picker.tsx';
import { takesOf, withOperator } from './tree-edits.ts';
import { fieldOf, subjectsOf, useVocabulary, type Vocabulary } from './vocabulary.ts';
import { WordChoice } from './word-choice.tsx';

export interface ClauseProps {
  node: Criteria;
  onChange: (node: Criteria) => void;
  onSubject: (subject: Subject) => void;
  /** Whether it has just been begun: its first input takes the focus. */
  isFresh: boolean;
}

/** One condition as words: what is asked about, how, and the answer. */
export function Clause(props: ClauseProps): ReactNode {
  const kind = kindOf(props.node);
  switch (kind) {
    case 'field':
    case 'system':
    case 'parent':
      return <QuestionClause {...props} />;
    case 'tag':
      return <TagClause {...props} />;
    case 'owner':
      return <OwnerClause {...props} />;
    case 'group':
      return <GroupClause {...props} />;
    case 'children':
      return <ChildrenClause {...props} />;
    case 'behaviour':
      return <BehaviourClause {...props} />;
    case 'search':
      return <SearchClause {...props} />;
    default:
      return <FactClause {...props} />;
  }
}

function SubjectWord({ node, onSubject }: Pick<ClauseProps, 'node' | 'onSubject'>) {
  const label = labelOf(node, useVocabulary());
  return (
    <SubjectPicker
      chosen={subjectIdOf(node)}
      onChoose={onSubject}
      target={(toggle) => (
        <button
          type="button"
          className={classes.word}
          data-strong
          aria-haspopup="listbox"
          aria-label={`${label} (${t('criteria.subject.change')})`}
          onClick={toggle}
        >
          {label}
        </button>
      )}
    />
  );
}

function QuestionClause({ node, onChange, onSubject, isFresh }: ClauseProps) {
  const vocabulary = useVocabulary();
  const subject = labelOf(node, vocabulary);
  const isMatch = kindOf(node) === 'parent';
  const question = node as Question & Criteria;
  const kind = valueKindOf(node, vocabulary);
  const count = question.values?.length ?? 0;
  return (
    <>
      <SubjectWord node={node} onSubject={onSubject} />
      <WordChoice
        label={t('criteria.how', { subject })}
        value={isMatch ? MATCHES : question.operator}
        text={isMatch ? undefined : wordOf(labelOfOperator(question.operator, kind, count))}
        choices={operatorChoices(node, vocabulary)}
        onChange={(operator) => onChange(asked(node, operator))}
      />
      {!isMatch && kind && (
        <Answer
          key={`${subject} ${takesOf(question.operator)}`}
          subject={subject}
          about={aboutOf(node, vocabulary)}
          question={question}
          onChange={(change) => onChange({ ...node, ...change } as Criteria)}
          autoFocus={isFresh}
        />
      )}
    </>
  );
}

/** Before its amount an operator stands without what follows it: "is more than … ago". */
const wordOf = (label: string): string => label.split('…')[0]!.trim();

function aboutOf(node: Criteria, vocabulary: Vocabulary): Answered {
  const kind = valueKindOf(node, vocabulary) ?? 'text';
  const field = kindOf(node) === 'field' ? fieldOf(vocabulary, (node as { field: number }).field) : undefined;
  const hasOptions = kind === 'choice' || kind === 'choices';
  return {
    kind,
    special: specialOf(node, vocabulary),
    ...(hasOptions && field ? { options: field.options.map(({ id, label }) => ({ value: String(id), label })) } : {}),
    ...(kind === 'record' ? { objectId: field?.parentObjectId ?? vocabulary.object.id } : {}),
  };
}

function TagClause({ node, onChange, onSubject, isFresh }: ClauseProps) {
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

function OwnerClause({ node, onChange, onSubject, isFresh }: ClauseProps) {
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

function GroupClause({ node, onChange, onSubject, isFresh }: ClauseProps) {
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

function ChildrenClause({ node, onChange, onSubject }: ClauseProps) {
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

function BehaviourClause({ node, onChange, onSubject, isFresh }: ClauseProps) {
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

function SearchClause({ node, onChange, onSubject, isFresh }: ClauseProps) {
  return (
    <>
      <SubjectWord node={node} onSubject={onSubject} />
      <span className={classes.plain}>{t('criteria.search.begin')}</span>
      <TextInput
        variant="unstyled"
        className={classes.wide}
        classNames={{ input: classes.blank }}
        aria-label={t('criteria.subject.search')}
        placeholder={t('criteria.value.type')}
        value={(node as SearchCondition).search}
        onChange={(event) => onChange({ search: event.currentTarget.value })}
        {...(isFresh ? { autoFocus: true } : {})}
      />
    </>
  );
}

const REACHABLE = ['bulk', 'transactional', 'one-to-one'] as const;
const CONSENT = ['given', 'withdrawn', 'never_asked'] as const;
const ON_AUTOMATION = ['on', 'not_on', 'was_on', 'was_never_on'] as const;

/** What other domains know of a record, each with the words that fit it. */
function FactClause({ node, onChange, onSubject, isFresh }: ClauseProps) {
  const { automations } = useVocabulary();
  const fact = node as { reachable?: string; consent?: string; automation?: number[]; operator?: string };
  const subject = inSentence(labelOf(node, useVocabulary()));
  const how = t('criteria.how', { subject });
  if (fact.reachable !== undefined) {
    return (
      <>
        <SubjectWord node={node} onSubject={onSubject} />
        <WordChoice
          label={how}
          value={fact.reachable}
          choices={REACHABLE.map((value) => ({ value, label: t(`criteria.purpose.${value}`) }))}
          onChange={(reachable) => onChange({ reachable })}
        />
      </>
    );
  }
  if (fact.consent !== undefined) {
    return (
      <>
        <SubjectWord node={node} onSubject={onSubject} />
        <WordChoice
          label={how}
          value={fact.operator ?? ''}
          choices={CONSENT.map((value) => ({ value, label: t(`criteria.consent.${value}`) }))}
          onChange={(operator) => onChange({ consent: fact.consent, operator })}
        />
      </>
    );
  }
  if (!fact.automation) return <SubjectWord node={node} onSubject={onSubject} />;
  return (
    <>
      <SubjectWord node={node} onSubject={onSubject} />
      <WordChoice
        label={how}
        value={fact.operator ?? ''}
        choices={ON_AUTOMATION.map((value) => ({ value, label: t(`criteria.automations.${value}`) }))}
        onChange={(operator) => onChange({ automation: fact.automation, operator })}
      />
      <Choices
        label={t('criteria.subject.automation')}
        choices={choicesOf(automations)}
        values={fact.automation.map(String)}
        onChange={(ids) => onChange({ automation: ids.map(Number), operator: fact.operator })}
        autoFocus={isFresh}
      />
    </>
  );
}
