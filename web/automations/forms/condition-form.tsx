import { t } from '../../app/messages/t.ts';
import { CriteriaInput } from './criteria-input.tsx';
import type { StepFormProps } from './step-form.tsx';

/** A question with two answers: whether a record matches conditions. */
export function ConditionForm({ settings, onChange, names }: StepFormProps) {
  return (
    <CriteriaInput
      label={t('automations.condition.ask')}
      description={t('automations.condition.why')}
      objectId={names.objectId}
      value={settings.criteria}
      onChange={(criteria) => onChange({ criteria })}
    />
  );
}
