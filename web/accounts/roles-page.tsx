import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useUrlState } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { NewRole } from './new-role.tsx';
import { RoleEditor } from './role-editor.tsx';
import { RoleTree } from './role-tree.tsx';
import classes from './roles.module.css';
import { accountCalls, rolesQuery } from './settings-data.ts';

/** Roles as a tree of who answers to whom, and what the chosen one may do. */
export default function RolesPage() {
  const accountId = useAccountId();
  const api = useApi();
  const refresh = useRefresh();
  const { data: roles, error, refetch } = useQuery(rolesQuery(accountId));
  const [chosen, setChosen] = useUrlState('role');
  const [isAdding, setAdding] = useState(false);
  const role = roles?.find(({ id }) => String(id) === chosen) ?? roles?.find(({ isOwner }) => !isOwner) ?? roles?.[0];
  return (
    <SettingsPage title={t('accounts.roles')} actions={<Button onClick={() => setAdding(true)}>{t('accounts.roles.add')}</Button>} wide>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!roles && !error && <Loading />}
      {roles && role && (
        <div className={classes.columns}>
          <RoleTree
            roles={roles}
            chosenId={role.id}
            onChoose={(id) => setChosen(String(id))}
            onMove={async (id, managerRoleId) => {
              await accountCalls(api).updateRole(id, { managerRoleId });
              await refresh('roles');
            }}
          />
          <RoleEditor key={role.id} role={role} roles={roles} />
        </div>
      )}
      {isAdding && roles && (
        <NewRole
          roles={roles}
          onClose={() => setAdding(false)}
          onMade={(id) => {
            setAdding(false);
            setChosen(String(id));
            void refresh('roles');
          }}
        />
      )}
    </SettingsPage>
  );
}
