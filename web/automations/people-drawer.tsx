import { Anchor, Button, Drawer, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountId, useAccountKey, useApi, useObjects, useRefresh } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { automationCalls, logQuery, type Automation, type LogLine, type Person } from './automation-data.ts';
import classes from './people-drawer.module.css';

interface PeopleDrawerProps {
  automation: Automation;
  stepId: number;
  /** What the step does, in a line. */
  sentence: string;
  /** What any step of the map does. */
  sentenceOf: (stepId: number) => string;
  failed: number;
  isManager: boolean;
  onClose: () => void;
}

/** Who stands on a step, why who was set aside, and the way each came. */
export function PeopleDrawer(props: PeopleDrawerProps) {
  const [person, setPerson] = useState<Person | null>(null);
  const title = person
    ? t('automations.log.title', { name: person.name || `#${person.recordId}` })
    : t('automations.people.title', { step: props.sentence });
  return (
    <Drawer opened onClose={props.onClose} position="right" size={520} title={title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      {person ? <Way {...props} person={person} onBack={() => setPerson(null)} /> : <People {...props} onPerson={setPerson} />}
    </Drawer>
  );
}

function People({ automation, stepId, failed, isManager, onPerson }: PeopleDrawerProps & { onPerson: (person: Person) => void }) {
  const calls = automationCalls(useApi());
  const refresh = useRefresh();
  const [state, setState] = useState(failed > 0 ? 'failed' : 'standing');
  const pages = useInfiniteQuery({
    queryKey: useAccountKey('automation', String(automation.id), 'people', stepId, state),
    queryFn: ({ pageParam }) => calls.people(automation.id, stepId, { state, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const retry = useMutation({
    mutationFn: () => calls.retry(automation.id, stepId),
    onSuccess: ({ retried }) => (showDone(t('automations.people.retried', { count: retried })), void refresh('automation')),
    onError: showProblem,
  });
  const people = pages.data?.pages.flatMap((page) => page.people) ?? [];
  const objectId = pages.data?.pages[0]?.objectId;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('automations.status')}
          data={(['standing', 'failed'] as const).map((value) => ({ value, label: t(`automations.people.${value}`) }))}
          value={state}
          onChange={setState}
        />
        {isManager && state === 'failed' && people.length > 0 && (
          <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
            {t('automations.people.retry')}
          </Button>
        )}
      </Group>
      {pages.error && <ErrorState error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Loading />}
      {pages.data && people.length === 0 && <Text c="dimmed">{t('automations.people.none')}</Text>}
      <ul className={classes.people}>
        {people.map((person) => (
          <PersonLine
            key={person.positionId}
            person={person}
            objectId={objectId!}
            automation={automation}
            isManager={isManager}
            onPerson={onPerson}
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button variant="subtle" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('automations.people.more')}
        </Button>
      )}
    </Stack>
  );
}

interface PersonLineProps {
  person: Person;
  objectId: number;
  automation: Automation;
  isManager: boolean;
  onPerson: (person: Person) => void;
}

function PersonLine({ person, objectId, automation, isManager, onPerson }: PersonLineProps) {
  const path = usePath();
  const refresh = useRefresh();
  const calls = automationCalls(useApi());
  const object = useObjects().find(({ id }) => id === objectId);
  const name = person.name || `#${person.recordId}`;
  const takeOff = useMutation({
    mutationFn: () => calls.takeOff(automation.id, [person.recordId]),
    onSuccess: () => (showDone(t('automations.people.takenOff', { name })), void refresh('automation')),
    onError: showProblem,
  });
  return (
    <li>
      <div className={classes.person}>
        <Anchor component={Link} to={path(`/records/${object?.key}/${person.recordId}`)} fw={540}>
          {name}
        </Anchor>
        <span className={classes.when}>
          <RelativeTime time={person.dueAt ?? person.arrivedAt} />
        </span>
      </div>
      {person.failure && <p className={classes.failure}>{person.failure}</p>}
      <Group gap="xs">
        <Button variant="subtle" size="compact-sm" onClick={() => onPerson(person)}>
          {t('automations.people.log')}
        </Button>
        {isManager && (
          <Button variant="subtle" color="bad" size="compact-sm" loading={takeOff.isPending} onClick={() => takeOff.mutate()}>
            {t('automations.people.takeOff')}
          </Button>
        )}
      </Group>
    </li>
  );
}

function Way({ automation, person, sentenceOf, onBack }: PeopleDrawerProps & { person: Person; onBack: () => void }) {
  const { data: lines, error, refetch } = useQuery(logQuery(useAccountId(), String(automation.id), person.recordId));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!lines) return <Loading />;
  return (
    <Stack gap="sm">
      <div>
        <Button variant="subtle" size="compact-sm" onClick={onBack}>
          {t('automations.log.back')}
        </Button>
      </div>
      {lines.length === 0 && <Text c="dimmed">{t('automations.log.none')}</Text>}
      <ol className={classes.way}>
        {lines.map((line) => (
          <li key={line.id}>
            <div className={classes.person}>
              <strong>{wordOf(line)}</strong>
              <span className={classes.when}>
                <RelativeTime time={line.at} />
              </span>
            </div>
            {line.path.length > 0 && (
              <ol className={classes.steps}>
                {line.path.map((stepId, index) => (
                  <li key={`${stepId}-${index}`}>{sentenceOf(stepId)}</li>
                ))}
              </ol>
            )}
            {line.reason && line.outcome === 'failed' && <p className={classes.failure}>{line.reason}</p>}
          </li>
        ))}
      </ol>
    </Stack>
  );
}

function wordOf({ kind, outcome }: LogLine): string {
  if (kind === 'automation.entered') return t('automations.log.entered');
  if (kind === 'automation.left') return t('automations.log.left');
  if (kind === 'automation.refused') return t('automations.log.refused');
  return `${t('automations.log.wentOn')}${outcome ? `, ${t(`automations.log.${outcome}`)}` : ''}`;
}
