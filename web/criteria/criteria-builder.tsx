import { useMemo, useState } from 'react';
import { type Criteria, criteriaWarnings } from '../../src/criteria/schema.ts';
import { t } from '../app/messages/t.ts';
import { Loading } from '../ui/loading.tsx';
import { CriteriaList } from './criteria-list.tsx';
import { PreviewPanel, useLivePreview } from './criteria-preview.tsx';
import classes from './criteria.module.css';
import { EditingProvider } from './editing.ts';
import { inSentence } from './subjects.ts';
import { normalised } from './tree-edits.ts';
import { useVocabularyOf, type Vocabulary, VocabularyProvider } from './vocabulary.ts';

export interface CriteriaBuilderProps {
  /** The object whose records are asked about. */
  objectId: number;
  /** A tree, or anything empty where nothing is asked yet. */
  value: unknown;
  /** Gets the whole tree, with conditions that are not written to their end; `finishedPart` leaves those out. */
  onChange: (tree: Criteria) => void;
  /** The group these criteria are of, which may not refer to itself. */
  groupId?: number;
  /** The count and the names beside it; leave out where the list itself is seen. */
  hasPreview?: boolean;
}

/** Criteria as a sentence: "Contacts for whom all of these are true: City is any of Kiel, Lübeck, and …", counted while it is written. */
export function CriteriaBuilder(props: CriteriaBuilderProps) {
  const vocabulary = useVocabularyOf(props.objectId);
  return vocabulary ? <Builder {...props} vocabulary={vocabulary} /> : <Loading />;
}

function Builder({ objectId, value, onChange, groupId, hasPreview = true, vocabulary }: CriteriaBuilderProps & { vocabulary: Vocabulary }) {
  const [fresh, setFresh] = useState<string | null>(null);
  const tree = useMemo(() => normalised(value), [value]);
  const live = useLivePreview(tree, objectId, groupId);
  const editing = useMemo(
    () => ({
      tree,
      edit(next: Criteria, begun?: string) {
        setFresh(begun ?? null);
        onChange(next);
      },
      fresh,
      warnings: criteriaWarnings(tree),
      problems: live.problems,
    }),
    [tree, onChange, fresh, live.problems],
  );
  const { object } = vocabulary;
  return (
    <VocabularyProvider value={vocabulary}>
      <EditingProvider value={editing}>
        <div className={classes.builder}>
          <div className={classes.sentence}>
            <CriteriaList
              path=""
              lead={t(object.person ? 'criteria.lead.people' : 'criteria.lead', { objects: object.plural })}
              empty={<EmptyList vocabulary={vocabulary} />}
            />
          </div>
          {hasPreview && <PreviewPanel live={live} vocabulary={vocabulary} />}
          {!hasPreview && live.failure && (
            <p className={classes.problem} role="alert">
              {live.failure}
            </p>
          )}
        </div>
      </EditingProvider>
    </VocabularyProvider>
  );
}

/** Nothing is asked: everybody matches. Shows what a condition looks like. */
function EmptyList({ vocabulary: { object } }: { vocabulary: Vocabulary }) {
  return (
    <div className={classes.empty}>
      <p>{t('criteria.empty', { objects: inSentence(object.plural) })}</p>
      <p aria-hidden="true" className={classes.example}>
        {t(object.person ? 'criteria.empty.example.people' : 'criteria.empty.example')}
      </p>
    </div>
  );
}
