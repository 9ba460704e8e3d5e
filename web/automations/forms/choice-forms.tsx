import { Select } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import type { StepFormProps } from './step-form.tsx';

/** Which task template the task is made from. */
export function TemplateForm({ settings, onChange, names }: StepFormProps) {
  return (
    <Select
      label={t('automations.task.template')}
      data={names.templates.map(({ id, name }) => ({ value: String(id), label: name }))}
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
  return (
    <Select
      label={t('automations.automation')}
      data={names.automations.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={settings.automationId ? String(settings.automationId) : null}
      onChange={(id) => onChange(id ? { automationId: Number(id) } : {})}
      searchable
      openOnFocus={false}
      data-autofocus
    />
  );
}
