import { ActionIcon, Button, Group, Menu, Stack, Text, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { OutcomeAction } from '../../src/records/rules/task-shapes.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import { firstSettings, nameOfKind, StepForm, useNames } from '../automations/index.tsx';
import { stepKindsQuery, type TaskTemplate } from './tasks-data.ts';
import classes from './tasks.module.css';

type Outcomes = TaskTemplate['outcomes'];

/** Steps that can be set here; others belong to lists. */
const OFFERED = ['tag.add', 'tag.remove', 'field.change', 'email.send', 'task.create', 'task.assign', 'owner.change', 'automation.enter'];

interface Props {
  objectId: number;
  value: Outcomes;
  onChange: (next: Outcomes) => void;
}

/** What may come of a task, and what each sets off. */
export function TemplateOutcomes({ objectId, value, onChange }: Props) {
  const set = (index: number, change: Partial<Outcomes[number]>): void =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <Stack gap="xs" role="group" aria-label={t('tasks.templates.outcomes')}>
      <Text size="sm" fw={500}>
        {t('tasks.templates.outcomes')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('tasks.templates.outcomes.sentence')}
      </Text>
      {value.map((outcome, index) => (
        <div key={outcome.id ?? `new-${index}`} className={classes.template}>
          <Stack gap="xs">
            <Group gap="xs" wrap="nowrap">
              <TextInput
                aria-label={t('tasks.templates.outcome', { number: index + 1 })}
                style={{ flex: 1 }}
                maxLength={80}
                value={outcome.label}
                onChange={(event) => set(index, { label: event.currentTarget.value })}
              />
              <ActionIcon
                variant="subtle"
                aria-label={t('tasks.templates.outcome.remove', { label: outcome.label })}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
            <Steps objectId={objectId} value={outcome.actions ?? []} onChange={(actions) => set(index, { actions })} />
          </Stack>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: 'start' }}
        onClick={() => onChange([...value, { label: '', actions: [] }])}
      >
        {t('tasks.templates.outcome.add')}
      </Button>
    </Stack>
  );
}

interface StepsProps {
  objectId: number;
  value: readonly OutcomeAction[];
  onChange: (next: OutcomeAction[]) => void;
}

function Steps({ objectId, value, onChange }: StepsProps) {
  const { data: kinds = [] } = useQuery(stepKindsQuery(useAccountId()));
  const names = useNames(objectId);
  return (
    <Stack gap="xs" ps="sm">
      {value.map((step, index) => (
        <div key={`${step.kind}-${index}`}>
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm" fw={560}>
              {nameOfKind(step.kind)}
            </Text>
            <ActionIcon
              variant="subtle"
              aria-label={t('tasks.templates.step.remove')}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
          <StepForm
            kind={step.kind}
            settings={step.settings}
            names={names}
            onChange={(settings) => onChange(value.map((one, at) => (at === index ? { ...one, settings } : one)))}
          />
        </div>
      ))}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'start' }}>
            {t('tasks.templates.step.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds
            .filter((kind) => OFFERED.includes(kind))
            .map((kind) => (
              <Menu.Item key={kind} onClick={() => onChange([...value, { kind, settings: firstSettings(kind) }])}>
                {nameOfKind(kind)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </Stack>
  );
}
