import { Alert, Button, Checkbox, Group, NumberInput, Radio, Select, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CORRECTABLE_TYPES, DOUBLE_OPT_IN, type PermissionSettings } from '../../src/compliance/schema.ts';
import { CONTACT } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useAccountKey, useApi, useObjects, useRefresh } from '../app/session.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { permissionSettingsQuery, standingQuery } from './compliance-data.ts';

/** How the account asks for permission, what people choose themselves, and how often they are written to at most. */
export default function PermissionPage() {
  const { data, error, refetch } = useQuery(permissionSettingsQuery(useAccountId()));
  return (
    <SettingsPage title={t('permission.title')}>
      <Standing />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <SettingsForm settings={data} />}
    </SettingsPage>
  );
}

/** What the operator has stopped or slowed down: nobody here can change it, so it says what to do. */
function Standing() {
  const { data } = useQuery(standingQuery(useAccountId()));
  const stops = data?.stopped.filter(({ by }) => by !== 'account') ?? [];
  return (
    <>
      {stops.map(({ channel, reason }) => (
        <Alert key={channel} color="bad" variant="light" title={t(`permission.stopped.${channel}`)}>
          {reason} {t('permission.stopped.sentence')}
        </Alert>
      ))}
      {data?.slowed && (
        <Alert color="warn" variant="light" title={t('permission.slowed', { count: data.slowed.perHour })}>
          {data.slowed.reason} {t('permission.slowed.sentence')}
        </Alert>
      )}
    </>
  );
}

function SettingsForm({ settings }: { settings: PermissionSettings }) {
  const api = useApi();
  const refresh = useRefresh();
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: {
      ...settings,
      confirmDays: settings.confirmDays as number | string,
      mostADay: (settings.mostADay ?? '') as number | string,
      mostAWeek: (settings.mostAWeek ?? '') as number | string,
    },
    send: (values) =>
      api.patch('/api/permission-settings', {
        doubleOptIn: values.doubleOptIn,
        confirmDays: Number(values.confirmDays),
        confirmationMessageId: values.confirmationMessageId,
        mostADay: numberOf(values.mostADay),
        mostAWeek: numberOf(values.mostAWeek),
        offersFrequency: values.offersFrequency,
        offersPause: values.offersPause,
        correctableFields: values.correctableFields,
      }),
    onDone: async () => {
      showDone(t('ui.saved'));
      await refresh('permission-settings');
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Section title={t('permission.doubleOptIn')} description={t('permission.doubleOptIn.why')}>
          <Stack gap="md">
            <Radio.Group aria-label={t('permission.doubleOptIn')} {...form.getInputProps('doubleOptIn')}>
              <Stack gap="xs">
                {DOUBLE_OPT_IN.map((mode) => (
                  <Radio
                    key={mode}
                    value={mode}
                    label={t(`permission.doubleOptIn.${mode}`)}
                    description={t(`permission.doubleOptIn.${mode}.why`)}
                  />
                ))}
              </Stack>
            </Radio.Group>
            {form.values.doubleOptIn !== 'off' && (
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                <ConfirmationChoice settings={settings} {...form.getInputProps('confirmationMessageId')} />
                <NumberInput
                  label={t('permission.confirmDays')}
                  description={t('permission.confirmDays.why')}
                  min={1}
                  max={90}
                  allowDecimal={false}
                  {...form.getInputProps('confirmDays')}
                />
              </SimpleGrid>
            )}
          </Stack>
        </Section>
        <Section title={t('permission.caps')} description={t('permission.caps.why')}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NumberInput
              label={t('permission.caps.day')}
              placeholder={t('permission.caps.none')}
              min={1}
              max={100}
              allowDecimal={false}
              {...form.getInputProps('mostADay')}
            />
            <NumberInput
              label={t('permission.caps.week')}
              placeholder={t('permission.caps.none')}
              min={1}
              max={100}
              allowDecimal={false}
              {...form.getInputProps('mostAWeek')}
            />
          </SimpleGrid>
        </Section>
        <Section title={t('permission.centre')} description={t('permission.centre.why')}>
          <Stack gap="md">
            <Switch
              label={t('permission.centre.frequency')}
              description={t('permission.centre.frequency.why')}
              {...form.getInputProps('offersFrequency', { type: 'checkbox' })}
            />
            <Switch
              label={t('permission.centre.pause')}
              description={t('permission.centre.pause.why')}
              {...form.getInputProps('offersPause', { type: 'checkbox' })}
            />
            <CorrectableFields
              chosen={form.values.correctableFields}
              onChange={(correctableFields) => form.setFieldValue('correctableFields', correctableFields)}
            />
          </Stack>
        </Section>
        <FormProblem problem={problem} />
        <Group justify="flex-end">
          <Button type="submit" loading={isSending}>
            {t('permission.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const numberOf = (typed: number | string): number | null => (typed === '' ? null : Number(typed));

interface ConfirmationChoiceProps {
  settings: PermissionSettings;
  value?: number | null;
  onChange?: (id: number | null) => void;
}

/** The product's own confirmation, or one of the account's; what the operator has said of it. */
function ConfirmationChoice({ settings, value, onChange }: ConfirmationChoiceProps) {
  const api = useApi();
  const { data } = useQuery({
    queryKey: useAccountKey('messages', 'confirmations'),
    queryFn: ({ signal }) => api.get('/api/messages', undefined, signal),
  });
  const own = (data?.messages ?? [])
    .filter(({ purpose }) => purpose === 'confirmation')
    .map(({ id, name }) => ({ value: String(id), label: name }));
  const isOwn = value === settings.confirmationMessageId && value !== null;
  return (
    <div>
      <Select
        label={t('permission.confirmation')}
        description={t('permission.confirmation.why')}
        data={[{ value: '', label: t('permission.confirmation.standard') }, ...own]}
        value={value ? String(value) : ''}
        onChange={(chosen) => onChange?.(chosen ? Number(chosen) : null)}
        allowDeselect={false}
      />
      {isOwn && settings.confirmationReview !== 'standard' && (
        <Text size="sm" mt={6} c={settings.confirmationReview === 'refused' ? 'bad' : 'dimmed'}>
          {t(`permission.confirmation.${settings.confirmationReview}`)} {settings.confirmationNote}
        </Text>
      )}
    </div>
  );
}

function CorrectableFields({ chosen, onChange }: { chosen: readonly number[]; onChange: (ids: number[]) => void }) {
  const contact = useObjects().find(({ id }) => id === CONTACT);
  const fields = (contact?.fields ?? []).filter(
    ({ type, isReadOnly, columnName }) => CORRECTABLE_TYPES.has(type) && !isReadOnly && columnName !== 'email',
  );
  return (
    <Checkbox.Group
      label={t('permission.centre.fields')}
      description={t('permission.centre.fields.why')}
      value={chosen.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
    >
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} mt="sm" spacing="xs">
        {fields.map(({ id, label }) => (
          <Checkbox key={id} value={String(id)} label={label} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}
