import { Button, Checkbox, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useAccountKey, useApi } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { PeopleDrawerProps } from '../people-drawer.tsx';
import { MoveActions } from './move-actions.tsx';
import { nameOf, PersonName } from './person-name.tsx';
import { seeingCalls, type StandingPerson } from './seeing-data.ts';
import classes from './seeing.module.css';
import { formatNumber } from '../../ui/numbers.ts';

/** Who stands on a step and waits, or was set aside there, with the reasons; some or all of them can be moved. */
export function StandingPeople(props: PeopleDrawerProps & { state: 'standing' | 'failed' }) {
  const { automation, stepId, asked, isManager, state } = props;
  const calls = seeingCalls(useApi());
  const [reason, setReason] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const filter = { state, ...(asked?.criteria ? { criteria: asked.criteria } : {}), ...(reason === null ? {} : { failure: reason }) };
  const pages = useInfiniteQuery({
    queryKey: useAccountKey('automation', String(automation.id), 'people', stepId, filter),
    queryFn: ({ pageParam }) => calls.standing(automation.id, stepId, { ...filter, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const people = pages.data?.pages.flatMap((page) => page.people) ?? [];
  const failures = pages.data?.pages[0]?.failures ?? [];
  const toggle = (id: number): void => setChosen(new Set(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]));
  return (
    <>
      {failures.length > 0 && <Reasons failures={failures} chosen={reason} onChoose={setReason} />}
      {pages.error && <ErrorState error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Loading />}
      {pages.data && people.length === 0 && <Text c="dimmed">{t('automations.people.none')}</Text>}
      <ul className={classes.list}>
        {people.map((person) => (
          <li key={person.positionId} data-plain={!isManager || undefined}>
            {isManager && (
              <Checkbox
                size="xs"
                mt={3}
                aria-label={t('seeing.people.choose', { name: nameOf(person) })}
                checked={chosen.has(person.recordId)}
                onChange={() => toggle(person.recordId)}
              />
            )}
            <span className={classes.who}>
              <PersonName person={person} automation={automation} />
              {person.failure && <p className={classes.failure}>{person.failure}</p>}
            </span>
            <span className={classes.note}>
              <Since person={person} />
            </span>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button variant="subtle" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('automations.people.more')}
        </Button>
      )}
      {isManager && people.length > 0 && (
        <MoveActions
          {...props}
          chosen={[...chosen]}
          isNarrowed={reason !== null || Boolean(asked?.criteria)}
          shown={people.map(({ recordId }) => recordId)}
          onMoved={() => setChosen(new Set())}
        />
      )}
    </>
  );
}

function Since({ person: { isHeld, state, dueAt, arrivedAt } }: { person: StandingPerson }) {
  if (isHeld) return t('seeing.people.held');
  if (state === 'resting') return t('seeing.people.resting');
  if (dueAt && state !== 'failed') {
    return (
      <>
        {t('automations.record.goesOn')} <RelativeTime time={dueAt} />
      </>
    );
  }
  return <RelativeTime time={arrivedAt} />;
}

interface ReasonsProps {
  failures: readonly { reason: string; records: number }[];
  chosen: string | null;
  onChoose: (reason: string | null) => void;
}

/** Why people were set aside here; a press shows only those of one reason. */
function Reasons({ failures, chosen, onChoose }: ReasonsProps) {
  return (
    <ul className={classes.reasons} aria-label={t('seeing.people.reasons')}>
      {failures.map(({ reason, records }) => (
        <li key={reason}>
          <button type="button" aria-pressed={chosen === reason} onClick={() => onChoose(chosen === reason ? null : reason)}>
            <strong>{formatNumber(records)}</strong>
            <span>{reason || t('seeing.people.noReason')}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
