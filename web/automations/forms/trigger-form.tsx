import { useState } from 'react';
import type { Step } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import { EditDrawer } from '../edit-drawer.tsx';
import type { Names } from '../use-names.ts';
import { keptTrigger } from './settings.ts';
import { type DraftTrigger, TriggerFields } from './trigger-fields.tsx';

interface TriggerFormProps {
  trigger: DraftTrigger;
  names: Names;
  /** The steps of the map, at any of which records may begin. */
  steps?: readonly Step[];
  problem: string | undefined;
  onKeep: (trigger: DraftTrigger) => void;
  onRemove: (() => void) | undefined;
  onClose: () => void;
}

/** What brings records onto the map, in the right drawer. */
export function TriggerForm({ trigger, names, steps, problem, onKeep, onRemove, onClose }: TriggerFormProps) {
  const [draft, setDraft] = useState(trigger);
  return (
    <EditDrawer
      title={t(trigger.id === undefined ? 'automations.trigger.add' : 'automations.trigger.edit')}
      keepLabel={t('automations.trigger.keep')}
      problem={problem}
      removeLabel={t('automations.trigger.remove')}
      onRemove={onRemove}
      onKeep={() => onKeep(keptTrigger(draft))}
      onClose={onClose}
    >
      <TriggerFields trigger={draft} onChange={setDraft} names={names} steps={steps} />
    </EditDrawer>
  );
}
