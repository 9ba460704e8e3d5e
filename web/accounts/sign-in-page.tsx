import { Anchor, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { t } from '../app/messages/t.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { installationQuery, signIn } from './identity-data.ts';
import { FootLink, IdentityPage } from './identity-page.tsx';

export default function SignInPage() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { to } = useSearch({ strict: false }) as { to?: string };
  const { data: installation } = useQuery(installationQuery);
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: { email: '', password: '' },
    send: signIn,
    onDone: async () => {
      queries.clear();
      await navigate({ href: isOurs(to) ? to : '/' });
    },
  });
  return (
    <IdentityPage
      title={t('accounts.signIn.title')}
      foot={installation?.signUp.isOpen && <FootLink words={t('accounts.signIn.new')} to="/sign-up" label={t('accounts.signIn.signUp')} />}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput type="email" label={t('accounts.email')} autoComplete="username" autoFocus {...form.getInputProps('email')} />
          <PasswordInput label={t('accounts.password')} autoComplete="current-password" {...form.getInputProps('password')} />
          <FormProblem problem={problem} />
          <Group justify="space-between">
            <Anchor component={Link} to="/reset" size="sm">
              {t('accounts.signIn.forgot')}
            </Anchor>
            <Button type="submit" loading={isSending}>
              {t('accounts.signIn.action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </IdentityPage>
  );
}

/** Only a path of our own is followed after signing in. */
const isOurs = (to: string | undefined): to is string => to !== undefined && /^\/(?![/\\])/.test(to);
