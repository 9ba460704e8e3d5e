import { Button, Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ACCOUNT_RIGHTS, type AccountRight } from '../../src/accounts/schema.ts';
import { t } from '../app/messages/t.ts';
import { useApi, useRefresh } from '../app/session.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { showDone } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { ObjectRightsMatrix } from './object-rights-matrix.tsx';
import classes from './roles.module.css';
import { accountCalls, type Role } from './settings-data.ts';

/** One role: its name, whom it answers to, and its rights. The owner's has all of them and is not changed. */
export function RoleEditor({ role, roles }: { role: Role; roles: readonly Role[] }) {
  const api = useApi();
  const refresh = useRefresh();
  const [isDeleting, setDeleting] = useState(false);
  const { form, submit, isSending, problem } = useApiForm({
    initialValues: { name: role.name, managerRoleId: String(role.managerRoleId ?? ''), rights: role.rights },
    send: (values) => accountCalls(api).updateRole(role.id, { ...values, managerRoleId: Number(values.managerRoleId) }),
    onDone: () => {
      showDone(t('accounts.roles.saved', { name: role.name }));
      void refresh();
    },
  });
  const { rights } = form.values;
  const toggle = (right: AccountRight, held: boolean): void =>
    form.setFieldValue('rights', { ...rights, account: held ? [...rights.account, right] : rights.account.filter((one) => one !== right) });
  const others = roles.filter(({ id }) => id !== role.id && !isBelow(roles, id, role.id));

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        {role.isOwner && <Text c="dimmed">{t('accounts.roles.owner')}</Text>}
        {!role.isOwner && (
          <Section>
            <Group grow align="flex-start">
              <TextInput label={t('accounts.roles.name')} {...form.getInputProps('name')} />
              <Select
                label={t('accounts.roles.manager')}
                data={others.map(({ id, name }) => ({ value: String(id), label: name }))}
                allowDeselect={false}
                {...form.getInputProps('managerRoleId')}
              />
            </Group>
          </Section>
        )}
        <Section title={t('accounts.roles.objects')} description={t('accounts.roles.objects.sentence')}>
          <ObjectRightsMatrix rights={rights} onChange={(next) => form.setFieldValue('rights', next)} isFixed={role.isOwner} />
        </Section>
        <Section title={t('accounts.roles.account')}>
          <div className={classes.rights}>
            {ACCOUNT_RIGHTS.map((right) => (
              <Checkbox
                key={right}
                label={t(`accounts.right.${right}`)}
                checked={role.isOwner || rights.account.includes(right)}
                disabled={role.isOwner}
                onChange={(event) => toggle(right, event.currentTarget.checked)}
              />
            ))}
          </div>
        </Section>
        <FormProblem problem={problem} />
        {!role.isOwner && (
          <Group justify="space-between">
            <Button variant="subtle" color="bad" onClick={() => setDeleting(true)}>
              {t('accounts.roles.delete')}
            </Button>
            <Button type="submit" loading={isSending}>
              {t('ui.save')}
            </Button>
          </Group>
        )}
      </Stack>
      {isDeleting && (
        <Confirm
          title={t('accounts.roles.delete.title', { name: role.name })}
          confirmLabel={t('accounts.roles.delete')}
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            await accountCalls(api).removeRole(role.id);
            await refresh('roles');
          }}
        >
          <Text>{t('accounts.roles.delete.sentence', { count: role.userCount })}</Text>
        </Confirm>
      )}
    </form>
  );
}

/** Whether `id` answers to `managerId`, through however many. */
function isBelow(roles: readonly Role[], id: number, managerId: number): boolean {
  const manager = roles.find((role) => role.id === id)?.managerRoleId;
  return manager != null && (manager === managerId || isBelow(roles, manager, managerId));
}
