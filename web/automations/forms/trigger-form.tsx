import { MultiSelect, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Trigger } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import type { Catalogue } from '../automation-data.ts';
import { CriteriaInput, keptCriteria } from './criteria-input.tsx';
import { EditDrawer } from '../edit-drawer.tsx';
import { nameOfEvent } from '../sentences.ts';
import type { Names } from '../use-names.ts';

export type DraftTrigger = Omit<Trigger, 'id'> & { id?: number };

interface TriggerFormProps {
  trigger: DraftTrigger;
  catalogue: Catalogue['triggers'];
  names: Names;
  problem: string | undefined;
  onKeep: (trigger: DraftTrigger) => void;
  onRemove: (() => void) | undefined;
  onClose: () => void;
}

/** What brings records onto the map: a kind of event, and which tags, groups or fields it must be about. */
export function TriggerForm({ trigger, catalogue, names, problem, onKeep, onRemove, onClose }: TriggerFormProps) {
  const [draft, setDraft] = useState(trigger);
  const subject = catalogue.find(({ event }) => event === draft.event)?.subject;
  const choices = subject === 'tag' ? names.tags : subject === 'group' ? names.groups : [];
  const options = (named: readonly { id: number; name: string }[]) => named.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <EditDrawer
      title={t(trigger.id === undefined ? 'automations.trigger.add' : 'automations.trigger.edit')}
      keepLabel={t('automations.trigger.keep')}
      problem={problem}
      removeLabel={t('automations.trigger.remove')}
      onRemove={onRemove}
      onKeep={() => onKeep({ ...draft, criteria: keptCriteria(draft.criteria) })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Select
          label={t('automations.trigger.what')}
          data={catalogue
            .filter(({ event }) => event !== 'record.deleted')
            .map(({ event }) => ({ value: event, label: nameOfEvent(event, names) }))}
          value={draft.event}
          onChange={(event) => setDraft({ ...(draft.id === undefined ? {} : { id: draft.id }), event: event ?? 'record.created' })}
          allowDeselect={false}
          searchable
          openOnFocus={false}
          data-autofocus
        />
        {(subject === 'tag' || subject === 'group') && (
          <MultiSelect
            label={t(subject === 'tag' ? 'automations.trigger.tags' : 'automations.trigger.groups')}
            placeholder={draft.subject?.length ? undefined : t('automations.trigger.any')}
            data={options(choices)}
            value={(draft.subject ?? []).map(String)}
            onChange={(ids) => setDraft({ ...draft, subject: ids.length > 0 ? ids.map(Number) : undefined })}
            searchable
            openOnFocus={false}
            clearable
          />
        )}
        {draft.event === 'record.updated' && (
          <MultiSelect
            label={t('automations.trigger.fields')}
            placeholder={draft.fields?.length ? undefined : t('automations.trigger.any')}
            data={names.fields.map(({ id, label }) => ({ value: String(id), label }))}
            value={(draft.fields ?? []).map(String)}
            onChange={(ids) => setDraft({ ...draft, fields: ids.length > 0 ? ids.map(Number) : undefined })}
            searchable
            openOnFocus={false}
            clearable
          />
        )}
        <CriteriaInput
          label={t('automations.trigger.condition')}
          objectId={names.objectId}
          value={draft.criteria}
          onChange={(criteria) => setDraft({ ...draft, criteria: criteria as DraftTrigger['criteria'] })}
        />
      </Stack>
    </EditDrawer>
  );
}
