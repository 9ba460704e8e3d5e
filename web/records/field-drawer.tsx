import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { FIELD_TYPES, type FieldOption, type FieldSettings, type FieldShape, type FieldType } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useApi, useObjects, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { type FieldInput, shapeCalls } from './data.ts';
import { type OptionDraft, OptionsEditor } from './options-editor.tsx';
import { FieldEffect } from './structure/field-effect.tsx';
import { FormulaEditor } from './structure/formula-editor.tsx';
import { RelatedInputs, RelationInputs, RollupInputs } from './structure/relation-inputs.tsx';

interface FieldDrawerProps {
  object: ObjectType;
  sectionId: number;
  /** Left out for a new one. */
  field: FieldShape | undefined;
  /** Takes an option away that records may have. */
  onRemoveOption: (field: FieldShape, option: FieldOption) => void;
  onClose: () => void;
}

const HAS_OPTIONS: ReadonlySet<FieldType> = new Set(['dropdown', 'list']);
const MAY_BE_UNIQUE: ReadonlySet<FieldType> = new Set(['text', 'email', 'phone', 'sms', 'number', 'url', 'parent']);
const NEVER_SORTED: ReadonlySet<FieldType> = new Set(['longtext', 'list', 'parent', 'address', 'image', 'file', 'relation', 'related']);

/** What nobody fills in can be neither required nor unique. */
const NEVER_WRITTEN: ReadonlySet<FieldType> = new Set(['formula', 'rollup', 'related', 'relation']);
/** What is not only a place for values is made of settings. */
const MADE_OF: Readonly<Partial<Record<FieldType, typeof RollupInputs>>> = {
  rollup: RollupInputs,
  related: RelatedInputs,
  relation: RelationInputs,
};

/** What a field can still become: a text may grow into a long text, nothing else changes its kind. */
const typesOf = (field: FieldShape | undefined): readonly FieldType[] =>
  field === undefined ? FIELD_TYPES : field.type === 'text' ? ['text', 'longtext'] : [field.type];

export function FieldDrawer({ object, sectionId, field, onRemoveOption, onClose }: FieldDrawerProps) {
  const calls = shapeCalls(useApi());
  const objects = useObjects();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: {
      label: field?.label ?? '',
      type: field?.type ?? ('text' as FieldType),
      sectionId: String(field?.sectionId ?? sectionId),
      help: field?.help ?? '',
      parentObjectId: String(field?.parentObjectId ?? objects[0]?.id ?? 0),
      isRequired: field?.isRequired ?? false,
      isUnique: field?.isUnique ?? false,
      sortable: field?.sortable ?? false,
      options: (field?.options ?? []).filter(({ removed }) => !removed).map((option) => ({ ...option })) as OptionDraft[],
      settings: (field?.settings ?? {}) as FieldSettings,
    },
    send: (values) => {
      const input: FieldInput = {
        label: values.label,
        type: values.type,
        help: values.help,
        isRequired: values.isRequired,
        isUnique: values.isUnique,
        sortable: values.sortable,
        sectionId: Number(values.sectionId),
        ...(values.type === 'formula' || values.type in MADE_OF ? { settings: values.settings } : {}),
        ...(HAS_OPTIONS.has(values.type) ? { options: values.options.filter(({ label }) => label.trim() !== '') } : {}),
      };
      if (field) return calls.updateField(object.id, field.id, input);
      return calls.createField(object.id, values.type === 'parent' ? { ...input, parentObjectId: Number(values.parentObjectId) } : input);
    },
    onDone: () => {
      void refresh('objects');
      onClose();
    },
  });
  const { form } = apiForm;
  const { type } = form.values;
  const Made = MADE_OF[type];
  return (
    <FormDrawer
      title={field ? field.label : t('records.field.add')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t(field ? 'ui.save' : 'records.field.add')}
    >
      <TextInput label={t('records.field.label')} data-autofocus {...form.getInputProps('label')} />
      <Select
        label={t('records.field.type')}
        description={field ? t('records.field.type.fixed') : undefined}
        data={typesOf(field).map((one) => ({ value: one, label: t(`records.type.${one}`) }))}
        allowDeselect={false}
        maxDropdownHeight={320}
        {...form.getInputProps('type')}
      />
      {type === 'parent' && !field && (
        <Select
          label={t('records.field.parentObject')}
          data={objects.map(({ id, plural }) => ({ value: String(id), label: plural }))}
          allowDeselect={false}
          {...form.getInputProps('parentObjectId')}
        />
      )}
      {type === 'formula' && (
        <FormulaEditor
          object={object}
          fieldId={field?.id}
          settings={form.values.settings}
          onChange={(settings) => form.setFieldValue('settings', settings)}
          error={form.errors.settings ?? form.errors.expression}
        />
      )}
      {Made && (
        <Made
          object={object}
          settings={form.values.settings}
          onChange={(settings) => form.setFieldValue('settings', settings)}
          error={form.errors.settings}
        />
      )}
      {HAS_OPTIONS.has(type) && (
        <OptionsEditor
          options={form.values.options}
          onChange={(options) => form.setFieldValue('options', options)}
          error={form.errors.options}
          {...(field
            ? {
                onRemove: (id: number) =>
                  onRemoveOption(
                    field,
                    field.options.find((option) => option.id === id)!,
                  ),
              }
            : {})}
        />
      )}
      <Select
        label={t('records.section')}
        data={object.sections.map(({ id, name }) => ({ value: String(id), label: name }))}
        allowDeselect={false}
        {...form.getInputProps('sectionId')}
      />
      <Textarea label={t('records.field.help')} description={t('records.field.help.why')} autosize {...form.getInputProps('help')} />
      {!NEVER_WRITTEN.has(type) && (
        <Checkbox
          label={t('records.field.required')}
          description={t('records.field.required.why')}
          {...form.getInputProps('isRequired', { type: 'checkbox' })}
        />
      )}
      {field && form.values.isRequired && !field.isRequired && <FieldEffect object={object} field={field} of="required" />}
      {MAY_BE_UNIQUE.has(type) && (
        <Checkbox
          label={
            type === 'parent'
              ? t('structure.unique.parent.label', { object: object.singular.toLocaleLowerCase() })
              : t('records.field.unique')
          }
          description={t(type === 'parent' ? 'structure.unique.parent.why' : 'records.field.unique.why')}
          {...form.getInputProps('isUnique', { type: 'checkbox' })}
        />
      )}
      {field && form.values.isUnique && !field.isUnique && <FieldEffect object={object} field={field} of="unique" />}
      {!NEVER_SORTED.has(type) && (
        <Checkbox
          label={t('records.field.sortable')}
          description={t('records.field.sortable.why')}
          {...form.getInputProps('sortable', { type: 'checkbox' })}
        />
      )}
    </FormDrawer>
  );
}
