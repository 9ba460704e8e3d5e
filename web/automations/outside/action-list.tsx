import { ActionIcon, Button, Group, Select, Stack } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { catalogueQuery, type Problems } from '../automation-data.ts';
import { firstSettings, StepForm } from '../forms/index.tsx';
import { groupsOfKinds } from '../groups-of-kinds.ts';
import { nameOfKind, sentenceOfStep } from '../sentences.ts';
import { StepIcon } from '../step-icon.tsx';
import type { Names } from '../use-names.ts';
import type { RuleAction } from './rules-data.ts';
import forms from '../forms/forms.module.css';

interface ActionListProps {
  actions: readonly RuleAction[];
  onChange: (actions: RuleAction[]) => void;
  names: Names;
  problems: Problems;
}

/** What a rule does, one after the other: each a line, one of them open to be changed. */
export function ActionList({ actions, onChange, names, problems }: ActionListProps) {
  const { data: catalogue } = useQuery(catalogueQuery(useAccountId()));
  const [open, setOpen] = useState(actions.length === 1 ? 0 : -1);
  const kinds = groupsOfKinds((catalogue?.steps ?? []).filter(({ engine }) => !engine));
  const add = (kind: string): void => {
    onChange([...actions, { kind, settings: firstSettings(kind) }]);
    setOpen(actions.length);
  };
  const move = (from: number, by: number): void => {
    const next = [...actions];
    const [moved] = next.splice(from, 1);
    next.splice(from + by, 0, moved!);
    onChange(next);
    setOpen(-1);
  };
  return (
    <Stack gap="xs">
      {actions.map((action, index) => {
        const sentence = sentenceOfStep(action, names);
        return (
          <div key={action.id ?? `new-${index}`} className={forms.part}>
            <Group gap={4} wrap="nowrap" mb={open === index ? 'sm' : 0}>
              <Button
                variant="subtle"
                color="gray"
                aria-expanded={open === index}
                onClick={() => setOpen(open === index ? -1 : index)}
                className={forms.line!}
                styles={{ inner: { justifyContent: 'flex-start' }, label: { whiteSpace: 'normal' } }}
                leftSection={<StepIcon kind={action.kind} size={16} />}
                h="auto"
                mih={32}
                px={6}
              >
                {sentence}
              </Button>
              {index > 0 && (
                <ActionIcon aria-label={t('rules.action.up', { action: sentence })} onClick={() => move(index, -1)}>
                  <IconArrowUp size={16} />
                </ActionIcon>
              )}
              {index < actions.length - 1 && (
                <ActionIcon aria-label={t('rules.action.down', { action: sentence })} onClick={() => move(index, 1)}>
                  <IconArrowDown size={16} />
                </ActionIcon>
              )}
              <ActionIcon
                aria-label={t('rules.action.remove', { action: sentence })}
                onClick={() => {
                  onChange(actions.filter((_, at) => at !== index));
                  setOpen(-1);
                }}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
            {open === index && (
              <StepForm
                kind={action.kind}
                settings={action.settings}
                names={names}
                problem={action.id === undefined ? undefined : problems[action.id]}
                onChange={(settings) => onChange(actions.map((one, at) => (at === index ? { ...one, settings } : one)))}
              />
            )}
          </div>
        );
      })}
      <Select
        aria-label={t('rules.action.add')}
        placeholder={t('rules.action.add')}
        leftSection={<IconPlus size={15} aria-hidden />}
        data={kinds.map(({ label, kinds: own }) => ({
          group: label,
          items: own.map(({ kind }) => ({ value: kind, label: nameOfKind(kind) })),
        }))}
        value={null}
        onChange={(kind) => kind && add(kind)}
        searchable
        openOnFocus={false}
        maxDropdownHeight={360}
        nothingFoundMessage={t('steps.nothingFound')}
      />
    </Stack>
  );
}
