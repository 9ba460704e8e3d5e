import type { Criteria } from '../../src/criteria/schema.ts';
import { t } from '../app/messages/t.ts';
import classes from './criteria.module.css';
import { labelOf, type Subject, subjectIdOf } from './subjects.ts';
import { SubjectPicker } from './subject-picker.tsx';
import { useVocabulary } from './vocabulary.ts';

export interface ClauseProps {
  node: Criteria;
  onChange: (node: Criteria) => void;
  onSubject: (subject: Subject) => void;
  /** Whether it has just been begun: its first input takes the focus. */
  isFresh: boolean;
}

/** What a condition asks about; pressed, it can ask about something else. */
export function SubjectWord({ node, onSubject }: Pick<ClauseProps, 'node' | 'onSubject'>) {
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

/** Before its amount an operator stands without what follows it: "is more than … ago". */
export const wordOf = (label: string): string => label.split('…')[0]!.trim();
