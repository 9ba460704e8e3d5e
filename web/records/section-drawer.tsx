import { Button, TextInput } from '@mantine/core';
import type { SectionShape } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { showProblem } from '../ui/notice.ts';
import { shapeCalls } from './data.ts';

interface SectionDrawerProps {
  object: ObjectType;
  /** Left out for a new one. */
  section: SectionShape | undefined;
  /** Where a new one goes. */
  tabId?: number | undefined;
  onClose: () => void;
}

export function SectionDrawer({ object, section, tabId, onClose }: SectionDrawerProps) {
  const calls = shapeCalls(useApi());
  const refresh = useRefresh();
  const done = (): void => {
    void refresh('objects');
    onClose();
  };
  const apiForm = useApiForm({
    initialValues: { name: section?.name ?? '' },
    send: ({ name }) => (section ? calls.renameSection(object.id, section.id, name) : calls.createSection(object.id, name, tabId)),
    onDone: done,
  });
  const isEmpty = section && !object.fields.some(({ sectionId }) => sectionId === section.id);
  return (
    <FormDrawer
      title={t(section ? 'records.section.edit' : 'records.section.add')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t(section ? 'ui.save' : 'records.section.add')}
    >
      <TextInput label={t('records.section.name')} data-autofocus {...apiForm.form.getInputProps('name')} />
      {isEmpty && object.sections.length > 1 && (
        <Button variant="subtle" color="bad" onClick={() => calls.removeSection(object.id, section.id).then(done, showProblem)}>
          {t('records.section.delete')}
        </Button>
      )}
    </FormDrawer>
  );
}
