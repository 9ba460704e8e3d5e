import { Anchor, Button, Checkbox, Group, Radio, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AbuseCase, type MailStanding, STOPPABLE, type Stoppable } from '../../src/compliance/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { PageTable } from '../ui/page-table.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { casesQuery, standingsQuery } from './compliance-data.ts';
import { OperatorSuppressions } from './operator-suppressions.tsx';
import { formatFineShareOf, formatNumber, formatShareOf } from '../ui/numbers.ts';

/** What the operator looks after: reports of unwanted mail, how every account's mail does, and what is stopped. */
export default function AbuseDeskPage() {
  const accountId = useAccountId();
  const cases = useQuery(casesQuery(accountId));
  const standings = useQuery(standingsQuery(accountId));
  const [deciding, setDeciding] = useState<AbuseCase | null>(null);
  const [stopping, setStopping] = useState<MailStanding | null>(null);
  const error = cases.error ?? standings.error;
  return (
    <SettingsPage title={t('permission.desk')} wide>
      {error && <ErrorState error={error} retry={() => void Promise.all([cases.refetch(), standings.refetch()])} />}
      {!cases.data && !error && <Loading />}
      {cases.data && <Cases cases={cases.data} onDecide={setDeciding} />}
      {standings.data && <Standings standings={standings.data} onStop={setStopping} />}
      <OperatorSuppressions />
      {deciding && <DecideDrawer abuse={deciding} accounts={standings.data ?? []} onClose={() => setDeciding(null)} />}
      {stopping && <StopDrawer standing={stopping} onClose={() => setStopping(null)} />}
    </SettingsPage>
  );
}

const CASE_STATES = { open: 'warn', confirmed: 'bad', dismissed: 'quiet' } as const;

