import { ActionIcon, Button, Group, Input, MultiSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ContentCondition, fieldAsked, operatorsOf } from '../../../src/automations/schema.ts';
import type { FieldShape, Value } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { FieldInput } from '../../records/index.tsx';
import type { EventContent } from '../automation-data.ts';
import { type Named, nameOfContent } from '../sentences/words.ts';
import type { Names } from '../use-names.ts';
import { NamesSelect } from './inputs.tsx';
import type { DraftTrigger } from './trigger-fields.tsx';

interface ContentFieldsProps {
  trigger: DraftTrigger;
  content: readonly EventContent[];
  names: Names;
  onChange: (where: ContentCondition[] | undefined) => void;
}

/** What an event must say for itself: from what to what, which link, which outcome. Nothing where its kind says nothing. */
export function ContentFields({ trigger, content, names, onChange }: ContentFieldsProps) {
  const field = fieldAsked(trigger, names.fields);
  const offered = content.filter(({ type }) => type !== 'field' || field !== undefined);
  const where = trigger.where ?? [];
  if (offered.length === 0 && where.length === 0) return null;
  const keep = (next: ContentCondition[]): void => onChange(next.length > 0 ? next : undefined);
  return (
    <Input.Wrapper label={t('steps.content')} labelElement="div" description={t('steps.content.why')} role="group">
      <Stack gap="sm" mt={6}>
        {where.map((condition, index) => (
          <Condition
            key={index}
            condition={condition}
            offered={offered}
            field={field}
            names={names}
            onChange={(next) => keep(where.map((one, at) => (at === index ? next : one)))}
            onRemove={() => keep(where.filter((_, at) => at !== index))}
          />
        ))}
        {offered.length > 0 && (
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => keep([...where, firstCondition(offered[0]!, field)])}
            style={{ alignSelf: 'start' }}
          >
            {t('steps.content.add')}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
}

const firstCondition = (content: EventContent, field: FieldShape | undefined): ContentCondition => ({
  key: content.open ? `${content.key}.` : content.key,
  operator: operatorsOf(content, field)[0] ?? 'is',
  values: [],
});

interface ConditionProps {
  condition: ContentCondition;
  offered: readonly EventContent[];
  field: FieldShape | undefined;
  names: Names;
  onChange: (condition: ContentCondition) => void;
  onRemove: () => void;
}

function Condition({ condition, offered, field, names, onChange, onRemove }: ConditionProps) {
  const asked = offered.find((one) => (one.open ? condition.key.startsWith(`${one.key}.`) : one.key === condition.key));
  const subject = asked ? labelOf(asked, field) : t('automations.gone');
  const isAnswered = condition.operator === 'filled' || condition.operator === 'empty';
  return (
    <Stack gap={6}>
      <Group gap={6} wrap="nowrap">
        <Select
          aria-label={t('steps.content.what')}
          data={offered.map((one) => ({ value: one.key, label: labelOf(one, field) }))}
          value={asked?.key ?? null}
          placeholder={t('automations.gone')}
          onChange={(key) => onChange(firstCondition(offered.find((one) => one.key === key) ?? offered[0]!, field))}
          allowDeselect={false}
          style={{ flex: 3, minWidth: 0 }}
        />
        <Select
          aria-label={t('steps.content.how', { what: subject })}
          data={(asked ? operatorsOf(asked, field) : [condition.operator]).map((value) => ({ value, label: t(`steps.operator.${value}`) }))}
          value={condition.operator}
          onChange={(operator) => onChange({ ...condition, operator: operator ?? 'is' })}
          allowDeselect={false}
          style={{ flex: 2, minWidth: 0 }}
        />
        <ActionIcon aria-label={t('steps.content.remove', { what: subject })} onClick={onRemove}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      {asked?.open && (
        <TextInput
          aria-label={t('steps.content.name')}
          placeholder={t('steps.content.name')}
          value={condition.key.slice(asked.key.length + 1)}
          onChange={(event) => onChange({ ...condition, key: `${asked.key}.${event.currentTarget.value}` })}
        />
      )}
      {asked && !isAnswered && (
        <Answer
          label={t('steps.content.value', { what: subject })}
          asked={asked}
          field={field}
          names={names}
          values={condition.values}
          onChange={(values) => onChange({ ...condition, values })}
        />
      )}
    </Stack>
  );
}

/** "City before", "The new owner". */
const labelOf = ({ type, label }: EventContent, field: FieldShape | undefined): string =>
  type === 'field' && field ? t('steps.content.ofField', { field: field.label, what: nameOfContent(label) }) : nameOfContent(label);

interface AnswerProps {
  label: string;
  asked: EventContent;
  field: FieldShape | undefined;
  names: Names;
  values: ContentCondition['values'];
  onChange: (values: ContentCondition['values']) => void;
}

function Answer({ label, asked, field, names, values, onChange }: AnswerProps) {
  const several = (named: readonly Named[]) => (
    <NamesSelect label={label} isBare named={named} value={values.map(Number)} onChange={onChange} placeholder={t('steps.choose')} />
  );
  switch (asked.type) {
    case 'choice':
      return (
        <MultiSelect
          aria-label={label}
          {...(values.length === 0 ? { placeholder: t('steps.choose') } : {})}
          data={asked.choices.map((choice) => ({ value: choice.value, label: nameOfContent(choice.label) }))}
          value={values.map(String)}
          onChange={onChange}
        />
      );
    case 'user':
      return several(names.users);
    case 'task_template':
      return several(names.templates);
    case 'inbox':
      return several(names.inboxes);
    case 'channel':
      return several(names.channels);
    case 'number':
      return (
        <NumberInput
          aria-label={label}
          value={(values[0] as number | undefined) ?? ''}
          onChange={(next) => onChange(next === '' ? [] : [Number(next)])}
        />
      );
    case 'field':
      return field ? <FieldAnswer label={label} field={field} values={values} onChange={onChange} /> : null;
    default:
      return (
        <TextInput
          aria-label={label}
          value={String(values[0] ?? '')}
          onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? [] : [currentTarget.value])}
        />
      );
  }
}

function FieldAnswer({ label, field, values, onChange }: Pick<AnswerProps, 'label' | 'values' | 'onChange'> & { field: FieldShape }) {
  if (field.type === 'dropdown' || field.type === 'list')
    return (
      <NamesSelect
        label={label}
        isBare
        named={field.options.map(({ id, label: name }) => ({ id, name }))}
        value={values.map(Number)}
        onChange={onChange}
        placeholder={t('steps.choose')}
      />
    );
  const isPlain = (value: Value): value is string | number | boolean => value !== null && typeof value !== 'object';
  return (
    <FieldInput
      field={{ ...field, isReadOnly: false, isRequired: false }}
      value={values[0] ?? null}
      onChange={(value) => onChange(isPlain(value) ? [value] : [])}
      isBare
    />
  );
}
