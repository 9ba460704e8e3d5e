import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import type { RecordActionProps } from '../app/list-slots.tsx';
import { t } from '../app/messages/t.ts';
import { useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { refusalText } from './refusal-text.ts';

/** Writes a letter to the person of a record. */
export function WriteLetterButton({ object, recordId, recordName, mayEdit }: RecordActionProps) {
  const [isOpen, setOpen] = useState(false);
  if (!mayEdit) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconMail size={16} />} onClick={() => setOpen(true)}>
        {t('write.button')}
      </Button>
      {isOpen && <WriteLetter objectId={object.id} recordId={recordId} recordName={recordName} onClose={() => setOpen(false)} />}
    </>
  );
}

interface WriteLetterProps {
  objectId: number;
  recordId: number;
  recordName: string;
  onClose: () => void;
}

function WriteLetter({ objectId, recordId, recordName, onClose }: WriteLetterProps) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { from: 'me', subject: '', text: '' },
    send: (values) => api.post(`/api/records/${objectId}/${recordId}/letters`, values),
    onDone: (reply) => {
      if ('refused' in reply) return showProblem(new Error(t('write.refused', { reason: refusalText(reply.refused) })));
      showDone(t('write.sent'));
      void refresh('record');
      onClose();
    },
  });
  const { form } = apiForm;
  return (
    <FormDrawer title={t('write.title', { name: recordName })} opened onClose={onClose} apiForm={apiForm} submitLabel={t('write.submit')}>
      <Select
        label={t('write.from')}
        data={(['me', 'owner', 'account'] as const).map((value) => ({ value, label: t(`write.from.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('from')}
      />
      <TextInput label={t('write.subject')} maxLength={300} data-autofocus {...form.getInputProps('subject')} />
      <Textarea
        label={t('write.text')}
        description={t('write.text.why')}
        autosize
        minRows={10}
        maxRows={24}
        {...form.getInputProps('text')}
      />
    </FormDrawer>
  );
}
