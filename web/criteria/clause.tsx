import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Criteria, kindOf, type Question, type SearchCondition } from '../../src/criteria/schema.ts';
import { t } from '../app/messages/t.ts';
import { Answer, type Answered } from './answer.tsx';
import { GroupClause, OwnerClause, TagClause } from './clauses-of-belonging.tsx';
import { BehaviourClause, ChildrenClause } from './clauses-of-counting.tsx';
import { FactClause } from './clauses-of-facts.tsx';
import classes from './criteria.module.css';
import { asked, labelOfOperator, MATCHES, operatorChoices, specialOf } from './operators.ts';
import { type ClauseProps, SubjectWord, wordOf } from './subject-word.tsx';
import { labelOf, valueKindOf } from './subjects.ts';
import { takesOf } from './tree-edits.ts';
import { fieldOf, useVocabulary, type Vocabulary } from './vocabulary.ts';
import { WordChoice } from './word-choice.tsx';

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
