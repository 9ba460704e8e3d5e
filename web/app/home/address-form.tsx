import { Button, Group, Stack, Textarea } from '@mantine/core';
import { t } from '../messages/t.ts';
import { useAccount, useApi, useRefresh } from '../session.ts';
import { FormProblem, useApiForm } from '../../ui/api-form.tsx';

/** The postal address, asked for where it is needed first. */
export function AddressForm() {
  const account = useAccount();
  const api = useApi();
  const refresh = useRefresh();
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: { postalAddress: account.postalAddress },
    validate: { postalAddress: (value) => (value.trim() ? null : t('home.step.address.needed')) },
    send: (values) => api.patch('/api/account', values),
    onDone: () => void refresh('account'),
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs" maw={440}>
        <Textarea
          label={t('home.step.address.label')}
          placeholder={t('home.step.address.example')}
          autosize
          minRows={3}
          {...form.getInputProps('postalAddress')}
        />
        <FormProblem problem={problem} />
        <Group>
          <Button type="submit" loading={isSending}>
            {t('home.step.address.action')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
