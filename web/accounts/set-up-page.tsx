import { Button, Checkbox, PasswordInput, Radio, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { PASSWORD_MIN } from '../../src/accounts/schema.ts';
import { t } from '../app/messages/t.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { setUp, whereWeAre } from './identity-data.ts';
import classes from './identity-page.module.css';
import { IdentityPage } from './identity-page.tsx';
import { currencies, timeZones } from '../app/countries.ts';

/** The first page anyone sees: whoever holds the link becomes operator and owner. */
export default function SetUpPage() {
  const { token = '' } = useSearch({ strict: false }) as { token?: string };
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: {
      hosting: 'own' as 'own' | 'hosts',
      companyName: '',
      name: '',
      hasSingleName: false,
      email: '',
      password: '',
      ...whereWeAre(),
    },
    send: (values) => setUp({ ...values, token }),
    onDone: async () => {
      queries.clear();
      await navigate({ to: '/' });
    },
  });
  return (
    <IdentityPage title={t('accounts.setUp.title')} sentence={t('accounts.setUp.sentence')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Radio.Group label={t('accounts.setUp.hosting')} {...form.getInputProps('hosting')}>
            <div className={classes.choices}>
              <Radio
                className={classes.choice}
                value="own"
                label={t('accounts.setUp.own')}
                description={t('accounts.setUp.own.sentence')}
              />
              <Radio
                className={classes.choice}
                value="hosts"
                label={t('accounts.setUp.hosts')}
                description={t('accounts.setUp.hosts.sentence')}
              />
            </div>
          </Radio.Group>
          <TextInput label={t('accounts.companyName')} autoComplete="organization" {...form.getInputProps('companyName')} />
          <TextInput label={t('accounts.legalName')} autoComplete="name" {...form.getInputProps('name')} />
          {form.errors.name && <Checkbox label={t('accounts.singleName')} {...form.getInputProps('hasSingleName', { type: 'checkbox' })} />}
          <TextInput type="email" label={t('accounts.email')} autoComplete="email" {...form.getInputProps('email')} />
          <PasswordInput
            label={t('accounts.password')}
            description={t('accounts.password.rule', { count: PASSWORD_MIN })}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <SimpleGrid cols={2}>
            <Select
              label={t('accounts.timeZone')}
              data={timeZones()}
              searchable
              allowDeselect={false}
              {...form.getInputProps('timeZone')}
            />
            <Select
              label={t('accounts.currency')}
              data={currencies()}
              searchable
              allowDeselect={false}
              {...form.getInputProps('currency')}
            />
          </SimpleGrid>
          <FormProblem problem={problem} />
          <Button type="submit" loading={isSending}>
            {t('accounts.setUp.action')}
          </Button>
        </Stack>
      </form>
    </IdentityPage>
  );
}
