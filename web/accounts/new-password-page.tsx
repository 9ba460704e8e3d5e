import { Button, PasswordInput, Stack } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { PASSWORD_MIN } from '../../src/accounts/schema.ts';
import { t } from '../app/messages/t.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { showDone } from '../ui/notice.ts';
import { resetPassword } from './identity-data.ts';
import { FootLink, IdentityPage } from './identity-page.tsx';

/** Where the letter's link leads: the new password. */
export default function NewPasswordPage() {
  const { token = '' } = useSearch({ strict: false }) as { token?: string };
  const navigate = useNavigate();
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: { password: '' },
    send: ({ password }) => resetPassword({ token, password }),
    onDone: async () => {
      showDone(t('accounts.newPassword.done'));
      await navigate({ to: '/sign-in' });
    },
  });
  return (
    <IdentityPage
      title={t('accounts.newPassword.title')}
      sentence={t('accounts.newPassword.sentence')}
      foot={<FootLink words={t('accounts.newPassword.expired')} to="/reset" label={t('accounts.newPassword.another')} />}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <PasswordInput
            label={t('accounts.newPassword')}
            description={t('accounts.password.rule', { count: PASSWORD_MIN })}
            autoComplete="new-password"
            autoFocus
            {...form.getInputProps('password')}
          />
          <FormProblem problem={problem} />
          <Button type="submit" loading={isSending}>
            {t('accounts.newPassword.action')}
          </Button>
        </Stack>
      </form>
    </IdentityPage>
  );
}
