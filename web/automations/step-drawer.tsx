import { useState } from 'react';
import type { Step } from '../../src/automations/schema.ts';
import { t } from '../app/messages/t.ts';
import { EditDrawer } from './edit-drawer.tsx';
import { nameOfKind } from './sentences.ts';
import { keptCriteria, type Settings, StepForm } from './forms/index.tsx';
import type { Names } from './use-names.ts';

interface StepDrawerProps {
  step: Pick<Step, 'kind' | 'settings'>;
  names: Names;
  problem?: string | undefined;
  onKeep: (settings: Settings) => void;
  /** Left out for a step that is not on the map yet. */
  onRemove?: () => void;
  onClose: () => void;
}

/** The settings of one step. */
export function StepDrawer({ step, names, problem, onKeep, onRemove, onClose }: StepDrawerProps) {
  const [settings, setSettings] = useState<Settings>(step.settings);
  return (
    <EditDrawer
      title={nameOfKind(step.kind)}
      keepLabel={t('automations.keep')}
      problem={problem}
      removeLabel={t('automations.step.remove')}
      onRemove={onRemove}
      onKeep={() => onKeep(step.kind === 'condition' ? { criteria: keptCriteria(settings.criteria) ?? {} } : settings)}
      onClose={onClose}
    >
      <StepForm kind={step.kind} settings={settings} onChange={setSettings} names={names} />
    </EditDrawer>
  );
}
