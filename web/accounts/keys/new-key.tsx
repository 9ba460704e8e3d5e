import { Radio, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { useAccount, useAccountId, useApi } from '../../app/session.ts';
import { useApiForm } from '../../ui/api-form.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import { keyCalls, type MadeKey, scopesQuery } from './keys-data.ts';
import { ScopeChoice } from './scope-choice.tsx';

const DAY_MS = 86_400_000;
const LASTS = ['30', '90', '365', 'never'] as const;

/** Makes a key: for what, what it may do, until when. */
export function NewKey({ onClose, onMade }: { onClose: () => void; onMade: (key: MadeKey) => void }) {
  const api = useApi();
  const account = useAccount();
  const { data: offered = [] } = useQuery(scopesQuery(useAccountId()));
  const apiForm = useApiForm({
    initialValues: { name: '', may: 'some' as 'some' | 'all', scopes: [] as string[], expiresAt: '365' as (typeof LASTS)[number] },
    send: ({ name, may, scopes, expiresAt }) =>
      keyCalls(api).make({ name, scopes: may === 'all' ? null : scopes, expiresAt: endOf(expiresAt, new Date(account.now)) }),
    onDone: onMade,
  });
  const { form } = apiForm;
  return (
    <FormDrawer title={t('accounts.keys.add')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('accounts.keys.make')}>
      <TextInput label={t('accounts.keys.for')} description={t('accounts.keys.for.why')} data-autofocus {...form.getInputProps('name')} />
      <Select
        label={t('keys.ends')}
        data={LASTS.map((value) => ({ value, label: t(`keys.lasts.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('expiresAt')}
      />
      <Radio.Group label={t('keys.may')} {...form.getInputProps('may')}>
        <Stack gap="xs" mt="xs">
          <Radio value="some" label={t('keys.may.chosen')} />
          <Radio value="all" label={t('keys.may.everything')} description={t('keys.may.everything.why')} />
        </Stack>
      </Radio.Group>
      {form.values.may === 'some' && (
        <ScopeChoice
          offered={offered}
          value={form.values.scopes}
          onChange={(scopes) => form.setFieldValue('scopes', scopes)}
          error={form.errors.scopes}
        />
      )}
    </FormDrawer>
  );
}

const endOf = (lasts: (typeof LASTS)[number], now: Date): string | null =>
  lasts === 'never' ? null : new Date(now.getTime() + Number(lasts) * DAY_MS).toISOString();
