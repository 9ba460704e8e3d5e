import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { askForReset } from './identity-data.ts';
import { FootLink, IdentityPage } from './identity-page.tsx';
import { LetterSent } from './letter-sent.tsx';

/** Asks for the letter that lets one choose a new password. */
export default function ResetPage() {
  const [sentTo, setSentTo] = useState('');
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: { email: '' },
    send: ({ email }) => askForReset(email),
    onDone: (_reply, { email }) => setSentTo(email),
  });
  if (sentTo) return <LetterSent email={sentTo} kind="reset" />;
  return (
    <IdentityPage
      title={t('accounts.reset.title')}
      sentence={t('accounts.reset.sentence')}
      foot={<FootLink words={t('accounts.reset.remembered')} to="/sign-in" label={t('accounts.signIn.title')} />}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput type="email" label={t('accounts.email')} autoComplete="username" autoFocus {...form.getInputProps('email')} />
          <FormProblem problem={problem} />
          <Button type="submit" loading={isSending}>
            {t('accounts.reset.action')}
          </Button>
        </Stack>
      </form>
    </IdentityPage>
  );
}
