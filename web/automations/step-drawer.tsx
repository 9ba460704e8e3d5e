import { useState } from 'react';
import type { Step } from '../../src/automations/schema.ts';
import { t } from '../app/messages/t.ts';
import { EditDrawer } from './edit-drawer.tsx';
import { nameOfKind } from './sentences.ts';
import { keptSettings, type Settings, StepForm } from './forms/index.tsx';
import type { Names } from './use-names.ts';

interface StepDrawerProps {
  step: Pick<Step, 'kind' | 'settings'> & Partial<Pick<Step, 'id' | 'next'>>;
  names: Names;
  /** The steps of the map, of which a "go to" chooses one. */
  steps?: readonly Step[];
  problem?: string | undefined;
  /** `to` is where a "go to" leads. */
  onKeep: (settings: Settings, to: number | null) => void;
  /** Left out for a step that is not on the map yet. */
  onRemove?: () => void;
  onClose: () => void;
}

/** The settings of one step. */
export function StepDrawer({ step, names, steps = [], problem, onKeep, onRemove, onClose }: StepDrawerProps) {
  const [settings, setSettings] = useState<Settings>(step.settings);
  const [to, setTo] = useState(step.next?.[0] ?? null);
  return (
    <EditDrawer
      title={nameOfKind(step.kind)}
      keepLabel={t('automations.keep')}
      removeLabel={t('automations.step.remove')}
      onRemove={onRemove}
      onKeep={() => onKeep(keptSettings(step.kind, settings), to)}
      onClose={onClose}
    >
      <StepForm
        kind={step.kind}
        settings={settings}
        onChange={setSettings}
        names={names}
        problem={problem}
        target={{ steps, stepId: step.id, to, onChange: setTo }}
      />
    </EditDrawer>
  );
}
