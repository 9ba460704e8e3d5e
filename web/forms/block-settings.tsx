import { SegmentedControl, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import type { Block } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import type { Asked } from './form-blocks.tsx';

type Of<Type extends Block['type']> = Extract<Block, { type: Type }>;
interface SettingsOf<Type extends Block['type']> {
  block: Of<Type>;
  onChange: (block: Of<Type>, what?: string) => void;
  problemAt: (setting: string) => string | undefined;
  asked: Asked;
}

const choices = ({ fields }: Asked) => fields.map(({ id, label }) => ({ value: String(id), label }));

export function FieldSettings({ block, onChange, problemAt, asked }: SettingsOf<'field'>) {
  const field = asked.fields.find(({ id }) => id === block.fieldId);
  const choose = (value: string | null): void => {
    const chosen = asked.fields.find(({ id }) => String(id) === value);
    // A question that says no more than its field goes with it.
    if (chosen) onChange({ ...block, fieldId: chosen.id, label: !field || block.label === field.label ? chosen.label : block.label });
  };
  return (
    <Stack gap="md">
      <Select
        label={t('forms.block.field.which')}
        data={choices(asked)}
        value={String(block.fieldId)}
        onChange={choose}
        error={problemAt('fieldId')}
        searchable
        allowDeselect={false}
      />
      <TextInput
        label={t('forms.block.field.label')}
        value={block.label}
        placeholder={field?.label}
        maxLength={300}
        error={problemAt('label')}
        onChange={({ currentTarget }) => onChange({ ...block, label: currentTarget.value }, 'label')}
      />
      <TextInput
        label={t('forms.block.field.help')}
        value={block.help ?? ''}
        maxLength={500}
        error={problemAt('help')}
        onChange={({ currentTarget }) => onChange({ ...block, help: currentTarget.value || undefined }, 'help')}
      />
      {field && TYPED.has(field.type) && (
        <TextInput
          label={t('forms.block.field.placeholder')}
          value={block.placeholder ?? ''}
          maxLength={200}
          onChange={({ currentTarget }) => onChange({ ...block, placeholder: currentTarget.value || undefined }, 'placeholder')}
        />
      )}
      <Switch
        label={t('forms.block.field.required')}
        checked={block.isRequired === true || field?.isRequired === true}
        disabled={field?.isRequired === true}
        onChange={({ currentTarget }) => onChange({ ...block, isRequired: currentTarget.checked || undefined })}
      />
      <ShownWhen block={block} onChange={onChange} problem={problemAt('shownWhen')} asked={asked} />
    </Stack>
  );
}

const TYPED: ReadonlySet<string> = new Set(['text', 'longtext', 'number', 'price', 'email', 'phone', 'sms', 'url', 'state']);
const ASKS = ['equals', 'not_equals', 'answered'] as const;

interface ShownWhenProps extends Pick<SettingsOf<'field'>, 'block' | 'onChange' | 'asked'> {
  problem: string | undefined;
}

function ShownWhen({ block, onChange, problem, asked }: ShownWhenProps) {
  const when = block.shownWhen;
  const other = asked.fields.find(({ id }) => id === when?.fieldId);
  const set = (change: Partial<NonNullable<typeof when>>): void =>
    onChange({ ...block, shownWhen: { fieldId: 0, is: 'equals', value: '', ...when, ...change } }, 'shownWhen');
  const options = other && (other.type === 'dropdown' || other.type === 'list') ? other.options.filter(({ archived }) => !archived) : [];
  return (
    <>
      <Select
        label={t('forms.block.when')}
        data={[
          { value: '', label: t('forms.block.when.always') },
          ...asked.fields
            .filter(({ id }) => id !== block.fieldId)
            .map(({ id, label }) => ({ value: String(id), label: t('forms.block.when.field', { field: label }) })),
        ]}
        value={when ? String(when.fieldId) : ''}
        onChange={(value) => (value ? set({ fieldId: Number(value), value: '' }) : onChange({ ...block, shownWhen: undefined }))}
        error={problem}
        searchable
        allowDeselect={false}
      />
      {when && (
        <Select
          label={t('forms.block.when.is')}
          data={ASKS.map((is) => ({ value: is, label: t(`forms.block.when.${is}`) }))}
          value={when.is}
          onChange={(is) => set({ is: is as (typeof ASKS)[number] })}
          allowDeselect={false}
        />
      )}
      {when && when.is !== 'answered' && options.length > 0 && (
        <Select
          label={t('forms.block.when.value')}
          data={options.map(({ id, label }) => ({ value: String(id), label }))}
          value={when.value || null}
          onChange={(value) => set({ value: value ?? '' })}
          searchable
        />
      )}
      {when && when.is !== 'answered' && options.length === 0 && (
        <TextInput
          label={t('forms.block.when.value')}
          value={when.value}
          maxLength={500}
          onChange={({ currentTarget }) => set({ value: currentTarget.value })}
        />
      )}
    </>
  );
}

export function ConsentSettings({ block, onChange, problemAt }: SettingsOf<'consent'>) {
  return (
    <Stack gap="md">
      <Select
        label={t('forms.block.consent.channel')}
        data={(['email', 'sms'] as const).map((channel) => ({ value: channel, label: t(`forms.block.consent.channel.${channel}`) }))}
        value={block.channel}
        onChange={(channel) => onChange({ ...block, channel: channel as 'email' | 'sms' })}
        error={problemAt('channel')}
        allowDeselect={false}
      />
      <Textarea
        label={t('forms.block.consent.text')}
        description={t('forms.block.consent.text.why')}
        value={block.text}
        autosize
        minRows={3}
        maxLength={1_000}
        error={problemAt('text')}
        onChange={({ currentTarget }) => onChange({ ...block, text: currentTarget.value }, 'text')}
      />
      <Switch
        label={t('forms.block.consent.required')}
        checked={block.isRequired === true}
        onChange={({ currentTarget }) => onChange({ ...block, isRequired: currentTarget.checked || undefined })}
      />
    </Stack>
  );
}

export function HiddenSettings({ block, onChange, problemAt, asked }: SettingsOf<'hidden'>) {
  const isFixed = block.from === 'value';
  return (
    <Stack gap="md">
      <Select
        label={t('forms.block.field.which')}
        data={choices(asked)}
        value={String(block.fieldId)}
        onChange={(value) => onChange({ ...block, fieldId: Number(value) })}
        error={problemAt('fieldId')}
        searchable
        allowDeselect={false}
      />
      <Select
        label={t('forms.block.hidden.from')}
        data={(['value', 'address'] as const).map((from) => ({ value: from, label: t(`forms.block.hidden.from.${from}`) }))}
        value={block.from}
        onChange={(from) => onChange({ ...block, from: from as 'value' | 'address' })}
        allowDeselect={false}
      />
      <TextInput
        label={t(isFixed ? 'forms.block.hidden.value' : 'forms.block.hidden.parameter')}
        description={isFixed ? undefined : t('forms.block.hidden.parameter.why')}
        value={block.value}
        maxLength={500}
        onChange={({ currentTarget }) => onChange({ ...block, value: currentTarget.value }, 'value')}
      />
    </Stack>
  );
}

export function SubmitSettings({ block, onChange, problemAt }: SettingsOf<'submit'>) {
  return (
    <Stack gap="md">
      <TextInput
        label={t('forms.block.submit.label')}
        value={block.label}
        maxLength={200}
        error={problemAt('label')}
        onChange={({ currentTarget }) => onChange({ ...block, label: currentTarget.value }, 'label')}
      />
      <SegmentedControl
        data={(['left', 'center', 'right'] as const).map((align) => ({ value: align, label: t(`forms.align.${align}`) }))}
        value={block.align ?? 'left'}
        onChange={(align) => onChange({ ...block, align: align as 'left' | 'center' | 'right' })}
      />
      <Switch
        label={t('forms.block.submit.wide')}
        checked={block.isWide === true}
        onChange={({ currentTarget }) => onChange({ ...block, isWide: currentTarget.checked || undefined })}
      />
    </Stack>
  );
}
