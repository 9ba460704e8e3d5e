import { Button, Checkbox, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { PASSWORD_MIN } from '../../src/accounts/schema.ts';
import { t } from '../app/messages/t.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { Loading } from '../ui/loading.tsx';
import { acceptInvitation, type Invitation, invitationQuery } from './identity-data.ts';
import { FootLink, IdentityPage } from './identity-page.tsx';

/** Where the letter of an invitation leads: taking the seat, with a new login or the one the person has. */
export default function InvitationPage() {
  const { token = '' } = useSearch({ strict: false }) as { token?: string };
  const { data: invitation, error } = useQuery(invitationQuery(token));
  if (error) {
    return (
      <IdentityPage
        title={t('accounts.invitation.gone')}
        sentence={error.message}
        foot={<FootLink words={t('accounts.signUp.already')} to="/sign-in" label={t('accounts.signIn.title')} />}
      >
        {null}
      </IdentityPage>
    );
  }
  return invitation ? <SeatForm token={token} invitation={invitation} /> : <Loading />;
}

function SeatForm({ token, invitation }: { token: string; invitation: Invitation }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { hasLogin, terms } = invitation;
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: { name: invitation.name, password: '', ageConfirmed: false, hasSingleName: false, termsVersion: false },
    send: ({ name, password, ageConfirmed, hasSingleName, termsVersion }) =>
      acceptInvitation({
        token,
        ...(password ? { password } : {}),
        hasSingleName,
        ageConfirmed,
        ...(hasLogin ? {} : { name }),
        ...(terms && termsVersion ? { termsVersion: terms.version } : {}),
      }),
    onDone: async () => {
      queries.clear();
      await navigate({ to: '/' });
    },
  });
  return (
    <IdentityPage
      title={t('accounts.invitation.title', { account: invitation.accountName })}
      sentence={t('accounts.invitation.sentence', { user: invitation.inviter, role: invitation.roleName, email: invitation.email })}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {!hasLogin && <TextInput label={t('accounts.legalName')} autoComplete="name" {...form.getInputProps('name')} />}
          {form.errors.name && <Checkbox label={t('accounts.singleName')} {...form.getInputProps('hasSingleName', { type: 'checkbox' })} />}
          <PasswordInput
            label={t('accounts.password')}
            description={hasLogin ? t('accounts.invitation.password') : t('accounts.password.rule', { count: PASSWORD_MIN })}
            autoComplete={hasLogin ? 'current-password' : 'new-password'}
            {...form.getInputProps('password')}
          />
          {terms && (
            <>
              <Checkbox
                label={t('accounts.signUp.age', { age: terms.minimumAge })}
                {...form.getInputProps('ageConfirmed', { type: 'checkbox' })}
              />
              <Checkbox
                label={t('accounts.signUp.terms', { version: terms.version })}
                {...form.getInputProps('termsVersion', { type: 'checkbox' })}
              />
            </>
          )}
          <FormProblem problem={problem} />
          <Button type="submit" loading={isSending}>
            {t('accounts.invitation.action')}
          </Button>
        </Stack>
      </form>
    </IdentityPage>
  );
}
