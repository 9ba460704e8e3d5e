import { Button, Group, PasswordInput, Select, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { PASSWORD_MIN } from '../../src/accounts/schema.ts';
import { timeZones } from '../app/countries.ts';
import { later } from '../app/later.tsx';
import { t } from '../app/messages/t.ts';
import { ActionsHead } from '../ui/actions-head.tsx';
import { useAccount, useApi, useMe, useRefresh } from '../app/session.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { browserOf } from './browser-of.ts';
import { accountCalls, changePassword, endOtherSessions, endSession, type OpenSession, sessionsQuery } from './settings-data.ts';

const Choices = later(async () => (await import('../notifications/index.tsx')).NotificationChoices);

/** One's own login: where one is signed in, and the password. */
export default function ProfilePage() {
  const me = useMe();
  return (
    <SettingsPage title={t('accounts.profile')} meta={me?.identity.email}>
      <Zone />
      <Choices />
      <Sessions />
      <Password />
    </SettingsPage>
  );
}

/** By whose clock this user's days and hours are meant; nobody has to have one of their own. */
function Zone() {
  const { user, timeZone } = useAccount();
  const calls = accountCalls(useApi());
  const refresh = useRefresh();
  const save = useMutation({
    mutationFn: (zone: string | null) => calls.updateUser(user.id, { timeZone: zone }),
    onSuccess: () => {
      showDone(t('ui.saved'));
      return refresh('account');
    },
    onError: showProblem,
  });
  return (
    <Section title={t('accounts.timeZone')}>
      <Select
        maw={420}
        aria-label={t('accounts.timeZone')}
        description={t('accounts.ownTimeZone.why')}
        placeholder={t('accounts.ownTimeZone.none', { zone: timeZone })}
        data={timeZones()}
        searchable
        clearable
        value={user.timeZone}
        onChange={(zone) => save.mutate(zone)}
        disabled={save.isPending}
      />
    </Section>
  );
}

function Sessions() {
  const queries = useQueryClient();
  const { data: sessions = [], error, refetch } = useQuery(sessionsQuery);
  const again = () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  const end = useMutation({ mutationFn: endSession, onSuccess: again, onError: showProblem });
  const endOthers = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: ({ ended }) => {
      showDone(t('accounts.sessions.ended', { count: ended }));
      return again();
    },
    onError: showProblem,
  });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <Section
      title={t('accounts.sessions')}
      description={t('accounts.sessions.sentence')}
      actions={
        sessions.length > 1 && (
          <Button variant="default" size="compact-sm" onClick={() => endOthers.mutate()} loading={endOthers.isPending}>
            {t('accounts.sessions.endOthers')}
          </Button>
        )
      }
    >
      <Table.ScrollContainer minWidth={420}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('accounts.sessions.browser')}</Table.Th>
              <Table.Th>{t('accounts.sessions.address')}</Table.Th>
              <Table.Th>{t('accounts.sessions.seen')}</Table.Th>
              <ActionsHead />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sessions.map((session) => (
              <SessionRow key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function SessionRow({ session, onEnd }: { session: OpenSession; onEnd: () => void }) {
  return (
    <Table.Tr>
      <Table.Td>{browserOf(session.userAgent) ?? t('accounts.sessions.unknown')}</Table.Td>
      <Table.Td className="tabular">{session.ipAddress}</Table.Td>
      <Table.Td>
        <RelativeTime time={session.lastSeenAt} />
      </Table.Td>
      <Table.Td align="right">
        {session.isCurrent ? (
          <StatusBadge state="good">{t('accounts.sessions.this')}</StatusBadge>
        ) : (
          <Button variant="subtle" size="compact-sm" onClick={onEnd}>
            {t('accounts.sessions.end')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Password() {
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: { currentPassword: '', password: '' },
    send: changePassword,
    onDone: () => {
      form.reset();
      showDone(t('accounts.password.changed'));
    },
  });
  return (
    <Section title={t('accounts.password.change')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" maw={420}>
          <PasswordInput
            label={t('accounts.password.current')}
            autoComplete="current-password"
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            label={t('accounts.newPassword')}
            description={t('accounts.password.rule', { count: PASSWORD_MIN })}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <FormProblem problem={problem} />
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              {t('accounts.password.others')}
            </Text>
            <Button type="submit" loading={isSending}>
              {t('accounts.newPassword.action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
