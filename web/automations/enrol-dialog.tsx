import { Select } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { showDone } from '../ui/notice.ts';
import { automationCalls, type Automation } from './automation-data.ts';
import type { Names } from './use-names.ts';

/** Lets records onto the running map by hand: all of them, or those of a group. */
export function EnrolDialog({ automation, names, onClose }: { automation: Automation; names: Names; onClose: () => void }) {
  const calls = automationCalls(useApi());
  const refresh = useRefresh();
  const objects = names.plural.toLocaleLowerCase();
  const apiForm = useApiForm({
    initialValues: { whom: names.groups[0] ? String(names.groups[0].id) : 'all' },
    send: ({ whom }) => calls.enrol(automation.id, { criteria: whom === 'all' ? { all: [] } : { group: Number(whom), operator: 'in' } }),
    onDone({ entered, goesOn }) {
      showDone(goesOn ? t('automations.enrol.goesOn', { count: entered }) : t('automations.enrol.done', { count: entered }));
      void refresh('automation');
      onClose();
    },
  });
  return (
    <FormDrawer
      title={t('automations.enrol', { objects })}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t('automations.enrol', { objects })}
    >
      <Select
        label={t('automations.enrol.whom')}
        data={[
          { value: 'all', label: t('automations.enrol.all', { objects }) },
          { group: t('automations.enrol.group'), items: names.groups.map(({ id, name }) => ({ value: String(id), label: name })) },
        ]}
        allowDeselect={false}
        searchable
        openOnFocus={false}
        {...apiForm.form.getInputProps('whom')}
      />
    </FormDrawer>
  );
}
