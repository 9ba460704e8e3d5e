import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { PageTable } from '../ui/page-table.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { accountCalls, type InvitationSent, invitationsQuery, type Role, rolesQuery, type User, usersQuery } from './settings-data.ts';

type Dialog = { kind: 'invite' } | { kind: 'edit' | 'remove'; user: User } | { kind: 'withdraw'; invitation: InvitationSent };

/** Who works in the account, in which role, and who is invited. */
export default function UsersPage() {
  const accountId = useAccountId();
  const users = useQuery(usersQuery(accountId));
  const { data: invitations = [] } = useQuery(invitationsQuery(accountId));
  const { data: roles = [] } = useQuery(rolesQuery(accountId));
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = (): void => setDialog(null);
  const seated = users.data?.filter((user) => user.leftAt === null) ?? [];
  return (
    <SettingsPage
      title={t('accounts.users')}
      meta={users.data && t('accounts.users.count', { count: seated.length })}
      actions={<Button onClick={() => setDialog({ kind: 'invite' })}>{t('accounts.users.invite')}</Button>}
      wide
    >
      {users.error && <ErrorState error={users.error} retry={() => void users.refetch()} />}
      {users.isPending && <Loading />}
      {users.data && (
        <Section>
          <UserTable
            users={seated}
            onEdit={(user) => setDialog({ kind: 'edit', user })}
            onRemove={(user) => setDialog({ kind: 'remove', user })}
          />
        </Section>
      )}
      {invitations.length > 0 && (
        <Section title={t('accounts.invitations')}>
          <InvitationTable invitations={invitations} onWithdraw={(invitation) => setDialog({ kind: 'withdraw', invitation })} />
        </Section>
      )}
      {dialog?.kind === 'invite' && <Invite roles={roles} onClose={close} />}
      {dialog?.kind === 'edit' && <EditUser user={dialog.user} roles={roles} onClose={close} />}
      {dialog?.kind === 'remove' && (
        <RemoveUser user={dialog.user} others={seated.filter(({ id }) => id !== dialog.user.id)} onClose={close} />
      )}
      {dialog?.kind === 'withdraw' && <Withdraw invitation={dialog.invitation} onClose={close} />}
    </SettingsPage>
  );
}

function UserTable({ users, onEdit, onRemove }: { users: readonly User[]; onEdit: (user: User) => void; onRemove: (user: User) => void }) {
  return (
    <PageTable
      minWidth={560}
      rows={users}
      rowId={({ id }) => id}
      columns={[
        { label: t('accounts.users.name'), render: ({ name }) => <PersonName name={name} /> },
        { label: t('accounts.email'), breaks: true, render: ({ email }) => email },
        {
          label: t('accounts.role'),
          render: ({ roleName, exceptions }) => (
            <>
              {roleName}
              {exceptions && (
                <Text span c="dimmed" size="sm">
                  {' '}
                  {t('accounts.users.exceptions')}
                </Text>
              )}
            </>
          ),
        },
        { label: t('accounts.users.since'), render: ({ joinedAt }) => <RelativeTime time={joinedAt} /> },
        {
          align: 'end',
          render: (user) =>
            !user.isOwner && (
              <Group gap="xs" justify="flex-end" wrap="nowrap">
                <Button variant="subtle" size="compact-sm" onClick={() => onEdit(user)}>
                  {t('accounts.users.edit')}
                </Button>
                <Button variant="subtle" color="bad" size="compact-sm" onClick={() => onRemove(user)}>
                  {t('accounts.users.remove')}
                </Button>
              </Group>
            ),
        },
      ]}
    />
  );
}

const PersonName = ({ name }: { name: string }) => (
  <Text span fw={540}>
    {name}
  </Text>
);

