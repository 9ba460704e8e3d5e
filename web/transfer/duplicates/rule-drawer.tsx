import { Button, Checkbox, CloseButton, Group, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { useApiForm } from '../../ui/api-form.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import { duplicateCalls, type DuplicateCondition, type DuplicateRuleView, sampleQuery } from './duplicates-data.ts';
import classes from './duplicates.module.css';

const HOWS = ['exact', 'normalised', 'similar'] as const;
const COMPARED = new Set([
  'text',
  'email',
  'phone',
  'sms',
  'url',
  'number',
  'price',
  'date',
  'dropdown',
  'parent',
  'country',
  'state',
  'user',
]);
const NEVER_SIMILAR = new Set(['email', 'phone', 'sms', 'number', 'price', 'date', 'dropdown', 'parent', 'user']);

interface RuleDrawerProps {
  object: ObjectType;
  rule: DuplicateRuleView | undefined;
  onClose: () => void;
}

/** A rule in sentences, with what it would find among some records as it is written. */
export function RuleDrawer({ object, rule, onClose }: RuleDrawerProps) {
  const calls = duplicateCalls(useApi());
  const refresh = useRefresh();
  const first: DuplicateCondition = {
    field: object.fields.find(({ type }) => type === 'email')?.id ?? 'name',
    how: 'normalised',
    loose: false,
  };
  const apiForm = useApiForm({
    initialValues: { name: rule?.name ?? '', conditions: rule?.conditions ?? [first] },
    send: (values) => (rule ? calls.update(rule.id, values) : calls.create(object.id, values)),
    onDone: () => {
      onClose();
      void refresh('duplicates');
    },
  });
  const { conditions } = apiForm.form.getValues();
  const set = (next: DuplicateCondition[]): void => apiForm.form.setFieldValue('conditions', next);
  const change = (index: number, part: Partial<DuplicateCondition>): void =>
    set(conditions.map((condition, at) => (at === index ? { ...condition, ...part } : condition)));
  return (
    <FormDrawer
      opened
      onClose={onClose}
      title={t(rule ? 'duplicates.rule.edit' : 'duplicates.rule.new')}
      apiForm={apiForm}
      submitLabel={t('duplicates.rule.save')}
    >
      <TextInput label={t('duplicates.rule.name')} withAsterisk data-autofocus {...apiForm.form.getInputProps('name')} />
      <Text size="sm" fw={570}>
        {t('duplicates.rule.what')}
      </Text>
      {conditions.map((condition, index) => (
        <Condition
          // A condition has no name of its own: it is its place.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          object={object}
          number={index + 1}
          condition={condition}
          onChange={(part) => change(index, part)}
          onRemove={conditions.length > 1 ? () => set(conditions.filter((_, at) => at !== index)) : undefined}
        />
      ))}
      {apiForm.form.errors.conditions && (
        <Text size="sm" c="bad" role="alert">
          {apiForm.form.errors.conditions}
        </Text>
      )}
      <Group justify="space-between">
        <Button
          variant="default"
          size="compact-md"
          disabled={conditions.length >= 6}
          onClick={() => set([...conditions, { field: 'name', how: 'similar', loose: false }])}
        >
          {t('duplicates.rule.add')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t('duplicates.rule.blank')}
      </Text>
      <Sample object={object} conditions={conditions} />
    </FormDrawer>
  );
}

interface ConditionProps {
  object: ObjectType;
  number: number;
  condition: DuplicateCondition;
  onChange: (part: Partial<DuplicateCondition>) => void;
  onRemove: (() => void) | undefined;
}

function Condition({ object, number, condition, onChange, onRemove }: ConditionProps) {
  const field = object.fields.find(({ id }) => id === condition.field);
  const fields = object.fields.filter(({ type }) => COMPARED.has(type)).map(({ id, label }) => ({ value: String(id), label }));
  const hows = HOWS.filter((how) => how !== 'similar' || !NEVER_SIMILAR.has(field?.type ?? 'text'));
  const looseKey = field?.type === 'email' ? 'email' : condition.field === 'name' || field?.type === 'text' ? 'name' : undefined;
  return (
    <div className={classes.condition} role="group" aria-label={t('duplicates.rule.condition', { number })}>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <Select
          flex={1}
          label={t('duplicates.rule.field')}
          data={[{ value: 'name', label: t('duplicates.rule.name.of') }, ...fields]}
          value={String(condition.field)}
          onChange={(value) => value && onChange({ field: value === 'name' ? 'name' : Number(value), how: 'normalised', loose: false })}
          searchable
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
        />
        {onRemove && <CloseButton mb={4} aria-label={t('duplicates.rule.remove', { number })} onClick={onRemove} />}
      </Group>
      <Select
        label={t('duplicates.rule.how')}
        data={hows.map((value) => ({ value, label: t(`duplicates.how.${value}`) }))}
        value={condition.how}
        onChange={(how) => how && onChange({ how: how as DuplicateCondition['how'] })}
        allowDeselect={false}
      />
      {looseKey && condition.how === 'normalised' && (
        <Checkbox
          label={t(`duplicates.rule.loose.${looseKey}`)}
          checked={condition.loose}
          onChange={(event) => onChange({ loose: event.currentTarget.checked })}
        />
      )}
    </div>
  );
}

const RESTED_MS = 350;

function Sample({ object, conditions }: { object: ObjectType; conditions: readonly DuplicateCondition[] }) {
  const [rested] = useDebouncedValue(conditions, RESTED_MS);
  const { data, error, isFetching } = useQuery(sampleQuery(useAccountId(), object.id, rested));
  return (
    <div aria-live="polite">
      <Text size="sm" c={error ? 'bad' : undefined} opacity={isFetching ? 0.6 : 1}>
        {error
          ? error.message
          : data
            ? t('duplicates.sample', { clusters: data.clusters, looked: data.looked })
            : t('duplicates.sample.trying')}
      </Text>
      {!error &&
        data?.examples.map((names) => (
          <Text key={names.join()} size="xs" c="dimmed" truncate>
            {t('duplicates.sample.such', { names: names.map((name) => name || t('records.unnamed')).join(', ') })}
          </Text>
        ))}
    </div>
  );
}
