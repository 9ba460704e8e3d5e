import { t } from '../app/messages/t.ts';
import { Choices, choicesOf } from './choice-inputs.tsx';
import { type ClauseProps, SubjectWord } from './subject-word.tsx';
import { inSentence, labelOf } from './subjects.ts';
import { useVocabulary } from './vocabulary.ts';
import { WordChoice } from './word-choice.tsx';

const REACHABLE = ['bulk', 'transactional', 'one-to-one'] as const;

const CONSENT = ['given', 'withdrawn', 'never_asked'] as const;

const CONVERSATION = ['open', 'unanswered', 'none'] as const;

const ON_AUTOMATION = ['on', 'not_on', 'paused_on', 'moving_on', 'was_on', 'was_never_on'] as const;

/** What other domains know of a record, each with the words that fit it. */
export function FactClause({ node, onChange, onSubject, isFresh }: ClauseProps) {
  const { automations } = useVocabulary();
  const fact = node as {
    reachable?: string;
    conversation?: string;
    inboxIds?: number[];
    consent?: string;
    automation?: number[];
    operator?: string;
  };
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
  if (fact.conversation !== undefined) {
    return (
      <>
        <SubjectWord node={node} onSubject={onSubject} />
        <WordChoice
          label={how}
          value={fact.conversation}
          choices={CONVERSATION.map((value) => ({ value, label: t(`criteria.conversation.${value}`) }))}
          onChange={(conversation) => onChange({ ...(fact.inboxIds && { inboxIds: fact.inboxIds }), conversation })}
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
