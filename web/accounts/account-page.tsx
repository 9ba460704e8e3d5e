import { Button, Group, NumberInput, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { t } from '../app/messages/t.ts';
import { meQuery, useAccount, useApi, useRefresh } from '../app/session.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { showDone } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { countries, currencies, timeZones } from '../app/countries.ts';
import { accountCalls } from './settings-data.ts';

/** The company: its name, its postal address, and how time and money are written. */
export default function AccountPage() {
  const account = useAccount();
  const api = useApi();
  const refresh = useRefresh();
  const queries = useQueryClient();
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: {
      name: account.name,
      postalAddress: account.postalAddress,
      country: account.country,
      timeZone: account.timeZone,
      currency: account.currency,
      callsPerMinute: account.callsPerMinute,
    },
    send: accountCalls(api).saveAccount,
    onDone: async () => {
      showDone(t('ui.saved'));
      form.resetDirty();
      await Promise.all([refresh('account'), queries.invalidateQueries({ queryKey: meQuery.queryKey })]);
    },
  });
  return (
    <SettingsPage title={t('accounts.account')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          <Section title={t('accounts.company')}>
            <Stack gap="md">
              <TextInput label={t('accounts.companyName')} {...form.getInputProps('name')} />
              <Textarea
                label={t('accounts.postalAddress')}
                description={t('accounts.postalAddress.why')}
                autosize
                minRows={3}
                {...form.getInputProps('postalAddress')}
              />
              <Select label={t('accounts.country')} data={countries()} searchable clearable {...form.getInputProps('country')} />
            </Stack>
          </Section>
          <Section title={t('accounts.timeAndMoney')}>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Select
                label={t('accounts.timeZone')}
                description={t('accounts.timeZone.why')}
                data={timeZones()}
                searchable
                allowDeselect={false}
                {...form.getInputProps('timeZone')}
              />
              <Select
                label={t('accounts.currency')}
                description={t('accounts.currency.why')}
                data={currencies()}
                searchable
                allowDeselect={false}
                {...form.getInputProps('currency')}
              />
            </SimpleGrid>
          </Section>
          <Section title={t('keys.programs')}>
            <NumberInput
              label={t('keys.calls')}
              description={t('keys.calls.why')}
              min={10}
              max={6000}
              step={10}
              maw={320}
              allowDecimal={false}
              {...form.getInputProps('callsPerMinute')}
            />
          </Section>
          <FormProblem problem={problem} />
          <Group justify="flex-end">
            <Button type="submit" loading={isSending}>
              {t('ui.save')}
            </Button>
          </Group>
        </Stack>
      </form>
      <ArchiveSection />
    </SettingsPage>
  );
}

function ArchiveSection() {
  const { isOwner } = useAccount();
  const address = useApi().address('/api/account/archive.zip', {});
  return (
    <Section title={t('accounts.archive')} description={t('accounts.archive.sentence')}>
      {isOwner ? (
        <Button component="a" href={address} download variant="default">
          {t('accounts.archive.download')}
        </Button>
      ) : (
        <Text c="dimmed">{t('accounts.archive.owner')}</Text>
      )}
    </Section>
  );
}
