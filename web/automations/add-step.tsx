import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { t } from '../app/messages/t.ts';
import type { Catalogue } from './automation-data.ts';
import { StepIcon } from './step-icon.tsx';
import { nameOfKind } from './sentences.ts';

interface AddStepProps {
  kinds: Catalogue['steps'];
  /** At the end of a path; else between two steps, where nothing can end. */
  isLast: boolean;
  isFirst: boolean;
  onAdd: (kind: string) => void;
}

/** "What happens next?": offers every kind of step. Between two steps it is a small plus on the line. */
export function AddStep({ kinds, isLast, isFirst, onAdd }: AddStepProps) {
  const offered = kinds.filter(({ kind }) => kind !== 'end' || (isLast && !isFirst));
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        {isLast ? (
          <Button variant="default" size="compact-md" leftSection={<IconPlus size={16} aria-hidden />}>
            {t(isFirst ? 'automations.next.first' : 'automations.next')}
          </Button>
        ) : (
          <ActionIcon size="sm" aria-label={t('automations.next.between')} title={t('automations.next.between')}>
            <IconPlus size={15} />
          </ActionIcon>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map(({ kind }) => (
          <Menu.Item key={kind} leftSection={<StepIcon kind={kind} />} onClick={() => onAdd(kind)}>
            {nameOfKind(kind)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
