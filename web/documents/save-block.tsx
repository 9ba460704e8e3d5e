import { Button, Modal, Stack, TextInput } from '@mantine/core';
import type { Block } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import { useApi, useRefresh } from '../app/session.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { FocusBack } from '../ui/focus-back.tsx';
import { showDone } from '../ui/notice.ts';

/** Keeps a block under a name, for use in other documents. */
export function SaveBlock({ block, onClose }: { block: Block; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { name: '' },
    send: ({ name }) => api.post('/api/saved-blocks', { name, blocks: [block] }),
    onDone: () => {
      void refresh('saved-blocks');
      showDone(t('documents.saved.kept'));
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('documents.bar.save')}>
      <FocusBack />
      <form
        noValidate
        onSubmit={(event) => {
          event.stopPropagation();
          apiForm.submit(event);
        }}
      >
        <Stack gap="md">
          <FormProblem problem={apiForm.problem} />
          <TextInput label={t('documents.saved.name')} data-autofocus {...apiForm.form.getInputProps('name')} />
          <Button type="submit" loading={apiForm.isSending} style={{ alignSelf: 'flex-start' }}>
            {t('documents.saved.keep')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
