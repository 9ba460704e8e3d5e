import { NumberInput, PasswordInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { type InboundMailbox, MAILBOX_PURPOSES, type MailboxInput, SMTP_SECURITIES } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useApi, useRefresh } from '../../app/session.ts';
import { useApiForm } from '../../ui/api-form.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import { showDone } from '../../ui/notice.ts';
import { inboundCalls } from './inbound-data.ts';

const NEW = { name: '', purpose: 'people', address: '', host: '', port: 993, security: 'tls', userName: '', folder: 'INBOX' } as const;
const PORTS = { tls: 993, starttls: 143, none: 143 } as const;

/** How to get into a mailbox; it is tried before it is saved. */
export function MailboxForm({ box, onClose }: { box: InboundMailbox | undefined; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const { name, purpose, address, host, port, security, userName, folder } = box ?? NEW;
  const apiForm = useApiForm({
    initialValues: { name, purpose, address, host, port: port as number | string, security, userName, folder, password: '' } as {
      port: number | string;
      password: string;
    } & Omit<MailboxInput, 'port' | 'password'>,
    send: ({ password, port: given, ...values }) => {
      const input: MailboxInput = { ...values, port: Number(given), ...(password ? { password } : {}) };
      return box ? inboundCalls(api).change(box.id, input) : inboundCalls(api).add(input);
    },
    onDone: async () => {
      await refresh('inbound');
      showDone(t('inbound.box.done'));
      onClose();
    },
  });
  const { form } = apiForm;
  const choose = (value: string | null): void => {
    form.setFieldValue('security', value as MailboxInput['security']);
    form.setFieldValue('port', PORTS[value as keyof typeof PORTS]);
  };
  return (
    <FormDrawer
      title={t(box ? 'inbound.box.change' : 'inbound.box.add')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t('inbound.box.save')}
    >
      <TextInput label={t('inbound.box.name')} data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('inbound.box.address')} type="email" {...form.getInputProps('address')} />
      <Select
        label={t('inbound.box.purpose')}
        description={form.values.purpose === 'bounces' ? t('inbound.box.purpose.bounces.why') : undefined}
        data={MAILBOX_PURPOSES.map((value) => ({ value, label: t(`inbound.box.purpose.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('purpose')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t('inbound.box.host')} placeholder="imap.example.com" spellCheck={false} {...form.getInputProps('host')} />
        <NumberInput label={t('inbound.box.port')} min={1} max={65_535} allowDecimal={false} hideControls {...form.getInputProps('port')} />
      </SimpleGrid>
      <Select
        label={t('inbound.box.security')}
        data={SMTP_SECURITIES.map((value) => ({ value, label: t(`inbound.box.security.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('security')}
        onChange={choose}
      />
      <TextInput label={t('inbound.box.user')} autoComplete="off" {...form.getInputProps('userName')} />
      <PasswordInput
        label={t('inbound.box.password')}
        description={box ? t('inbound.box.password.kept') : undefined}
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      <TextInput label={t('inbound.box.folder')} {...form.getInputProps('folder')} />
    </FormDrawer>
  );
}
