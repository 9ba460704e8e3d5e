import {
  Alert,
  Button,
  Checkbox,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { SourceInput, SourceView, TriedSource } from '../../../src/transfer/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccount, useAccountId, useApi } from '../../app/session.ts';
import { useApiForm, type ApiForm } from '../../ui/api-form.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import { showProblem } from '../../ui/notice.ts';
import { finishedImportsQuery, sourceCalls, weekdayName } from './sources-data.ts';

interface SourceFormProps {
  source?: SourceView;
  /** The import a new source does again. */
  importId?: number | undefined;
  onClose: () => void;
  onSaved: (saved: SourceView) => void;
}

/** Sets up a source, or changes one. */
export function SourceForm({ source, importId, onClose, onSaved }: SourceFormProps) {
  const api = useApi();
  const apiForm = useApiForm({
    initialValues: valuesOf(source, importId),
    send: (values) => sourceCalls(api).save(source?.id, inputOf(values)),
    onDone: onSaved,
  });
  const { form } = apiForm;
  const { auth, whenDone, needsSignature } = form.getValues();
  return (
    <FormDrawer
      title={t(source ? 'sources.edit' : 'sources.add')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t('sources.save')}
    >
      <TextInput label={t('sources.name')} data-autofocus {...form.getInputProps('name')} />
      <ImportChoice apiForm={apiForm} isNew={source === undefined} />
      <Part title={t('sources.part.server')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={t('sources.host')} placeholder="files.example.com" {...form.getInputProps('host')} />
          <NumberInput label={t('sources.port')} min={1} max={65_535} allowDecimal={false} hideControls {...form.getInputProps('port')} />
        </SimpleGrid>
        <TextInput label={t('sources.user')} autoComplete="off" {...form.getInputProps('user')} />
        <Select
          label={t('sources.auth')}
          data={(['password', 'key'] as const).map((value) => ({ value, label: t(`sources.auth.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('auth')}
        />
        {auth === 'password' && (
          <PasswordInput
            label={t('sources.password')}
            description={source?.hasPassword ? t('sources.password.kept') : undefined}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
        )}
        {source?.hostKey && (
          <Checkbox
            label={t('sources.hostKey.forget')}
            description={`${t('sources.hostKey', { key: source.hostKey })}. ${t('sources.hostKey.why')}`}
            styles={{ description: { overflowWrap: 'anywhere' } }}
            {...form.getInputProps('forgetHostKey', { type: 'checkbox' })}
          />
        )}
      </Part>
      <Part title={t('sources.part.files')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={t('sources.folder')} {...form.getInputProps('folder')} />
          <TextInput
            label={t('sources.pattern')}
            description={t('sources.pattern.why')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...form.getInputProps('pattern')}
          />
        </SimpleGrid>
        <Select
          label={t('sources.whenDone')}
          data={(['leave', 'move', 'delete'] as const).map((value) => ({ value, label: t(`sources.whenDone.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('whenDone')}
        />
        {whenDone === 'move' && <TextInput label={t('sources.doneFolder')} {...form.getInputProps('doneFolder')} />}
        <TryConnection apiForm={apiForm} sourceId={source?.id} />
      </Part>
      <Schedule apiForm={apiForm} />
      <Part title={t('sources.part.encryption')}>
        <Checkbox label={t('sources.needsEncryption')} {...form.getInputProps('needsEncryption', { type: 'checkbox' })} />
        <Checkbox label={t('sources.needsSignature')} {...form.getInputProps('needsSignature', { type: 'checkbox' })} />
        {(needsSignature || form.getValues().senderKey !== '') && (
          <Textarea
            label={t('sources.senderKey')}
            description={t('sources.senderKey.why')}
            placeholder="-----BEGIN PGP PUBLIC KEY BLOCK-----"
            autosize
            minRows={3}
            maxRows={8}
            {...form.getInputProps('senderKey')}
          />
        )}
      </Part>
    </FormDrawer>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="md" pt="xs" role="group" aria-label={title} style={{ borderBlockStart: '1px solid var(--qs-rule)' }}>
      <Text fw={570}>{title}</Text>
      {children}
    </Stack>
  );
}

function ImportChoice({ apiForm: { form }, isNew }: { apiForm: ApiForm<Values>; isNew: boolean }) {
  const { data: imports = [] } = useQuery(finishedImportsQuery(useAccountId()));
  const options = imports.map(({ id, fileName, rowCount }) => ({
    value: String(id),
    label: t('sources.import.option', { file: fileName, rows: rowCount }),
  }));
  return (
    <Select
      label={t('sources.import')}
      description={t('sources.import.why')}
      data={isNew ? options : [{ value: '', label: t('sources.import.kept') }, ...options]}
      allowDeselect={false}
      {...form.getInputProps('importId')}
    />
  );
}

function Schedule({ apiForm: { form } }: { apiForm: ApiForm<Values> }) {
  const { timeZone } = useAccount();
  const { every } = form.getValues();
  return (
    <Part title={t('sources.part.when')}>
      <Select
        label={t('sources.every')}
        data={(['hours', 'day', 'week'] as const).map((value) => ({ value, label: t(`sources.every.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('every')}
      />
      {every === 'hours' && (
        <NumberInput label={t('sources.hours')} min={1} max={168} allowDecimal={false} {...form.getInputProps('hours')} />
      )}
      {every === 'week' && (
        <Select
          label={t('sources.weekday')}
          data={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayName(day) }))}
          allowDeselect={false}
          {...form.getInputProps('weekday')}
        />
      )}
      {every !== 'hours' && (
        <TextInput
          type="time"
          label={t('sources.at')}
          description={t('sources.at.why', { zone: timeZone })}
          {...form.getInputProps('at')}
        />
      )}
    </Part>
  );
}

function TryConnection({ apiForm: { form }, sourceId }: { apiForm: ApiForm<Values>; sourceId: number | undefined }) {
  const api = useApi();
  const [isBusy, setBusy] = useState(false);
  const [tried, setTried] = useState<TriedSource | null>(null);
  const attempt = async (): Promise<void> => {
    setBusy(true);
    setTried(null);
    const { host, port, user, auth, password, folder, pattern } = form.getValues();
    const asked = {
      host,
      port: Number(port),
      user,
      auth,
      folder,
      pattern,
      ...(password ? { password } : {}),
      ...(sourceId ? { sourceId } : {}),
    };
    await sourceCalls(api).try(asked).then(setTried, showProblem);
    setBusy(false);
  };
  return (
    <Stack gap="xs">
      <Group>
        <Button variant="default" onClick={() => void attempt()} loading={isBusy}>
          {t('sources.try')}
        </Button>
      </Group>
      {tried && (
        <Alert color="good" variant="light" role="status">
          <Text size="sm">{t('sources.try.good', { count: tried.count })}</Text>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {tried.files.map(({ name }) => name).join(', ')}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('sources.try.key', { key: tried.hostKey })}
          </Text>
        </Alert>
      )}
    </Stack>
  );
}

type Values = ReturnType<typeof valuesOf>;

function valuesOf(source: SourceView | undefined, importId: number | undefined) {
  const schedule = source?.schedule ?? { every: 'day' as const, at: '02:30' };
  return {
    name: source?.name ?? '',
    importId: importId === undefined ? '' : String(importId),
    host: source?.host ?? '',
    port: (source?.port ?? 22) as number | string,
    user: source?.user ?? '',
    auth: source?.auth ?? ('password' as const),
    password: '',
    forgetHostKey: false,
    folder: source?.folder ?? '.',
    pattern: source?.pattern ?? '*.csv',
    whenDone: source?.whenDone ?? ('leave' as const),
    doneFolder: source?.doneFolder ?? '',
    every: schedule.every as 'hours' | 'day' | 'week',
    hours: (schedule.every === 'hours' ? schedule.hours : 6) as number | string,
    weekday: schedule.every === 'week' ? String(schedule.weekday) : '1',
    at: schedule.every === 'hours' ? '02:30' : schedule.at,
    needsEncryption: source?.needsEncryption ?? false,
    needsSignature: source?.needsSignature ?? false,
    senderKey: source?.senderKey ?? '',
  };
}

function inputOf({ importId, port, password, doneFolder, every, hours, weekday, at, senderKey, ...values }: Values): Partial<SourceInput> {
  const schedule =
    every === 'hours' ? { every, hours: Number(hours) } : every === 'day' ? { every, at } : { every, weekday: Number(weekday), at };
  return {
    ...values,
    port: Number(port),
    schedule,
    ...(importId ? { importId: Number(importId) } : {}),
    ...(password ? { password } : {}),
    ...(values.whenDone === 'move' ? { doneFolder } : {}),
    ...(senderKey ? { senderKey } : {}),
  };
}
