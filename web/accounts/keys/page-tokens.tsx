import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { useApiForm } from '../../ui/api-form.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { CopiedCode } from '../../ui/copied-code.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import { Section } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { keyCalls, type PageToken, pageTokensQuery } from './keys-data.ts';
import { linesOf } from './lines-of.ts';
import classes from './keys.module.css';

type Dialog = { kind: 'add' } | { kind: 'edit' | 'revoke'; token: PageToken };

/** Tokens that may stand in pages, where everybody can read them. */
export function PageTokens() {
  const { data: tokens = [] } = useQuery(pageTokensQuery(useAccountId()));
  const api = useApi();
  const refresh = useRefresh();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = (): void => setDialog(null);
  return (
    <Section
      title={t('keys.page')}
      description={t('keys.page.sentence')}
      actions={
        <Button variant="default" onClick={() => setDialog({ kind: 'add' })}>
          {t('keys.page.add')}
        </Button>
      }
    >
      {tokens.length > 0 && (
        <ul className={classes.apps}>
          {tokens.map((token) => (
            <li key={token.id}>
              <Stack gap={6} className={classes.app}>
                <div>
                  <Text fw={570}>{token.name}</Text>
                  <Text size="sm">{token.origins.join(' · ')}</Text>
                  <Text size="sm" c="dimmed">
                    {t('accounts.keys.used')}: {token.lastUsedAt ? <RelativeTime time={token.lastUsedAt} /> : t('accounts.keys.never')}
                  </Text>
                </div>
                <CopiedCode text={token.token} label={t('keys.page.token')} />
              </Stack>
              <Group gap={4}>
                <Button variant="subtle" size="compact-sm" onClick={() => setDialog({ kind: 'edit', token })}>
                  {t('keys.page.edit')}
                </Button>
                <Button variant="subtle" color="bad" size="compact-sm" onClick={() => setDialog({ kind: 'revoke', token })}>
                  {t('accounts.keys.revoke')}
                </Button>
              </Group>
            </li>
          ))}
        </ul>
      )}
      {dialog?.kind === 'add' && <EditPageToken onClose={close} />}
      {dialog?.kind === 'edit' && <EditPageToken token={dialog.token} onClose={close} />}
      {dialog?.kind === 'revoke' && (
        <Confirm
          title={t('accounts.keys.revoke.title', { name: dialog.token.name })}
          confirmLabel={t('keys.page.revoke')}
          onClose={close}
          onConfirm={async () => {
            await keyCalls(api).revokePageToken(dialog.token.id);
            await refresh('page-tokens');
          }}
        >
          <Text>{t('keys.page.revoke.sentence')}</Text>
        </Confirm>
      )}
    </Section>
  );
}

function EditPageToken({ token, onClose }: { token?: PageToken; onClose: () => void }) {
  const calls = keyCalls(useApi());
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { name: token?.name ?? '', origins: token?.origins.join('\n') ?? '' },
    send: async ({ name, origins }) => {
      const input = { name, origins: linesOf(origins) };
      await (token ? calls.changePageToken(token.id, input) : calls.makePageToken(input));
    },
    onDone: () => {
      onClose();
      void refresh('page-tokens');
    },
  });
  return (
    <FormDrawer
      title={t(token ? 'keys.page.edit.title' : 'keys.page.add')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t(token ? 'ui.save' : 'keys.page.make')}
    >
      <TextInput label={t('keys.page.name')} data-autofocus {...apiForm.form.getInputProps('name')} />
      <Textarea
        label={t('keys.page.origins')}
        description={t('keys.page.origins.why')}
        placeholder="https://shop.example"
        autosize
        minRows={2}
        {...apiForm.form.getInputProps('origins')}
        error={errorOfLines(apiForm.form.errors, 'origins')}
      />
    </FormDrawer>
  );
}

/** The server names the line: the input is told of the first that is wrong. */
export const errorOfLines = (errors: Record<string, React.ReactNode>, name: string): React.ReactNode =>
  Object.entries(errors).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1];
