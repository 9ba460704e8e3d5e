import { Checkbox, NumberInput, PasswordInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { type MailTransport, SMTP_SECURITIES, STREAMS, TRANSPORT_KINDS, type TransportInput } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useApi, useRefresh } from '../../app/session.ts';
import { useApiForm } from '../../ui/api-form.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import { showDone } from '../../ui/notice.ts';
import { transportCalls } from './transports-data.ts';

const WARM_UP = { first: 50, growth: 150, days: 21 } as const;

interface Values extends Record<string, unknown> {
  name: string;
  kind: TransportInput['kind'];
  stream: TransportInput['stream'];
  smtpHost: string;
  smtpPort: number | string;
  smtpSecurity: TransportInput['smtpSecurity'];
  smtpUser: string;
  smtpPassword: string;
  connections: number | string;
  perHour: number | string;
  perDay: number | string;
  warmsUp: boolean;
  isActive: boolean;
}

/** A way out: a server or none, for which letters, and how fast. */
export function TransportForm({ transport, onClose }: { transport: MailTransport | undefined; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm<Values>({
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
      <Checkbox
        label={t('transports.warmUp')}
        description={t('transports.warmUp.why', { first: WARM_UP.first, days: WARM_UP.days })}
        {...form.getInputProps('warmsUp', { type: 'checkbox' })}
      />
      <Checkbox label={t('transports.active')} {...form.getInputProps('isActive', { type: 'checkbox' })} />
    </FormDrawer>
  );
}

function valuesOf(transport: MailTransport | undefined): Values {
  return {
    name: transport?.name ?? '',
    kind: transport?.kind ?? 'smtp',
    stream: transport?.stream ?? 'bulk',
    smtpHost: transport?.smtpHost ?? '',
    smtpPort: transport?.smtpPort ?? 587,
    smtpSecurity: transport?.smtpSecurity ?? 'starttls',
    smtpUser: transport?.smtpUser ?? '',
    smtpPassword: '',
    connections: transport?.connections ?? 10,
    perHour: transport?.pace?.perHour ?? '',
    perDay: transport?.pace?.perDay ?? '',
    warmsUp: Boolean(transport?.warmUp),
    isActive: transport?.isActive ?? true,
  };
}

/** Limits of single domains, and a warm-up that has begun, stay as they are. */
function inputOf(values: Values, transport: MailTransport | undefined): TransportInput {
  const { perHour, perDay, warmsUp, smtpPassword, smtpPort, connections, ...rest } = values;
  const limit = (given: number | string): number | null => (given === '' ? null : Number(given));
  const domains = transport?.pace?.domains ?? [];
  const hasPace = perHour !== '' || perDay !== '' || domains.length > 0;
  const startedOn = new Date().toISOString().slice(0, 10);
  return {
    ...(rest as Omit<TransportInput, 'smtpPort' | 'connections' | 'pace' | 'warmUp'>),
    smtpPort: Number(smtpPort),
    connections: Number(connections),
    pace: hasPace ? { perHour: limit(perHour), perDay: limit(perDay), domains } : null,
    warmUp: warmsUp ? (transport?.warmUp ?? { startedOn, ...WARM_UP }) : null,
    ...(smtpPassword ? { smtpPassword } : {}),
  };
}
