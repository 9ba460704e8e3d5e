import { SegmentedControl, Select, Stack } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import type { StepFormProps } from './step-forms.tsx';

type About = 'group' | 'tag';

/** A question with two answers: whether a record is in a group, or has a tag. */
export function ConditionForm({ settings, onChange, names }: StepFormProps) {
  const criteria = (settings.criteria ?? {}) as { group?: number; tag?: number[] };
  const about: About = criteria.tag ? 'tag' : 'group';
  const ask = (next: object): void => onChange({ criteria: next });
  const options = (named: readonly { id: number; name: string }[]) => named.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t('automations.condition.about')}
        data={(['group', 'tag'] as const).map((value) => ({ value, label: t(`automations.condition.${value}`) }))}
        value={about}
        onChange={(next) => ask(next === 'tag' ? { tag: [], operator: 'has_any' } : {})}
      />
      {about === 'group' ? (
        <Select
          label={t('automations.condition.whichGroup')}
          data={options(names.groups)}
          value={criteria.group ? String(criteria.group) : null}
          onChange={(id) => ask(id ? { group: Number(id), operator: 'in' } : {})}
          searchable
          openOnFocus={false}
          data-autofocus
        />
      ) : (
        <Select
          label={t('automations.condition.whichTag')}
          data={options(names.tags)}
          value={criteria.tag?.[0] ? String(criteria.tag[0]) : null}
          onChange={(id) => ask({ tag: id ? [Number(id)] : [], operator: 'has_any' })}
          searchable
          openOnFocus={false}
          data-autofocus
        />
      )}
    </Stack>
  );
}
