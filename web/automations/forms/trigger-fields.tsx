import { Select, Stack } from '@mantine/core';
import type { Step, Trigger } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import { namesAbout } from '../sentences/of-triggers.ts';
import type { Names } from '../use-names.ts';
import { ContentFields } from './content-fields.tsx';
import { CriteriaInput } from './criteria-input.tsx';
import { DateTriggerFields } from './date-trigger-fields.tsx';
import { groupsOfEvents } from './groups-of-events.ts';
import { NamesSelect } from './inputs.tsx';
import { stepChoices } from './way-forms.tsx';

/** A trigger that may not have its id yet. */
export type DraftTrigger = Omit<Trigger, 'id'> & { id?: number };

export interface TriggerFieldsProps {
  trigger: DraftTrigger;
  onChange: (trigger: DraftTrigger) => void;
  names: Names;
  /** The steps of the map, where one may choose at which of them records begin. */
  steps?: readonly Step[] | undefined;
  problem?: string | undefined;
  /** Left out where others ask for them at another place. */
  hasCriteria?: boolean;
}

/** A kind of event; which tags, groups, messages, maps or fields it must be about; what it must say; whom it must happen to. */
export function TriggerFields({ trigger, onChange, names, steps, problem, hasCriteria = true }: TriggerFieldsProps) {
  const offered = names.events.find(({ event }) => event === trigger.event);
  const set = (change: Partial<DraftTrigger>): void => onChange({ ...trigger, ...change });
  return (
    <Stack gap="md">
      <Select
        label={t('automations.trigger.what')}
        data={groupsOfEvents(names, trigger.event)}
        value={trigger.event || null}
        error={problem}
        onChange={(event) => onChange(ofEvent(trigger, event ?? trigger.event))}
        allowDeselect={false}
        searchable
        openOnFocus={false}
        maxDropdownHeight={360}
        nothingFoundMessage={t('steps.nothingFound')}
        data-autofocus
      />
      {offered && <Subjects trigger={trigger} subject={offered.subject} names={names} onChange={set} />}
      {trigger.event === 'record.updated' && (
        <NamesSelect
          label={t('automations.trigger.fields')}
          description={t('steps.trigger.fields.why')}
          placeholder={t('automations.trigger.any')}
          named={names.fields.map(({ id: fieldId, label }) => ({ id: fieldId, name: label }))}
          value={trigger.fields ?? []}
          onChange={(fields) => set(fields.length > 0 ? { fields } : { fields: undefined })}
        />
      )}
      {trigger.event === 'date.reached' && <DateTriggerFields date={trigger.date} onChange={(date) => set({ date })} names={names} />}
      {offered && <ContentFields trigger={trigger} content={offered.content ?? []} names={names} onChange={(where) => set({ where })} />}
      {hasCriteria && (
        <CriteriaInput
          label={t('automations.trigger.condition')}
          objectId={names.objectId}
          value={trigger.criteria}
          onChange={(criteria) => set({ criteria: criteria as DraftTrigger['criteria'] })}
        />
      )}
      {steps && steps.length > 1 && (
        <Select
          label={t('steps.trigger.step')}
          description={t('steps.trigger.step.why')}
          data={[{ value: '', label: t('steps.trigger.start') }, ...stepChoices(steps, names)]}
          value={trigger.step ? String(trigger.step) : ''}
          onChange={(step) => set({ step: step ? Number(step) : null })}
          allowDeselect={false}
          searchable
          openOnFocus={false}
        />
      )}
    </Stack>
  );
}

/** The same trigger for another kind of event: whom it brings and where they begin stays, what it asked of the event does not. */
export function ofEvent(trigger: DraftTrigger, event: string): DraftTrigger {
  const { subject: _s, fields: _f, where: _w, date: _d, ...stays } = trigger;
  const offset = { fieldId: 0, amount: 0, unit: 'days', direction: 'before', at: '09:00', yearly: false } as const;
  return { ...stays, event, ...(event === 'date.reached' ? { date: { when: 'field', offset } } : {}) };
}

const CHOSEN = ['tag', 'group', 'email', 'automation', 'score', 'lead_router', 'form'] as const;

interface SubjectsProps {
  trigger: DraftTrigger;
  subject: string | null;
  names: Names;
  onChange: (change: Partial<DraftTrigger>) => void;
}

function Subjects({ trigger, subject, names, onChange }: SubjectsProps) {
  const about = CHOSEN.find((one) => one === subject);
  if (!about) return null;
  return (
    <NamesSelect
      label={t(`steps.trigger.about.${about}`)}
      placeholder={t('automations.trigger.any')}
      named={namesAbout(trigger.event, names)}
      value={trigger.subject ?? []}
      onChange={(ids) => onChange({ subject: ids.length > 0 ? ids : undefined })}
    />
  );
}
