import { Button, Group, Modal, MultiSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ViewSettings } from '../../src/criteria/schema.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountKey, useApi, useCan, useRefresh } from '../app/session.ts';
import { useGo } from '../app/url.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { FocusBack } from '../ui/focus-back.tsx';
import { showDone } from '../ui/notice.ts';
import { addressOf } from './list-state.ts';
import { type View, viewCalls } from './views-data.ts';

interface ViewFormProps {
  object: ObjectType;
  /** The view to change; a new one when left out. */
  view?: View | undefined;
  settings: () => ViewSettings;
  onClose: () => void;
}

type Shared = 'nobody' | 'everybody' | 'roles';

/** The name of a view and who sees it. */
export function ViewForm({ object, view, settings, onClose }: ViewFormProps) {
  const calls = viewCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const canShare = useCan('groups.manage');
  const seesUsers = useCan('users.manage');
  const seesRoles = useCan('roles.manage') || seesUsers;
  const shared: Shared = view?.shared ? (view.roleIds.length > 0 ? 'roles' : 'everybody') : 'nobody';
  const apiForm = useApiForm({
    initialValues: { name: view?.name ?? '', shared, roleIds: (view?.roleIds ?? []).map(String) },
    send: async (values) => {
      const change = {
        name: values.name,
        shared: values.shared !== 'nobody',
        roleIds: values.shared === 'roles' ? values.roleIds.map(Number) : [],
      };
      if (!view) return calls.create({ objectId: object.id, ...change, settings: settings() });
      await calls.update(view, change);
      return { id: view.id };
    },
    async onDone({ id }, { name }) {
      const kept = settings();
      onClose();
      await refresh('views', object.id);
      if (!view) go(`/records/${object.key}`, addressOf(kept, id) as Record<string, string | undefined>);
      showDone(t('lists.view.saved', { view: name }));
    },
  });
  const { values } = apiForm.form;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(view ? 'lists.view.change' : 'lists.view.new')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FocusBack />
      <form onSubmit={apiForm.submit} noValidate>
        <Stack gap="md">
          <TextInput label={t('lists.view.name')} maxLength={60} withAsterisk data-autofocus {...apiForm.form.getInputProps('name')} />
          {canShare && (
            <Radio.Group label={t('lists.view.who')} {...apiForm.form.getInputProps('shared')}>
              <Stack gap={6} mt={4}>
                <Radio value="nobody" label={t('lists.view.who.me')} />
                <Radio value="everybody" label={t('lists.view.who.everybody')} />
                {seesRoles && <Radio value="roles" label={t('lists.view.who.roles')} />}
              </Stack>
            </Radio.Group>
          )}
          {values.shared === 'roles' && <RoleChoice {...apiForm.form.getInputProps('roleIds')} />}
          <FormProblem problem={apiForm.problem} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" loading={apiForm.isSending}>
              {t(view ? 'ui.save' : 'lists.view.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function RoleChoice(input: { value?: string[]; onChange: (value: string[]) => void }) {
  const api = useApi();
  const { data: roles = [] } = useQuery({
    queryKey: useAccountKey('roles'),
    queryFn: ({ signal }) => api.get('/api/roles', undefined, signal),
  });
  return (
    <MultiSelect
      {...input}
      label={t('lists.view.roles')}
      data={roles.map(({ id, name }) => ({ value: String(id), label: name }))}
      withAsterisk
      searchable
    />
  );
}
