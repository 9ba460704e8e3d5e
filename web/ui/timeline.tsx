import { Anchor, Button, Collapse } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { t } from '../app/messages/t.ts';
import { RelativeTime } from './relative-time.tsx';
import { formatDay } from './time.ts';
import classes from './timeline.module.css';

export interface TimelineEntry {
  id: number;
  /** ISO 8601, of the account's clock. */
  at: string;
  /** What happened, one sentence. */
  sentence: ReactNode;
  /** Who or what did it. */
  actor: string;
  icon: ReactNode;
  tone?: 'good' | 'warn' | 'bad' | 'quiet';
  /** Before and after, or the words of a note: shown when unfolded. */
  detail?: ReactNode;
  causeId?: number | null;
}

interface TimelineProps {
  entries: readonly TimelineEntry[];
  timeZone: string;
  /** The chain of causes of an entry, nearest first. */
  loadCauses?: (entry: TimelineEntry) => Promise<TimelineEntry[]>;
  hasMore?: boolean;
  onMore?: () => void;
  isLoadingMore?: boolean;
}

/** What happened, newest first, under the day it happened; each entry unfolds to its detail and to what caused it. */
export function Timeline({ entries, timeZone, loadCauses, hasMore, onMore, isLoadingMore }: TimelineProps) {
  return (
    <div className={classes.timeline}>
      {byDay(entries, timeZone).map(({ day, entries: ofDay }) => (
        <section key={day} aria-label={day}>
          <h3 className={classes.day}>{day}</h3>
          <ol className={classes.list}>
            {ofDay.map((entry) => (
              <Entry key={entry.id} entry={entry} loadCauses={loadCauses} />
            ))}
          </ol>
        </section>
      ))}
      {hasMore && (
        <Button variant="default" onClick={onMore} loading={isLoadingMore ?? false} mt="md">
          {t('ui.timeline.more')}
        </Button>
      )}
    </div>
  );
}

function Entry({ entry, loadCauses }: { entry: TimelineEntry; loadCauses: TimelineProps['loadCauses'] }) {
  const [isOpen, setOpen] = useState(false);
  const hasCause = Boolean(entry.causeId && loadCauses);
  const canUnfold = Boolean(entry.detail) || hasCause;
  return (
    <li className={classes.entry} data-tone={entry.tone}>
      <span className={classes.icon} aria-hidden="true">
        {entry.icon}
      </span>
      <div className={classes.words}>
        <p className={classes.sentence}>{entry.sentence}</p>
        <p className={classes.by}>
          {entry.actor} · <RelativeTime time={entry.at} />
          {canUnfold && (
            <>
              {' · '}
              <Anchor component="button" type="button" size="sm" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
                {isOpen ? t('ui.timeline.less') : hasCause && !entry.detail ? t('ui.timeline.why') : t('ui.timeline.details')}
              </Anchor>
            </>
          )}
        </p>
        {canUnfold && (
          <Collapse expanded={isOpen}>
            {entry.detail && <div className={classes.detail}>{entry.detail}</div>}
            {isOpen && hasCause && <Causes entry={entry} load={loadCauses!} />}
          </Collapse>
        )}
      </div>
    </li>
  );
}

function Causes({ entry, load }: { entry: TimelineEntry; load: (entry: TimelineEntry) => Promise<TimelineEntry[]> }) {
  const { data, error } = useQuery({
    queryKey: ['causes', entry.id, entry.causeId],
    queryFn: () => load(entry),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <p className={classes.by}>{error.message}</p>;
  if (data?.length === 0) return <p className={classes.by}>{t('ui.timeline.causeGone')}</p>;
  return (
    <ol className={classes.causes} aria-label={t('ui.timeline.causes')}>
      {data?.map((cause) => (
        <li key={cause.id}>
          <span className="quiet">{t('ui.timeline.because')}</span> {cause.sentence}
          <p className={classes.by}>
            {cause.actor} · <RelativeTime time={cause.at} />
          </p>
        </li>
      ))}
    </ol>
  );
}

function byDay(entries: readonly TimelineEntry[], timeZone: string): { day: string; entries: TimelineEntry[] }[] {
  const days: { day: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const day = formatDay(entry.at, timeZone);
    if (days.at(-1)?.day !== day) days.push({ day, entries: [] });
    days.at(-1)!.entries.push(entry);
  }
  return days;
}
