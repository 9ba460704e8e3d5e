import { ActionIcon, Checkbox, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { DueSettings, FormField, TaskAssignee } from '../../src/records/rules/task-shapes.ts';
import { t } from '../app/messages/t.ts';
import { useApi, useObjects, useRefresh } from '../app/session.ts';
import { type ApiForm, useApiForm } from '../ui/api-form.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Reminders, WhoPicker } from './task-inputs.tsx';
import { TemplateOutcomes } from './template-outcomes.tsx';
import { type TaskTemplate, templateCalls } from './tasks-data.ts';

type Values = Omit<TaskTemplate, 'id'> & Record<string, unknown>;

/** A task template: what is asked of whom, what may come of it, and what then follows. */
export function TaskTemplateDrawer({ template, onClose }: { template: TaskTemplate; onClose: () => void }) {
  const { id, ...values } = template;
  const api = useApi();
  const refresh = useRefresh();
  const objects = useObjects();
  const apiForm = useApiForm<Values>({
    initialValues: { ...values, fields: [...values.fields] },
    send: (next): Promise<unknown> => (id === 0 ? templateCalls(api).create(next) : templateCalls(api).update(id, next)),
    onDone: () => {
      void refresh('task-templates');
      onClose();
    },
  });
  const { getInputProps, setFieldValue, values: now, errors } = apiForm.form;
  const first = Object.entries(errors).find(([path]) => path.includes('.'))?.[1];
  return (
    <FormDrawer
      title={t(id === 0 ? 'tasks.templates.add' : 'tasks.templates.edit')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t('tasks.templates.save')}
    >
      <TextInput label={t('tasks.templates.name')} withAsterisk data-autofocus {...getInputProps('name')} />
      <Select
        label={t('tasks.templates.object')}
        data={objects.map((object) => ({ value: String(object.id), label: object.plural }))}
        value={String(now.objectId)}
        allowDeselect={false}
        disabled={id !== 0}
        onChange={(next) => {
          setFieldValue('objectId', Number(next));
          setFieldValue('fields', []);
        }}
      />
      <TextInput label={t('tasks.templates.subject')} withAsterisk {...getInputProps('subject')} />
      <Textarea
        label={t('tasks.templates.body')}
        description={t('tasks.templates.merge', { example: '{{ contact.first_name }}' })}
        autosize
        minRows={3}
        maxRows={12}
        {...getInputProps('body')}
      />
      <WhoPicker
        hasOwner
        value={whoOf(now.assignee)}
        onChange={(who) => setFieldValue('assignee', assigneeOf(who) as never)}
        error={errors.assignee}
      />
      <DueInput value={now.due} onChange={(due) => setFieldValue('due', due as never)} />
      {now.due && <Reminders value={now.reminders} onChange={(reminders) => setFieldValue('reminders', reminders as never)} />}
      <FormFieldsInput apiForm={apiForm} />
      <TemplateOutcomes
        objectId={now.objectId}
        value={now.outcomes}
        onChange={(outcomes) => setFieldValue('outcomes', outcomes as never)}
      />
      {first && (
        <Text c="bad" size="sm" role="alert">
          {first}
        </Text>
      )}
    </FormDrawer>
  );
}

const whoOf = (assignee: TaskAssignee): string => (assignee.to === 'owner' ? 'owner' : `${assignee.to}:${assignee.id}`);

function assigneeOf(who: string): TaskAssignee {
  const [to, id] = who.split(':');
  return to === 'user' || to === 'role' ? { to, id: Number(id) } : { to: 'owner' };
}

const UNITS = ['hours', 'days', 'business_days'] as const;

function DueInput({ value, onChange }: { value: DueSettings | null; onChange: (due: DueSettings | null) => void }) {
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      {value && (
        <NumberInput
          label={t('tasks.templates.due')}
          w={110}
          min={0}
          max={3650}
          allowDecimal={false}
          value={value.amount}
          onChange={(amount) => onChange({ ...value, amount: Number(amount) || 0 })}
        />
      )}
      <Select
        {...(value ? { 'aria-label': t('tasks.remind.unit') } : { label: t('tasks.templates.due') })}
        data={[
          { value: 'none', label: t('tasks.templates.due.none') },
          ...UNITS.map((unit) => ({ value: unit, label: t(`tasks.templates.due.${unit}`) })),
        ]}
        value={value?.unit ?? 'none'}
        allowDeselect={false}
        onChange={(unit) =>
          onChange(unit === 'none' || unit === null ? null : { amount: value?.amount ?? 1, unit: unit as DueSettings['unit'] })
        }
      />
    </Group>
  );
}

/** The fields of the record that completing asks for. */
function FormFieldsInput({ apiForm }: { apiForm: ApiForm<Values> }) {
  const { values, setFieldValue } = apiForm.form;
  const object = useObjects().find(({ id }) => id === values.objectId);
  const asked = values.fields;
  const set = (next: FormField[]): void => setFieldValue('fields', next as never);
  const offered = (object?.fields ?? []).filter((field) => !field.isReadOnly && !asked.some(({ fieldId }) => fieldId === field.id));
  return (
    <Stack gap={6} role="group" aria-label={t('tasks.templates.fields')}>
      <Text size="sm" fw={500}>
        {t('tasks.templates.fields')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('tasks.templates.fields.sentence')}
      </Text>
      {asked.map((one) => {
        const label = object?.fields.find(({ id }) => id === one.fieldId)?.label ?? '…';
        return (
          <Group key={one.fieldId} gap="sm" wrap="nowrap" justify="space-between">
            <Text style={{ overflowWrap: 'anywhere' }}>{label}</Text>
            <Group gap="xs" wrap="nowrap">
              <Checkbox
                size="xs"
                label={t('tasks.templates.fields.required')}
                checked={one.required}
                onChange={(event) => {
                  const required = event.currentTarget.checked;
                  set(asked.map((field) => (field.fieldId === one.fieldId ? { ...field, required } : field)));
                }}
              />
              <ActionIcon
                variant="subtle"
                aria-label={t('tasks.templates.fields.remove', { label })}
                onClick={() => set(asked.filter(({ fieldId }) => fieldId !== one.fieldId))}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
          </Group>
        );
      })}
      <Select
        aria-label={t('tasks.templates.fields.add')}
        placeholder={t('tasks.templates.fields.add')}
        data={offered.map(({ id, label }) => ({ value: String(id), label }))}
        value={null}
        searchable
        onChange={(next) => next && set([...asked, { fieldId: Number(next), required: true }])}
      />
    </Stack>
  );
}
