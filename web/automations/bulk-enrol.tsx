import { Button, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BulkProps, WhichRecords } from '../app/list-slots.tsx';
import { language, t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import type { Selection } from '../ui/data-table/types.ts';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { showDone } from '../ui/notice.ts';
import { automationCalls, automationsQuery } from './automation-data.ts';

/** The button that lets what is chosen in a list onto a running map. */
export function BulkEnrol(props: BulkProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" size="compact-md" onClick={() => setOpen(true)}>
        {t('automations.bulk')}
      </Button>
      {isOpen && <EnrolChosen {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function EnrolChosen({ object, which, selection, count, clear, onClose }: BulkProps & { onClose: () => void }) {
  const calls = automationCalls(useApi());
  const refresh = useRefresh();
  const { data: automations = [] } = useQuery(automationsQuery(useAccountId()));
  const running = automations.filter(({ objectId, status }) => objectId === object.id && status === 'published');
  const apiForm = useApiForm({
    initialValues: { automation: '' },
    validate: { automation: (id: string) => (id === '' ? t('automations.bulk.which') : null) },
    send: ({ automation }) => calls.enrol(Number(automation), { criteria: criteriaOf(which, selection) }),
    onDone({ entered, goesOn }) {
      showDone(goesOn ? t('automations.enrol.goesOn', { count: entered }) : t('automations.enrol.done', { count: entered }));
      void refresh('automation');
      clear();
      onClose();
    },
  });
  const label = count === null ? t('automations.bulk.addThese') : t('automations.bulk.add', { count });
  return (
    <FormDrawer title={t('automations.bulk')} opened onClose={onClose} apiForm={apiForm} submitLabel={label}>
      {running.length === 0 ? (
        <Text c="dimmed">{t('automations.bulk.none', { objects: object.plural.toLocaleLowerCase(language.locale) })}</Text>
      ) : (
        <Select
          label={t('automations.bulk.which')}
          data={running.map(({ id, name }) => ({ value: String(id), label: name }))}
          data-autofocus
          openOnFocus={false}
          {...apiForm.form.getInputProps('automation')}
        />
      )}
    </FormDrawer>
  );
}

/** What is chosen, as criteria: the list's own, without what was taken out of the choice. */
export function criteriaOf(which: WhichRecords, selection: Selection): object {
  const ids = (chosen: ReadonlySet<number | string>): object => ({ system: 'id', operator: 'is', values: [...chosen].map(Number) });
  if (!selection.isAll) return ids(selection.ids);
  return {
    all: [
      ...(which.group ? [{ group: Number(which.group), operator: 'in' }] : []),
      ...(which.search ? [{ search: which.search }] : []),
      ...(which.criteria ? [JSON.parse(which.criteria) as object] : []),
      ...(selection.except.size > 0 ? [{ not: ids(selection.except) }] : []),
    ],
  };
}
