import { Anchor, Button, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { useApiForm } from '../../ui/api-form.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { CopiedCode } from '../../ui/copied-code.tsx';
import { CopyOnce } from '../../ui/copy-once.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Section } from '../../ui/page-header.tsx';
import { SettingsPage } from '../../ui/settings-page.tsx';
import { keyCalls, type OwnApp, ownAppsQuery } from './keys-data.ts';
import { linesOf } from './lines-of.ts';
import { errorOfLines } from './page-tokens.tsx';
import classes from './keys.module.css';

type Dialog = { kind: 'add' } | { kind: 'edit' | 'secret' | 'remove'; app: OwnApp };

/** Apps that people of this account wrote, which others let into their accounts. */
export default function AppsPage() {
  const { data: apps, error, refetch } = useQuery(ownAppsQuery(useAccountId()));
  const calls = keyCalls(useApi());
  const refresh = useRefresh();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const close = (): void => setDialog(null);
  const add = <Button onClick={() => setDialog({ kind: 'add' })}>{t('keys.apps.add')}</Button>;
  return (
    <SettingsPage title={t('keys.apps')} actions={apps && apps.length > 0 && add}>
      {secret && <CopyOnce label={t('keys.apps.secret')} secret={secret} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!apps && !error && <Loading />}
      {apps?.length === 0 && (
        <EmptyState
          title={t('keys.apps.empty')}
          sentence={t('keys.apps.empty.sentence')}
          action={add}
          example={<AppList apps={[EXAMPLE]} />}
        />
      )}
      {apps && apps.length > 0 && (
        <Section description={t('keys.apps.sentence')}>
          <AppList apps={apps} onDo={(kind, app) => setDialog({ kind, app })} />
        </Section>
      )}
      {dialog?.kind === 'add' && <EditApp onClose={close} onSecret={setSecret} />}
      {dialog?.kind === 'edit' && <EditApp app={dialog.app} onClose={close} onSecret={setSecret} />}
      {dialog?.kind === 'secret' && (
        <Confirm
          title={t('keys.apps.renew.title', { name: dialog.app.name })}
          confirmLabel={t('keys.apps.renew')}
          onClose={close}
          onConfirm={async () => setSecret((await calls.renewAppSecret(dialog.app.clientId)).secret)}
        >
          <Text>{t('keys.apps.renew.sentence')}</Text>
        </Confirm>
      )}
      {dialog?.kind === 'remove' && (
        <Confirm
          title={t('keys.apps.remove.title', { name: dialog.app.name })}
          confirmLabel={t('keys.apps.remove')}
          onClose={close}
          onConfirm={async () => {
            await calls.removeApp(dialog.app.clientId);
            await Promise.all([refresh('apps'), refresh('connected-apps')]);
          }}
        >
          <Text>{t('keys.apps.remove.sentence')}</Text>
        </Confirm>
      )}
    </SettingsPage>
  );
}

const EXAMPLE: OwnApp = {
  clientId: 'app_7Kq2mWx0',
  name: 'Tide tables',
  homePage: 'https://tides.example',
  redirectUris: ['https://tides.example/back'],
  isConfidential: true,
  createdAt: '',
};

interface AppListProps {
  apps: readonly OwnApp[];
  /** Left out for an example. */
  onDo?: (kind: 'edit' | 'secret' | 'remove', app: OwnApp) => void;
}

function AppList({ apps, onDo }: AppListProps) {
  return (
    <ul className={classes.apps}>
      {apps.map((app) => (
        <OneApp key={app.clientId} app={app} {...(onDo ? { onDo: (kind) => onDo(kind, app) } : {})} />
      ))}
    </ul>
  );
}

function OneApp({ app, onDo }: { app: OwnApp; onDo?: (kind: 'edit' | 'secret' | 'remove') => void }) {
  return (
    <li>
      <Stack gap={6} className={classes.app}>
        <Text fw={570}>{app.name}</Text>
        {app.homePage && (
          <Anchor href={app.homePage} target="_blank" rel="noreferrer" size="sm">
            {app.homePage}
          </Anchor>
        )}
        <Text size="sm" c="dimmed">
          {t(app.isConfidential ? 'keys.apps.confidential' : 'keys.apps.public')} · {app.redirectUris.join(' · ')}
        </Text>
        <CopiedCode text={app.clientId} label={t('keys.apps.id')} />
      </Stack>
      {onDo && (
        <Group gap={4}>
          <Button variant="subtle" size="compact-sm" onClick={() => onDo('edit')}>
            {t('keys.page.edit')}
          </Button>
          {app.isConfidential && (
            <Button variant="subtle" size="compact-sm" onClick={() => onDo('secret')}>
              {t('keys.apps.renew')}
            </Button>
          )}
          <Button variant="subtle" color="bad" size="compact-sm" onClick={() => onDo('remove')}>
            {t('keys.apps.remove')}
          </Button>
        </Group>
      )}
    </li>
  );
}

function EditApp({ app, onClose, onSecret }: { app?: OwnApp; onClose: () => void; onSecret: (secret: string) => void }) {
  const calls = keyCalls(useApi());
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: {
      name: app?.name ?? '',
      homePage: app?.homePage ?? '',
      redirectUris: app?.redirectUris.join('\n') ?? '',
      kind: 'confidential' as 'confidential' | 'public',
    },
    send: async ({ name, homePage, redirectUris, kind }) => {
      const input = { name, homePage: homePage.trim() || null, redirectUris: linesOf(redirectUris) };
      if (app) await calls.changeApp(app.clientId, input);
      else return (await calls.registerApp({ ...input, isConfidential: kind === 'confidential' })).secret;
      return null;
    },
    onDone: (secret) => {
      if (secret) onSecret(secret);
      onClose();
      void refresh('apps');
    },
  });
  const { form } = apiForm;
  return (
    <FormDrawer
      title={t(app ? 'keys.apps.edit' : 'keys.apps.add')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t(app ? 'ui.save' : 'keys.apps.add')}
    >
      <TextInput label={t('keys.apps.name')} description={t('keys.apps.name.why')} data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('keys.apps.home')} placeholder="https://app.example" {...form.getInputProps('homePage')} />
      <Textarea
        label={t('keys.apps.redirects')}
        description={t('keys.apps.redirects.why')}
        placeholder="https://app.example/back"
        autosize
        minRows={2}
        {...form.getInputProps('redirectUris')}
        error={errorOfLines(form.errors, 'redirectUris')}
      />
      {!app && (
        <Radio.Group label={t('keys.apps.where')} {...form.getInputProps('kind')}>
          <Stack gap="xs" mt="xs">
            <Radio value="confidential" label={t('keys.apps.confidential')} description={t('keys.apps.confidential.why')} />
            <Radio value="public" label={t('keys.apps.public')} description={t('keys.apps.public.why')} />
          </Stack>
        </Radio.Group>
      )}
    </FormDrawer>
  );
}