function Cases({ cases, onDecide }: { cases: readonly AbuseCase[]; onDecide: (abuse: AbuseCase) => void }) {
  return (
    <Section title={t('permission.desk.cases')} description={t('permission.desk.cases.why', { address: `${location.origin}/p/report` })}>
      {cases.length === 0 ? (
        <Text c="dimmed">{t('permission.desk.cases.empty')}</Text>
      ) : (
        <PageTable
          minWidth={680}
          rows={cases}
          rowId={({ id }) => id}
          columns={[
            {
              label: t('permission.desk.case'),
              render: (abuse) => (
                <>
                  <Text fw={540} span>
                    {t('permission.desk.number', { number: abuse.id })} {abuse.subject}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {t(`permission.desk.source.${abuse.source}`)} {abuse.reporter}
                  </Text>
                </>
              ),
            },
            { label: t('permission.desk.account'), render: ({ accountName }) => accountName ?? t('permission.desk.account.unknown') },
            { label: t('permission.desk.came'), render: ({ openedAt }) => <RelativeTime time={openedAt} /> },
            {
              label: t('permission.desk.state'),
              render: ({ state, isStrike }) => (
                <StatusBadge state={CASE_STATES[state]}>{t(isStrike ? 'permission.desk.strike' : `permission.desk.${state}`)}</StatusBadge>
              ),
            },
            {
              align: 'end',
              render: (abuse) =>
                abuse.state === 'open' && (
                  <Button size="compact-sm" variant="default" onClick={() => onDecide(abuse)}>
                    {t('permission.desk.look')}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Section>
  );
}

const VERDICTS = { well: 'good', slow: 'warn', stop: 'bad' } as const;

function Standings({ standings, onStop }: { standings: readonly MailStanding[]; onStop: (standing: MailStanding) => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const act = async (path: string, body: object) => {
    await api.post(path, body).catch(showProblem);
    await refresh('abuse');
  };
  return (
    <Section title={t('permission.desk.accounts')} description={t('permission.desk.accounts.why')}>
      <PageTable
        minWidth={760}
        rows={standings}
        rowId={({ accountId }) => accountId}
        columns={[
          { label: t('permission.desk.account'), render: (standing) => <AccountOfStanding standing={standing} act={act} /> },
          { label: t('permission.desk.sent'), render: ({ sent }) => formatNumber(sent), align: 'end' },
          {
            label: t('permission.desk.complaints'),
            render: ({ complaints, sent }) => formatFineShareOf(complaints, sent),
            align: 'end',
          },
          { label: t('permission.desk.bounces'), render: ({ hardBounces, sent }) => formatShareOf(hardBounces, sent), align: 'end' },
          { label: t('permission.desk.state'), render: (standing) => <StateOfStanding standing={standing} /> },
          { render: (standing) => <StopsOfStanding standing={standing} act={act} onStop={onStop} />, align: 'end' },
        ]}
      />
    </Section>
  );
}

interface StandingProps {
  standing: MailStanding;
  act: (path: string, body: object) => Promise<void>;
}

function AccountOfStanding({ standing, act }: StandingProps) {
  return (
    <>
      {standing.name}
      {standing.strikes > 0 && (
        <Text size="sm" c="bad">
          {t('permission.desk.strikes', { count: standing.strikes })}
        </Text>
      )}
      {standing.confirmationReview === 'provisional' && (
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            {t('permission.desk.confirmation')}
          </Text>
          {(['approved', 'refused'] as const).map((verdict) => (
            <Anchor
              key={verdict}
              component="button"
              type="button"
              size="sm"
              onClick={() => void act(`/api/operator/accounts/${standing.accountId}/confirmation`, { verdict })}
            >
              {t(`permission.desk.confirmation.${verdict}`)}
            </Anchor>
          ))}
        </Group>
      )}
      {standing.heldImports > 0 && (
        <Text size="sm" c="dimmed">
          {t('permission.desk.held', { count: standing.heldImports })}
        </Text>
      )}
    </>
  );
}

function StateOfStanding({ standing }: { standing: MailStanding }) {
  if (standing.stops.length === 0) {
    return (
      <StatusBadge state={standing.perHour ? 'warn' : VERDICTS[standing.verdict]}>
        {standing.perHour ? t('permission.desk.slowed') : t(`permission.desk.verdict.${standing.verdict}`)}
      </StatusBadge>
    );
  }
  return standing.stops.map(({ channel, reason }) => (
    <StatusBadge key={channel} state="bad">
      <span title={reason}>{t(`permission.desk.stopped.${channel}`)}</span>
    </StatusBadge>
  ));
}

function StopsOfStanding({ standing, act, onStop }: StandingProps & { onStop: (standing: MailStanding) => void }) {
  return (
    <>
      {standing.stops.map(({ channel }) => (
        <Button
          key={channel}
          size="compact-sm"
          variant="default"
          onClick={() => void act(`/api/operator/accounts/${standing.accountId}/sending/resume`, { channel })}
        >
          {t(`permission.desk.resume.${channel}`)}
        </Button>
      ))}
      {!standing.stops.some(({ channel }) => channel === 'all') && (
        <Button size="compact-sm" variant="subtle" color="bad" onClick={() => onStop(standing)}>
          {t('permission.desk.stop')}
        </Button>
      )}
    </>
  );
}

function StopDrawer({ standing, onClose }: { standing: MailStanding; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { channel: 'email' as Stoppable, reason: '' },
    send: (values) => api.post(`/api/operator/accounts/${standing.accountId}/sending/stop`, values),
    onDone: async () => {
      await refresh('abuse');
      onClose();
    },
  });
  return (
    <FormDrawer
      title={t('permission.desk.stop.title', { name: standing.name })}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t('permission.desk.stop')}
    >
      <Text c="dimmed">{t('permission.desk.stop.why')}</Text>
      <Radio.Group label={t('permission.desk.stop.what')} {...apiForm.form.getInputProps('channel')}>
        <Stack gap="xs" mt="xs">
          {STOPPABLE.map((channel) => (
            <Radio key={channel} value={channel} label={t(`permission.desk.channel.${channel}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea label={t('permission.desk.reason')} autosize minRows={2} {...apiForm.form.getInputProps('reason')} />
    </FormDrawer>
  );
}

interface DecideProps {
  abuse: AbuseCase;
  accounts: readonly MailStanding[];
  onClose: () => void;
}

function DecideDrawer({ abuse, accounts, onClose }: DecideProps) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: {
      decision: 'confirmed' as 'confirmed' | 'dismissed',
      accountId: abuse.accountId === null ? '' : String(abuse.accountId),
      strike: true,
      note: '',
    },
    send: ({ decision, accountId, strike, note }) =>
      api.post(`/api/operator/abuse/cases/${abuse.id}/decide`, { decision, accountId: accountId ? Number(accountId) : null, strike, note }),
    onDone: async () => {
      await refresh('abuse');
      onClose();
    },
  });
  const { form } = apiForm;
  return (
    <FormDrawer
      title={t('permission.desk.number', { number: abuse.id })}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t(`permission.desk.decide.${form.values.decision}`)}
    >
      <Text fw={600}>{abuse.subject}</Text>
      {abuse.report && (
        <Text
          size="sm"
          component="pre"
          style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxBlockSize: 260, overflow: 'auto', margin: 0 }}
        >
          {abuse.report}
        </Text>
      )}
      <Radio.Group label={t('permission.desk.decision')} {...form.getInputProps('decision')}>
        <Stack gap="xs" mt="xs">
          <Radio value="confirmed" label={t('permission.desk.decision.confirmed')} />
          <Radio value="dismissed" label={t('permission.desk.decision.dismissed')} />
        </Stack>
      </Radio.Group>
      <Select
        label={t('permission.desk.account')}
        description={t('permission.desk.account.why')}
        data={accounts.map(({ accountId, name }) => ({ value: String(accountId), label: `${name} (${accountId})` }))}
        searchable
        clearable
        {...form.getInputProps('accountId')}
      />
      {form.values.decision === 'confirmed' && (
        <Checkbox
          label={t('permission.desk.decide.strike')}
          description={t('permission.desk.decide.strike.why')}
          {...form.getInputProps('strike', { type: 'checkbox' })}
        />
      )}
      <Textarea label={t('permission.desk.reason')} autosize minRows={2} {...form.getInputProps('note')} />
    </FormDrawer>
  );
}
