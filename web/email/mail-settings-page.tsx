import { Button, Group, NumberInput, PasswordInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type MailSettings, SMTP_SECURITIES } from '../../src/email/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useMe, useRefresh } from '../app/session.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { emailCalls, mailSettingsQuery } from './email-data.ts';
import { StopSending } from './stop-sending.tsx';
import { TransportsSection } from './transports/transports-section.tsx';

/** Who letters come from, and the server that takes them. */
export default function MailSettingsPage() {
  const { data: settings, error, refetch } = useQuery(mailSettingsQuery(useAccountId()));
  return (
    <SettingsPage title={t('email.settings')}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!settings && !error && <Loading />}
      {settings && <MailSettingsForm settings={settings} />}
      {settings && <TransportsSection />}
      <StopSending />
    </SettingsPage>
  );
}

function MailSettingsForm({ settings }: { settings: MailSettings }) {
  const api = useApi();
  const refresh = useRefresh();
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: {
      fromName: settings.fromName,
      fromAddress: settings.fromAddress,
      replyTo: settings.replyTo,
      smtpHost: settings.smtpHost,
      smtpPort: settings.smtpPort as number | string,
      smtpSecurity: settings.smtpSecurity,
      smtpUser: settings.smtpUser,
      smtpPassword: '',
    },
    send: ({ smtpPassword, smtpPort, ...values }) =>
      emailCalls(api).saveMailSettings({ ...values, smtpPort: Number(smtpPort), ...(smtpPassword ? { smtpPassword } : {}) }),
    onDone: async (_, values) => {
      form.setInitialValues({ ...values, smtpPassword: '' });
      form.reset();
      showDone(t('ui.saved'));
      await refresh('mail-settings');
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Section title={t('email.mail.sender')}>
          <Stack gap="md">
            <TextInput label={t('email.mail.fromName')} description={t('email.mail.fromName.why')} {...form.getInputProps('fromName')} />
            <TextInput
              label={t('email.mail.fromAddress')}
              description={t('email.mail.fromAddress.why', { address: settings.fallbackAddress })}
              type="email"
              {...form.getInputProps('fromAddress')}
            />
            <TextInput
              label={t('email.mail.replyTo')}
              description={t('email.mail.replyTo.why')}
              type="email"
              {...form.getInputProps('replyTo')}
            />
          </Stack>
        </Section>
        <Section
          title={t('email.mail.server')}
          description={`${t('email.mail.server.own')} ${t(settings.installationHasServer ? 'email.mail.server.installation' : 'email.mail.server.none')}`}
        >
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput label={t('email.mail.host')} placeholder="smtp.example.com" {...form.getInputProps('smtpHost')} />
              <NumberInput
                label={t('email.mail.port')}
                min={1}
                max={65_535}
                allowDecimal={false}
                hideControls
                {...form.getInputProps('smtpPort')}
              />
              <TextInput label={t('email.mail.user')} autoComplete="off" {...form.getInputProps('smtpUser')} />
              <PasswordInput
                label={t('email.mail.password')}
                description={settings.hasPassword ? t('email.mail.password.kept') : undefined}
                autoComplete="new-password"
                {...form.getInputProps('smtpPassword')}
              />
            </SimpleGrid>
            <Select
              label={t('email.mail.security')}
              data={SMTP_SECURITIES.map((security) => ({ value: security, label: t(`email.mail.security.${security}`) }))}
              allowDeselect={false}
              {...form.getInputProps('smtpSecurity')}
            />
          </Stack>
        </Section>
        <FormProblem problem={problem} />
        <Group justify="flex-end">
          <Button type="submit" loading={isSending}>
            {t('email.mail.save')}
          </Button>
        </Group>
        <TestLetter settings={settings} isChanged={form.isDirty()} />
      </Stack>
    </form>
  );
}

function TestLetter({ settings, isChanged }: { settings: MailSettings; isChanged: boolean }) {
  const api = useApi();
  const refresh = useRefresh();
  const address = useMe()?.identity.email ?? '';
  const [isBusy, setBusy] = useState(false);
  const canTest = settings.smtpHost !== '' || settings.installationHasServer;
  const test = async () => {
    setBusy(true);
    try {
      const { to } = await emailCalls(api).testMail();
      showDone(t('email.mail.test.done', { address: to }));
      await refresh('mail-settings');
    } catch (error) {
      showProblem(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t('email.mail.test')} description={t('email.mail.test.sentence', { address })}>
      <Group justify="space-between">
        <Text c="dimmed">
          {settings.testedAt ? (
            <>
              {t('email.mail.tested')} <RelativeTime time={settings.testedAt} />
            </>
          ) : (
            t('email.mail.untested')
          )}
        </Text>
        <Button
          variant="default"
          onClick={() => void test()}
          loading={isBusy}
          disabled={!canTest || isChanged}
          title={isChanged ? t('email.mail.test.first') : undefined}
        >
          {t('email.mail.test')}
        </Button>
      </Group>
    </Section>
  );
}
