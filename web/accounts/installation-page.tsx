import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { BackupsSection } from './backups.tsx';

interface InstallationSettings {
  hosting?: 'own' | 'hosts';
  minimumAge: number;
  termsVersion: string;
  smtp: { url: string; from: string; isFromEnvironment: boolean } | null;
}

const installationSettingsQuery = queryOptions({
  queryKey: ['operator', 'installation'],
  queryFn: ({ signal }) => api.get<InstallationSettings>('/api/operator/installation', undefined, signal),
});

/** What the operator sets for the whole installation: how letters about identity leave, and who may sign up. */
export default function InstallationPage() {
  const { data, error, refetch } = useQuery(installationSettingsQuery);
  return (
    <SettingsPage
      title={t('accounts.installation')}
      meta={data?.hosting && t(data.hosting === 'own' ? 'accounts.setUp.own' : 'accounts.setUp.hosts')}
    >
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <ServerForm settings={data} />}
      {data && <BackupsSection />}
      {data?.hosting === 'hosts' && <SignUpForm settings={data} />}
    </SettingsPage>
  );
}

function ServerForm({ settings }: { settings: InstallationSettings }) {
  const queries = useQueryClient();
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: { url: settings.smtp?.url ?? '', from: settings.smtp?.from ?? '' },
    send: (smtp) => api.patch('/api/operator/installation', { smtp: smtp.url === '' ? null : smtp }),
    onDone: () => {
      showDone(t('ui.saved'));
      void queries.invalidateQueries({ queryKey: installationSettingsQuery.queryKey });
    },
  });
  const isFixed = settings.smtp?.isFromEnvironment ?? false;
  return (
    <Section title={t('accounts.installation.mail')} description={t('accounts.installation.mail.sentence')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {isFixed && <Text c="dimmed">{t('accounts.installation.fromEnvironment')}</Text>}
          <TextInput
            label={t('accounts.installation.url')}
            placeholder="smtp://user:password@smtp.example.com:587"
            disabled={isFixed}
            {...form.getInputProps('url')}
            error={form.errors.url ?? form.errors['smtp.url']}
          />
          <TextInput label={t('accounts.installation.from')} type="email" disabled={isFixed} {...form.getInputProps('from')} />
          <FormProblem problem={problem} />
          {!isFixed && (
            <Group justify="flex-end">
              <Button type="submit" loading={isSending}>
                {t('ui.save')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Section>
  );
}

function SignUpForm({ settings }: { settings: InstallationSettings }) {
  const queries = useQueryClient();
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: { minimumAge: settings.minimumAge, termsVersion: settings.termsVersion },
    send: (values) => api.patch('/api/operator/installation', values),
    onDone: () => {
      showDone(t('ui.saved'));
      void queries.invalidateQueries({ queryKey: installationSettingsQuery.queryKey });
    },
  });
  return (
    <Section title={t('accounts.installation.signUp')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <NumberInput label={t('accounts.installation.age')} min={13} max={99} {...form.getInputProps('minimumAge')} />
          <TextInput
            label={t('accounts.installation.terms')}
            description={t('accounts.installation.terms.why')}
            {...form.getInputProps('termsVersion')}
          />
          <FormProblem problem={problem} />
          <Group justify="flex-end">
            <Button type="submit" loading={isSending}>
              {t('ui.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
