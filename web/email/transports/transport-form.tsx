import { Checkbox, NumberInput, PasswordInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { type MailTransport, SMTP_SECURITIES, STREAMS, TRANSPORT_KINDS } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useApi, useRefresh } from '../../app/session.ts';
import { useApiForm } from '../../ui/api-form.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import { showDone } from '../../ui/notice.ts';
import { DomainPaces } from './domain-paces.tsx';
import { inputOf, valuesOf, WARM_UP, type TransportValues } from './transport-values.ts';
import { transportCalls } from './transports-data.ts';

/** A way out: a server or none, for which letters, and how fast. */
export function TransportForm({ transport, onClose }: { transport: MailTransport | undefined; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm<TransportValues>({
    initialValues: valuesOf(transport),
    send: (values) => transportCalls(api).save(transport?.id ?? null, inputOf(values, transport)),
    onDone: async () => {
      await refresh('mail-transports');
      showDone(t('transports.done'));
      onClose();
    },
  });
  const { form } = apiForm;
  const isDirect = form.values.kind === 'direct';
  return (
    <FormDrawer
      title={t(transport ? 'transports.change' : 'transports.add')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t('transports.save')}
    >
      <TextInput label={t('transports.name')} data-autofocus {...form.getInputProps('name')} />
      <Select
        label={t('transports.stream')}
        data={STREAMS.map((value) => ({ value, label: t(`transports.stream.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('stream')}
      />
      <Select
        label={t('transports.kind')}
        description={isDirect ? t('transports.kind.direct.why') : undefined}
        data={TRANSPORT_KINDS.map((value) => ({ value, label: t(`transports.kind.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('kind')}
      />
      {!isDirect && (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
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
              description={transport?.hasPassword ? t('email.mail.password.kept') : undefined}
              autoComplete="new-password"
              {...form.getInputProps('smtpPassword')}
            />
          </SimpleGrid>
          <Select
            label={t('email.mail.security')}
            data={SMTP_SECURITIES.map((value) => ({ value, label: t(`email.mail.security.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('smtpSecurity')}
          />
        </>
      )}
      <SimpleGrid cols={{ base: 1, xs: 3 }} style={{ alignItems: 'end' }}>
        <NumberInput label={t('transports.connections')} min={1} max={50} allowDecimal={false} {...form.getInputProps('connections')} />
        <NumberInput
          label={t('transports.perHour')}
          placeholder={t('transports.unlimited')}
          min={1}
          allowDecimal={false}
          {...form.getInputProps('perHour')}
        />
        <NumberInput
          label={t('transports.perDay')}
          placeholder={t('transports.unlimited')}
          min={1}
          allowDecimal={false}
          {...form.getInputProps('perDay')}
        />
      </SimpleGrid>
      <DomainPaces form={form} />
      <Checkbox
        label={t('transports.warmUp')}
        description={t('transports.warmUp.why', { first: WARM_UP.first, days: WARM_UP.days })}
        {...form.getInputProps('warmsUp', { type: 'checkbox' })}
      />
      <Checkbox label={t('transports.active')} {...form.getInputProps('isActive', { type: 'checkbox' })} />
    </FormDrawer>
  );
}
