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
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: { name: invitation.name, password: '', ageConfirmed: false, hasSingleName: false },
    send: (values) =>
      acceptInvitation(
        invitation.isKnown
          ? { token, hasSingleName: false, ageConfirmed: true }
          : { token, ...values, ...(invitation.termsVersion ? { termsVersion: invitation.termsVersion } : {}) },
      ),
    onDone: async () => {
      queries.clear();
      await navigate({ to: '/' });
    },
  });
  return (
    <IdentityPage
      title={t('accounts.invitation.title', { account: invitation.account })}
      sentence={t('accounts.invitation.sentence', { user: invitation.invitedBy, email: invitation.email })}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {!invitation.isKnown && (
            <>
              <TextInput label={t('accounts.legalName')} autoComplete="name" {...form.getInputProps('name')} />
              <PasswordInput
                label={t('accounts.password')}
                description={t('accounts.password.rule', { count: PASSWORD_MIN })}
                autoComplete="new-password"
                {...form.getInputProps('password')}
              />
              <Checkbox
                label={t('accounts.signUp.age', { age: invitation.minimumAge })}
                {...form.getInputProps('ageConfirmed', { type: 'checkbox' })}
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
