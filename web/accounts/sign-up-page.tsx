import { Anchor, Button, Checkbox, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PASSWORD_MIN } from '../../src/accounts/schema.ts';
import { t } from '../app/messages/t.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { type Installation, installationQuery, signUp, whereWeAre } from './identity-data.ts';
import classes from './identity-page.module.css';
import { FootLink, IdentityPage } from './identity-page.tsx';
import { LetterSent } from './letter-sent.tsx';
import { useProof } from './proof/use-proof.ts';

export default function SignUpPage() {
  const { data: installation, error, refetch } = useQuery(installationQuery);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!installation) return <Loading />;
  return installation.signUp.isOpen ? <SignUpForm installation={installation} /> : <SignUpClosed because={installation.signUp.reason} />;
}

function SignUpClosed({ because }: { because: string | null }) {
  return (
    <IdentityPage title={t('accounts.signUp.closed')} sentence={because ?? t('accounts.signUp.closed.sentence')}>
      <Anchor component={Link} to="/sign-in">
        {t('accounts.signUp.haveLogin')}
      </Anchor>
    </IdentityPage>
  );
}

function SignUpForm({ installation }: { installation: Installation }) {
  const proof = useProof();
  const [sentTo, setSentTo] = useState('');
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: {
      companyName: '',
      name: '',
      hasSingleName: false,
      email: '',
      password: '',
      ageConfirmed: false,
      termsVersion: false,
      website: '',
      proof: '',
      ...whereWeAre(),
    },
    validate: {
      ageConfirmed: (value) => (value ? null : t('accounts.signUp.age.needed')),
      termsVersion: (value) => (value ? null : t('accounts.signUp.terms.needed')),
    },
    send: async (values) => signUp({ ...values, ageConfirmed: true, termsVersion: installation.termsVersion, proof: await proof.solve() }),
    onDone: (_reply, { email }) => setSentTo(email),
  });
  if (sentTo) return <LetterSent email={sentTo} kind="verify" />;
  return (
    <IdentityPage
      title={t('accounts.signUp.title')}
      sentence={t('accounts.signUp.sentence')}
      foot={<FootLink words={t('accounts.signUp.already')} to="/sign-in" label={t('accounts.signIn.title')} />}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput label={t('accounts.companyName')} autoComplete="organization" {...form.getInputProps('companyName')} />
          <TextInput
            label={t('accounts.legalName')}
            description={t('accounts.legalName.why')}
            autoComplete="name"
            {...form.getInputProps('name')}
          />
          {form.errors.name && <Checkbox label={t('accounts.singleName')} {...form.getInputProps('hasSingleName', { type: 'checkbox' })} />}
          <TextInput type="email" label={t('accounts.email')} autoComplete="email" {...form.getInputProps('email')} />
          <PasswordInput
            label={t('accounts.password')}
            description={t('accounts.password.rule', { count: PASSWORD_MIN })}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <div className={classes.trap} aria-hidden="true">
            <label>
              {t('accounts.trap')}
              <input tabIndex={-1} autoComplete="off" {...form.getInputProps('website')} />
            </label>
          </div>
          <Checkbox
            label={t('accounts.signUp.age', { age: installation.minimumAge })}
            {...form.getInputProps('ageConfirmed', { type: 'checkbox' })}
          />
          <Checkbox
            label={t('accounts.signUp.terms', { version: installation.termsVersion })}
            {...form.getInputProps('termsVersion', { type: 'checkbox' })}
          />
          <FormProblem problem={problem} />
          <Button type="submit" loading={isSending}>
            {t('accounts.signUp.action')}
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {proof.isSolved ? t('accounts.proof.done') : t('accounts.proof.working')}
          </Text>
        </Stack>
      </form>
    </IdentityPage>
  );
}
