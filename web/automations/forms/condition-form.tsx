import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { branchesOf } from '../../../src/automations/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { CriteriaInput } from './criteria-input.tsx';
import classes from './forms.module.css';
import type { SettingsProps } from './settings.ts';

const MOST = 9;

type Branch = ReturnType<typeof branchesOf>[number];

/** A question: yes or no, or which of several branches is the first that a record matches. */
export function ConditionForm({ settings, onChange, names }: SettingsProps) {
  const branches = branchesOf(settings);
  const objects = names.plural.toLocaleLowerCase(language.locale);
  const keep = (next: readonly Branch[]): void => onChange({ branches: next });
  const set = (index: number, change: Partial<Branch>): void =>
    keep(branches.map((branch, at) => (at === index ? { ...branch, ...change } : branch)));
  const add = (
    <Button
      variant="default"
      size="compact-md"
      leftSection={<IconPlus size={15} aria-hidden />}
      disabled={branches.length >= MOST}
      onClick={() => keep([...named(branches), { name: t('steps.exit.branch', { number: branches.length + 1 }), criteria: {} }])}
      style={{ alignSelf: 'start' }}
    >
      {t('steps.branch.add')}
    </Button>
  );
  if (branches.length === 1)
    return (
      <Stack gap="md">
        <CriteriaInput
          label={t('steps.condition.ask')}
          description={t('steps.condition.why')}
          objectId={names.objectId}
          value={branches[0]!.criteria}
          onChange={(criteria) => set(0, { criteria: criteria as Branch['criteria'] })}
        />
        {add}
      </Stack>
    );
  return (
    <Stack gap="md">
      <Text c="dimmed" size="sm">
        {t('steps.branches.why', { objects })}
      </Text>
      {branches.map((branch, index) => (
        <BranchFields
          key={index}
          branch={branch}
          number={index + 1}
          isLast={index === branches.length - 1}
          objectId={names.objectId}
          onChange={(change) => set(index, change)}
          onMove={(by) => keep(moved(branches, index, by))}
          onRemove={() => keep(branches.filter((_, at) => at !== index))}
        />
      ))}
      {add}
      <div className={classes.part}>
        <Text fw={560}>{t('steps.exit.else')}</Text>
        <Text c="dimmed" size="sm">
          {t('steps.else.why')}
        </Text>
      </div>
    </Stack>
  );
}

/** Once there are several, the first has a name as well. */
const named = (branches: readonly Branch[]): Branch[] =>
  branches.map((branch, index) => ({ ...branch, name: branch.name || t('steps.exit.branch', { number: index + 1 }) }));

/** The list with one of it a place further up or down. */
export function moved<Part>(list: readonly Part[], index: number, by: 1 | -1): Part[] {
  const rest = list.filter((_, at) => at !== index);
  return rest.toSpliced(index + by, 0, list[index]!);
}

interface BranchFieldsProps {
  branch: Branch;
  number: number;
  isLast: boolean;
  objectId: number;
  onChange: (change: Partial<Branch>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

function BranchFields({ branch, number, isLast, objectId, onChange, onMove, onRemove }: BranchFieldsProps) {
  const title = branch.name || t('steps.exit.branch', { number });
  return (
    <section className={classes.part} aria-label={title}>
      <Group gap={4} wrap="nowrap" mb="xs">
        <TextInput
          aria-label={t('steps.branch.name', { number })}
          value={branch.name}
          placeholder={t('steps.exit.branch', { number })}
          maxLength={100}
          style={{ flex: 1 }}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <ActionIcon aria-label={t('steps.branch.up', { name: title })} disabled={number === 1} onClick={() => onMove(-1)}>
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon aria-label={t('steps.branch.down', { name: title })} disabled={isLast} onClick={() => onMove(1)}>
          <IconArrowDown size={16} />
        </ActionIcon>
        <ActionIcon aria-label={t('steps.branch.remove', { name: title })} onClick={onRemove}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <CriteriaInput
        label={t('steps.branch.if')}
        objectId={objectId}
        value={branch.criteria}
        onChange={(criteria) => onChange({ criteria: criteria as Branch['criteria'] })}
      />
    </section>
  );
}
