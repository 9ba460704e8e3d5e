import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { automationsQuery, taskTemplateNamesQuery } from '../automation-data.ts';
import type { StepFormProps } from './step-form.tsx';

/** Which task template the task is made from. */
export function TemplateForm({ settings, onChange, names }: StepFormProps) {
  const { data: templates = [] } = useQuery(taskTemplateNamesQuery(useAccountId()));
  return (
    <Select
      label={t('automations.task.template')}
      data={templates.filter(({ objectId }) => objectId === names.objectId).map(({ id, name }) => ({ value: String(id), label: name }))}
      value={settings.templateId ? String(settings.templateId) : null}
      onChange={(id) => onChange(id ? { templateId: Number(id) } : {})}
      searchable
      openOnFocus={false}
      data-autofocus
    />
  );
}

/** Which automation records are added to or taken off. */
export function AutomationForm({ settings, onChange, names }: StepFormProps) {
  const { data: automations = [] } = useQuery(automationsQuery(useAccountId()));
  return (
    <Select
      label={t('automations.automation')}
      data={automations.filter(({ objectId }) => objectId === names.objectId).map(({ id, name }) => ({ value: String(id), label: name }))}
      value={settings.automationId ? String(settings.automationId) : null}
      onChange={(id) => onChange(id ? { automationId: Number(id) } : {})}
      searchable
      openOnFocus={false}
      data-autofocus
    />
  );
}
