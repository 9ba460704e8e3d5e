import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Broadcast } from '../../../src/email/schema.ts';
import { ApiProblem } from '../../app/api.ts';
import { NotFoundScreen } from '../../app/frame/screen-problem.tsx';
import { t } from '../../app/messages/t.ts';
import { useAccount, useAccountId } from '../../app/session.ts';
import { useParam } from '../../app/url.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageBody, PageHeader, Section } from '../../ui/page-header.tsx';
import { Progress } from '../../ui/progress.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { formatExact } from '../../ui/time.ts';
import { refusalText } from '../refusal-text.ts';
import { ReportView } from '../reports/report-view.tsx';
import { BroadcastActions } from './broadcast-actions.tsx';
import { broadcastQuery, pace, whomOf } from './broadcast-data.ts';
import { BroadcastState } from './broadcast-state.tsx';
import classes from './broadcasts.module.css';
import { shownSubject } from './shown-subject.ts';
import { formatNumber } from '../../ui/numbers.ts';

/** One broadcast: how far it is while it runs, and what became of its letters. */
export default function BroadcastPage() {
  const id = Number(useParam('id'));
  const { data: broadcast, error, refetch } = useQuery(broadcastQuery(useAccountId(), id));
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundScreen />;
  if (error && !broadcast) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!broadcast) return <Loading />;
  const hasBegun = broadcast.progress.total !== null;
  return (
    <>
      <PageHeader
        title={broadcast.name}
        within={[
          { label: t('email.messages'), path: '/messages' },
          { label: t('broadcasts.title'), path: '/messages/broadcasts' },
        ]}
        meta={<BroadcastState broadcast={broadcast} />}
        actions={<BroadcastActions broadcast={broadcast} />}
      >
        <p className={classes.facts}>
          <span>{t('broadcasts.to', { whom: whomOf(broadcast) })}</span>
          {broadcast.startedByName && <span>{t('broadcasts.by', { name: broadcast.startedByName })}</span>}
          {broadcast.startedAt && <RelativeTime time={broadcast.startedAt} />}
        </p>
      </PageHeader>
      <PageBody wide>
        {broadcast.failure && (
          <Alert color="bad" variant="light" role="alert">
            {broadcast.failure}
          </Alert>
        )}
        {broadcast.state === 'scheduled' && <Beginning broadcast={broadcast} />}
        {hasBegun && broadcast.phase !== null && <Underway broadcast={broadcast} />}
        {hasBegun && <ReportView scope={{ broadcast: id }} broadcast={broadcast} interval={pace(broadcast)} />}
        {hasBegun && <WhoGetsNone broadcast={broadcast} />}
      </PageBody>
    </>
  );
}

function Beginning({ broadcast: { startsAt, schedule, variants } }: { broadcast: Broadcast }) {
  const { timeZone } = useAccount();
  return (
    <Section title={t('broadcasts.begins')}>
      <Text>
        {schedule.when === 'local' ? (
          t('broadcasts.begins.local', { time: schedule.at.replace('T', ' ') })
        ) : (
          <>
            <RelativeTime time={startsAt} /> · {formatExact(startsAt, timeZone)}
          </>
        )}
      </Text>
      <Text c="dimmed" mt="xs">
        {variants.map(({ messageName, subject }) => `${messageName}: ${shownSubject(subject)}`).join(' · ')}
      </Text>
    </Section>
  );
}

function Underway({ broadcast }: { broadcast: Broadcast }) {
  const { progress } = broadcast;
  const { timeZone } = useAccount();
  const refused = progress.refused.reduce((sum, { count }) => sum + count, 0);
  return (
    <Section>
      <div aria-live="polite">
        <Progress
          label={phaseText(broadcast, timeZone)}
          done={progress.queued - progress.waiting}
          total={(progress.total ?? 0) - refused}
        />
      </div>
    </Section>
  );
}

function phaseText({ state, phase, decideAt }: Broadcast, timeZone: string): string {
  if (state === 'paused') return t('broadcasts.progress.paused');
  if (phase === 'testing' && decideAt) return t('broadcasts.progress.testing.until', { time: formatExact(decideAt, timeZone) });
  return t(`broadcasts.progress.${phase ?? 'leaving'}`);
}

function WhoGetsNone({ broadcast: { progress } }: { broadcast: Broadcast }) {
  if (progress.refused.length === 0 && progress.sameAddress === 0) return null;
  return (
    <Section title={t('broadcasts.notSent')}>
      <ul className={classes.reasons}>
        {progress.refused.map(({ reason, count }) => (
          <li key={reason}>
            <span>{refusalText(reason)}</span>
            <span className="tabular">{formatNumber(count)}</span>
          </li>
        ))}
        {progress.sameAddress > 0 && (
          <li>
            <span>{t('broadcasts.reach.same')}</span>
            <span className="tabular">{formatNumber(progress.sameAddress)}</span>
          </li>
        )}
      </ul>
    </Section>
  );
}
