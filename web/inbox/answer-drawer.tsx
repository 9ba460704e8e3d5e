import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import type { TemplateView } from '../../src/inbox/schema.ts';
import { t } from '../app/messages/t.ts';
import { useApi, useCan, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';

const EXAMPLE_FIELD = '{{ contact.first_name | default: "friend" }}';

/** An answer to be given again: its name, the shortcut that brings it, and its words. */
export function AnswerDrawer({ template, onClose }: { template?: TemplateView | undefined; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const mayShare = useCan('messages.manage');
  const apiForm = useApiForm({
    initialValues: {
      name: template?.name ?? '',
      shortcut: template?.shortcut ?? '',
      text: template?.text ?? '',
      isShared: template?.isShared ?? mayShare,
    },
    send: (values) => (template ? api.put(`/api/answer-templates/${template.id}`, values) : api.post('/api/answer-templates', values)),
    onDone: () => {
      onClose();
      void refresh('answer-templates');
    },
  });
  const { form } = apiForm;
  return (
    <FormDrawer
      title={template ? t('inbox.answers.edit', { name: template.name }) : t('inbox.answers.add')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t('inbox.answers.save')}
    >
      <TextInput label={t('inbox.answers.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <TextInput
        label={t('inbox.answers.shortcut')}
        description={t('inbox.answers.shortcut.why')}
        leftSection="/"
        {...form.getInputProps('shortcut')}
      />
      <Textarea
        label={t('inbox.answers.text')}
        description={t('inbox.answers.text.why', { field: EXAMPLE_FIELD })}
        withAsterisk
        autosize
        minRows={6}
        {...form.getInputProps('text')}
      />
      {mayShare && (
        <SegmentedControl
          aria-label={t('inbox.answers.shared')}
          data={[
            { value: 'all', label: t('inbox.answers.shared') },
            { value: 'me', label: t('inbox.answers.own') },
          ]}
          value={form.values.isShared ? 'all' : 'me'}
          onChange={(next) => form.setFieldValue('isShared', next === 'all')}
        />
      )}
    </FormDrawer>
  );
}
