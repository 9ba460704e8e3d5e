import { Select, TextInput } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { useApi } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { accountCalls, type Role } from './settings-data.ts';

interface NewRoleProps {
  roles: readonly Role[];
  onClose: () => void;
  onMade: (id: number) => void;
}

/** A role begins as a copy of another. */
export function NewRole({ roles, onClose, onMade }: NewRoleProps) {
  const api = useApi();
  const options = roles.map(({ id, name }) => ({ value: String(id), label: name }));
  const apiForm = useApiForm({
    initialValues: { name: '', like: options.at(-1)?.value ?? '', managerRoleId: options[0]?.value ?? '' },
    send: ({ name, like, managerRoleId }) => {
      const model = roles.find(({ id }) => String(id) === like)!;
      return accountCalls(api).createRole({ name, managerRoleId: Number(managerRoleId), rights: model.rights });
    },
    onDone: ({ id }) => onMade(id),
  });
  const { getInputProps } = apiForm.form;
  return (
    <FormDrawer title={t('accounts.roles.add')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('accounts.roles.add')}>
      <TextInput label={t('accounts.roles.name')} data-autofocus {...getInputProps('name')} />
      <Select label={t('accounts.roles.like')} data={options} allowDeselect={false} {...getInputProps('like')} />
      <Select label={t('accounts.roles.manager')} data={options} allowDeselect={false} {...getInputProps('managerRoleId')} />
    </FormDrawer>
  );
}
