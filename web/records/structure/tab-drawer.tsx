import { Button, TextInput } from '@mantine/core';
import type { TabShape } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useApi, useRefresh } from '../../app/session.ts';
import { useApiForm } from '../../ui/api-form.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import { showProblem } from '../../ui/notice.ts';
import { structureCalls } from './structure-data.ts';

interface TabDrawerProps {
  object: ObjectType;
  /** Left out for a new one. */
  tab: TabShape | undefined;
  onClose: () => void;
}

export function TabDrawer({ object, tab, onClose }: TabDrawerProps) {
  const calls = structureCalls(useApi());
  const refresh = useRefresh();
  const done = (): void => {
    void refresh('objects');
    onClose();
  };
  const apiForm = useApiForm({
    initialValues: { name: tab?.name ?? '' },
    send: ({ name }) => (tab ? calls.renameTab(object.id, tab.id, name) : calls.createTab(object.id, name)),
    onDone: done,
  });
  return (
    <FormDrawer
      title={t(tab ? 'structure.tab.edit' : 'structure.tab.add')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t(tab ? 'ui.save' : 'structure.tab.add')}
    >
      <TextInput label={t('structure.tab.name')} data-autofocus {...apiForm.form.getInputProps('name')} />
      {tab && object.tabs.length > 1 && (
        <Button variant="subtle" color="bad" onClick={() => calls.removeTab(object.id, tab.id).then(done, showProblem)}>
          {t('structure.tab.delete')}
        </Button>
      )}
    </FormDrawer>
  );
}
