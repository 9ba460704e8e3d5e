import { Textarea, TextInput } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import { useApi, useRefresh } from '../../app/session.ts';
import { useApiForm } from '../../ui/api-form.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import type { Automation } from '../automation-data.ts';
import { type Version, versionCalls } from './versions-data.ts';

interface NameVersionProps {
  automation: Automation;
  version: Version;
  onClose: () => void;
}

/** A name and a note for a version, so that it is found again. */
export function NameVersion({ automation, version, onClose }: NameVersionProps) {
  const calls = versionCalls(useApi());
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { name: version.name, note: version.note },
    send: (named) => calls.name(automation.id, version.version, named),
    async onDone() {
      await refresh('automation');
      onClose();
    },
  });
  return (
    <FormDrawer
      title={t('versions.number', { version: version.version })}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t('versions.keepName')}
    >
      <TextInput label={t('versions.name')} maxLength={100} data-autofocus {...apiForm.form.getInputProps('name')} />
      <Textarea label={t('versions.note')} maxLength={2000} autosize minRows={3} {...apiForm.form.getInputProps('note')} />
    </FormDrawer>
  );
}
