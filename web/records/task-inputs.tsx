import { ActionIcon, Button, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Recurrence, RecurrenceInput, ReminderSettings } from '../../src/records/rules/task-shapes.ts';
import { t } from '../app/messages/t.ts';
import { useAccount, useAccountId } from '../app/session.ts';
import type { ApiForm } from '../ui/api-form.tsx';
import { instantOf } from '../ui/zoned.ts';
import { colleaguesQuery, type TaskInput } from './data.ts';
import { templatesQuery } from './tasks-data.ts';

export interface TaskValues {
  subject: string;
  body: string;
  /** `user:3`, `role:2`. */
  who: string;
  due: string;
  reminders: ReminderSettings[];
  repeat: string;
  next: 'completed' | 'due';
  [name: string]: unknown;
}

/** What the inputs hold, as the server takes it: the due time is written in the account's zone. */
export function taskOf({ subject, body, who, due, reminders, repeat, next }: TaskValues, timeZone: string): TaskInput {
  const [kind, id] = who.split(':');
  const recurrence = REPEATS[repeat];
  return {
    subject,
    body,
    ...(kind === 'user' ? { assigneeId: Number(id) } : kind === 'role' ? { roleId: Number(id) } : {}),
    dueAt: due ? instantOf(due, timeZone) : null,
    reminders,
    recurrence: recurrence ? { ...recurrence, next } : null,
  };
}

/** How often people repeat things. */
const REPEATS: Readonly<Record<string, Omit<RecurrenceInput, 'next'> | null>> = {
  never: null,
  day: { every: 'day', interval: 1 },
  weekday: { every: 'week', interval: 1, weekdays: [1, 2, 3, 4, 5] },
  week: { every: 'week', interval: 1 },
  fortnight: { every: 'week', interval: 2 },
  month: { every: 'month', interval: 1 },
  quarter: { every: 'month', interval: 3 },
  year: { every: 'year', interval: 1 },
};
const REPEAT_NAMES = ['never', 'day', 'weekday', 'week', 'fortnight', 'month', 'quarter', 'year'] as const;

/** The name of how often a task repeats. */
export function repeatOf(recurrence: Recurrence | null): string {
  if (!recurrence) return 'never';
  const named = REPEAT_NAMES.find((name) => {
    const repeat = REPEATS[name];
    return (
      repeat?.every === recurrence.every &&
      repeat.interval === recurrence.interval &&
      String(repeat.weekdays) === String(recurrence.weekdays)
    );
  });
  return named ?? recurrence.every;
}

export function TaskInputs({ apiForm }: { apiForm: ApiForm<TaskValues> }) {
  const { getInputProps, setFieldValue, values } = apiForm.form;
  const account = useAccount();
  return (
    <>
      <TextInput label={t('records.tasks.subject')} autoFocus {...getInputProps('subject')} />
      <TextInput
        type="datetime-local"
        label={t('records.tasks.dueAt')}
        description={t('records.tasks.zone', { zone: account.timeZone })}
        {...getInputProps('due')}
      />
      <WhoPicker value={values.who} onChange={(who) => setFieldValue('who', who)} error={getInputProps('who').error} />
      <Textarea label={t('records.tasks.body')} autosize minRows={3} maxRows={12} {...getInputProps('body')} />
      {values.due !== '' && (
        <>
          <Reminders value={values.reminders} onChange={(reminders) => setFieldValue('reminders', reminders)} />
          <Group grow align="flex-start">
            <Select
              label={t('tasks.repeat')}
              data={REPEAT_NAMES.map((name) => ({ value: name, label: t(`tasks.repeat.${name}`) }))}
              allowDeselect={false}
              {...getInputProps('repeat')}
            />
            {values.repeat !== 'never' && (
              <Select
                label={t('tasks.repeat.next')}
                data={(['completed', 'due'] as const).map((value) => ({ value, label: t(`tasks.repeat.next.${value}`) }))}
                allowDeselect={false}
                {...getInputProps('next')}
              />
            )}
          </Group>
        </>
      )}
    </>
  );
}

interface WhoPickerProps {
  value: string;
  onChange: (who: string) => void;
  hasOwner?: boolean;
  error?: React.ReactNode;
}

/** Who does it: a person, or whoever of a role takes it. */
export function WhoPicker({ value, onChange, hasOwner = false, error }: WhoPickerProps) {
  const accountId = useAccountId();
  const { data: colleagues = [] } = useQuery(colleaguesQuery(accountId));
  const { data } = useQuery(templatesQuery(accountId));
  const people = colleagues.filter(({ id, hasLeft }) => !hasLeft || value === `user:${id}`);
  return (
    <Select
      label={t('tasks.who')}
      data={[
        ...(hasOwner ? [{ value: 'owner', label: t('tasks.who.owner') }] : []),
        { group: t('tasks.who.users'), items: people.map(({ id, name }) => ({ value: `user:${id}`, label: name })) },
        { group: t('tasks.who.roles'), items: (data?.roles ?? []).map(({ id, name }) => ({ value: `role:${id}`, label: name })) },
      ]}
      value={value}
      allowDeselect={false}
      searchable
      error={error}
      onChange={(next) => next && onChange(next)}
    />
  );
}

const UNITS = ['minutes', 'hours', 'days'] as const;
const MOST = 5;

/** When to remind, so long before it is due. */
export function Reminders({ value, onChange }: { value: readonly ReminderSettings[]; onChange: (next: ReminderSettings[]) => void }) {
  const set = (index: number, change: Partial<ReminderSettings>): void =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {t('tasks.remind')}
      </Text>
      {value.map(({ amount, unit }, index) => (
        <Group key={index} gap={6} wrap="nowrap">
          <NumberInput
            aria-label={t('tasks.remind.amount')}
            w={90}
            min={0}
            max={525_600}
            allowDecimal={false}
            value={amount}
            onChange={(next) => set(index, { amount: Number(next) || 0 })}
          />
          <Select
            aria-label={t('tasks.remind.unit')}
            data={UNITS.map((one) => ({ value: one, label: t(`tasks.remind.${one}`) }))}
            value={unit}
            allowDeselect={false}
            onChange={(next) => set(index, { unit: next as ReminderSettings['unit'] })}
          />
          <ActionIcon
            variant="subtle"
            aria-label={t('tasks.remind.remove')}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      {value.length < MOST && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: 'start' }}
          onClick={() => onChange([...value, { amount: 1, unit: 'hours' }])}
        >
          {t('tasks.remind.add')}
        </Button>
      )}
    </Stack>
  );
}
