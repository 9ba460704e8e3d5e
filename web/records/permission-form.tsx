import { Text, Textarea } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import type { FullRecord } from './data.ts';

interface PermissionFormProps {
  object: ObjectType;
  record: FullRecord;
  kind: 'give' | 'withdraw';
  onClose: () => void;
}

/** Notes that a person asked for mail, or does not want it any more, with how that is known. */
export function PermissionForm({ object, record, kind, onClose }: PermissionFormProps) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { evidence: '' },
    send: ({ evidence }) =>
      api.post(`/api/objects/${object.id}/records/${record.id}/permission/${kind}`, {
        channel: 'email',
        ...(evidence || kind === 'give' ? { evidence } : {}),
      }),
    onDone: () => {
      void refresh('records', object.id);
      onClose();
    },
  });
  return (
    <FormDrawer
      title={t(`records.permission.${kind}`)}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t(`records.permission.${kind}.action`)}
    >
      <Text c="dimmed">{t(`records.permission.${kind}.sentence`, { name: record.name || t('records.unnamed') })}</Text>
      <Textarea
        label={t('records.permission.evidence')}
        placeholder={t('records.permission.evidence.example')}
        autosize
        minRows={3}
        data-autofocus
        {...apiForm.form.getInputProps('evidence')}
      />
    </FormDrawer>
  );
}
