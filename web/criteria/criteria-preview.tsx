import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Criteria } from '../../src/criteria/schema.ts';
import { ApiProblem } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import { type Preview, previewQuery } from './criteria-data.ts';
import classes from './criteria.module.css';
import { inSentence } from './subjects.ts';
import { finishedPart, originOf } from './tree-edits.ts';
import type { Vocabulary } from './vocabulary.ts';

const SETTLED_MS = 250;

export interface LivePreview {
  preview: Preview | undefined;
  /** Sentences of the server, by the path in the tree as it is shown. */
  problems: ReadonlyMap<string, string>;
  /** What went wrong besides the tree itself: a lost connection, a question that takes too long. */
  failure: string | undefined;
  unfinished: number;
  isStale: boolean;
}

/** Counts a tree while it is being written: what is finished of it, a moment after the last change, the earlier count kept until then. */
export function useLivePreview(tree: Criteria, object: number, group: number | undefined): LivePreview {
  const accountId = useAccountId();
  const { tree: finished, unfinished } = useMemo(() => finishedPart(tree), [tree]);
  const text = JSON.stringify(finished);
  const [settled] = useDebouncedValue(text, SETTLED_MS);
  const { data, error, isPlaceholderData } = useQuery({
    ...previewQuery(accountId, { object, criteria: JSON.parse(settled) as Criteria, ...(group === undefined ? {} : { group }) }),
    placeholderData: keepPreviousData,
  });
  const kept = useRef(data);
  useEffect(() => {
    if (data) kept.current = data;
  }, [data]);
  const isCurrent = settled === text;
  const problems = useMemo(() => (isCurrent ? problemsOf(error, tree) : NONE), [isCurrent, error, tree]);
  return {
    preview: data ?? kept.current,
    problems,
    failure: error && problems.size === 0 && isCurrent ? error.message : undefined,
    unfinished,
    isStale: !isCurrent || isPlaceholderData || error !== null,
  };
}

const NONE: ReadonlyMap<string, string> = new Map();

/** The server speaks of the finished part; each sentence goes to where its condition stands in the whole. */
export function problemsOf(error: Error | null, tree: Criteria): ReadonlyMap<string, string> {
  if (!(error instanceof ApiProblem)) return NONE;
  const { origins } = finishedPart(tree);
  return new Map(
    Object.entries(error.fields)
      .filter(([path]) => path === 'criteria' || path.startsWith('criteria.'))
      .map(([path, sentence]) => [originOf(origins, path.slice('criteria.'.length)), sentence]),
  );
}

interface PreviewPanelProps {
  live: LivePreview;
  vocabulary: Vocabulary;
}

/** How many match, and ten of them by name. */
export function PreviewPanel({ live, vocabulary: { object } }: PreviewPanelProps) {
  const { preview, failure, unfinished, isStale } = live;
  const rest = preview ? preview.count - preview.names.length : 0;
  return (
    <div role="group" className={classes.preview} aria-label={t('criteria.preview')} data-stale={isStale || undefined}>
      <p className={classes.count} aria-live="polite">
        <strong>{preview ? t('ui.number', { count: preview.count }) : '–'}</strong>{' '}
        <span>{inSentence(preview?.count === 1 ? object.singular : object.plural)}</span>
      </p>
      {preview && preview.names.length > 0 && (
        <ul className={classes.names} aria-label={t('criteria.preview.names')}>
          {preview.names.map((name, index) => (
            // Two records may have the same name.
            <li key={`${index} ${name}`}>{name || t('ui.unnamed')}</li>
          ))}
          {rest > 0 && <li className={classes.rest}>{t('criteria.preview.more', { count: rest })}</li>}
        </ul>
      )}
      {preview?.count === 0 && !isStale && <p className={classes.hint}>{t('criteria.preview.none')}</p>}
      {unfinished > 0 && <p className={classes.hint}>{t('criteria.unfinished', { count: unfinished })}</p>}
      {failure && (
        <p className={classes.problem} role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}