function InvitationTable({
  invitations,
  onWithdraw,
}: {
  invitations: readonly InvitationSent[];
  onWithdraw: (invitation: InvitationSent) => void;
}) {
  return (
    <PageTable
      minWidth={480}
      rows={invitations}
      rowId={({ id }) => id}
      columns={[
        { render: ({ name }) => <PersonName name={name} /> },
        { breaks: true, render: ({ email }) => email },
        { render: ({ roleName }) => roleName },
        {
          render: ({ expiresAt }) => (
            <StatusBadge state="warn" open>
              {t('accounts.invitations.until')} <RelativeTime time={expiresAt} />
            </StatusBadge>
          ),
        },
        {
          align: 'end',
          render: (invitation) => (
            <Button variant="subtle" color="bad" size="compact-sm" onClick={() => onWithdraw(invitation)}>
              {t('accounts.invitations.withdraw')}
            </Button>
          ),
        },
      ]}
    />
  );
}

const choosable = (roles: readonly Role[]) =>
  roles.filter((role) => !role.isOwner).map((role) => ({ value: String(role.id), label: role.name }));

function Invite({ roles, onClose }: { roles: readonly Role[]; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { name: '', email: '', roleId: choosable(roles)[0]?.value ?? '' },
    send: (values) => accountCalls(api).inviteUser({ ...values, roleId: Number(values.roleId) }),
    onDone: (_reply, { email }) => {
      showDone(t('accounts.users.invited', { email }));
      void refresh('invitations');
      onClose();
    },
  });
  const { getInputProps } = apiForm.form;
  return (
    <FormDrawer
      title={t('accounts.users.invite')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t('accounts.users.sendInvitation')}
    >
      <TextInput label={t('accounts.users.name')} data-autofocus {...getInputProps('name')} />
      <TextInput label={t('accounts.email')} type="email" description={t('accounts.users.seat')} {...getInputProps('email')} />
      <Select label={t('accounts.role')} data={choosable(roles)} allowDeselect={false} {...getInputProps('roleId')} />
    </FormDrawer>
  );
}

function EditUser({ user, roles, onClose }: { user: User; roles: readonly Role[]; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { name: user.name, roleId: String(user.roleId) },
    send: ({ name, roleId }) => accountCalls(api).updateUser(user.id, { name, roleId: Number(roleId) }),
    onDone: () => {
      void refresh('users');
      onClose();
    },
  });
  const { getInputProps } = apiForm.form;
  return (
    <FormDrawer title={user.name} opened onClose={onClose} apiForm={apiForm} submitLabel={t('ui.save')}>
      <TextInput label={t('accounts.users.name')} {...getInputProps('name')} />
      <Select label={t('accounts.role')} data={choosable(roles)} allowDeselect={false} {...getInputProps('roleId')} />
    </FormDrawer>
  );
}

function RemoveUser({ user, others, onClose }: { user: User; others: readonly User[]; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const [reassignTo, setReassignTo] = useState(String(others[0]?.id ?? ''));
  return (
    <Confirm
      title={t('accounts.users.remove.title', { name: user.name })}
      confirmLabel={t('accounts.users.remove.action')}
      onClose={onClose}
      onConfirm={async () => {
        await accountCalls(api).removeUser(user.id, Number(reassignTo));
        await refresh('users');
      }}
    >
      <Text mb="md">{t('accounts.users.remove.sentence', { name: user.name })}</Text>
      <Select
        label={t('accounts.users.remove.to')}
        data={others.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={reassignTo}
        onChange={(value) => setReassignTo(value ?? '')}
        allowDeselect={false}
      />
    </Confirm>
  );
}

function Withdraw({ invitation, onClose }: { invitation: InvitationSent; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  return (
    <Confirm
      title={t('accounts.invitations.withdraw.title')}
      confirmLabel={t('accounts.invitations.withdraw')}
      onClose={onClose}
      onConfirm={async () => {
        await accountCalls(api).withdrawInvitation(invitation.id);
        await refresh('invitations');
      }}
    >
      <Text>{t('accounts.invitations.withdraw.sentence', { email: invitation.email })}</Text>
    </Confirm>
  );
}
