import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { useApi, useRefresh } from '../app/session.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { FocusBack } from '../ui/focus-back.tsx';
import { groupCalls, type RecordGroup } from './criteria-data.ts';

/** Gives a group another name. */
export function RenameGroup({ group, onClose }: { group: RecordGroup; onClose: () => void }) {
  const calls = groupCalls(useApi());
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { name: group.name },
    send: ({ name }) => calls.update(group.id, { version: group.version, name }),
    onDone() {
      void refresh('groups');
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('criteria.groups.rename.title')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <form onSubmit={apiForm.submit} noValidate>
        <Stack gap="md">
          <TextInput label={t('criteria.group.name')} maxLength={100} data-autofocus {...apiForm.form.getInputProps('name')} />
          <FormProblem problem={apiForm.problem} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" loading={apiForm.isSending}>
              {t('criteria.groups.rename.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
