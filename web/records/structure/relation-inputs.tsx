import { Select, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  type FieldSettings,
  type FieldShape,
  type ObjectShape,
  ROLLUP_FUNCTIONS,
  type RollupFunction,
  storedType,
} from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useObjects } from '../../app/session.ts';

interface SettingsProps {
  object: ObjectType;
  settings: FieldSettings;
  onChange: (settings: FieldSettings) => void;
  error?: ReactNode;
}

const choices = (things: readonly { id: number; label: string }[]) => things.map(({ id, label }) => ({ value: String(id), label }));
const idOf = (chosen: string | null): number | undefined => (chosen === null ? undefined : Number(chosen));
const chosen = (id: number | null | undefined): string | null => (id == null ? null : String(id));

/** A roll-up: of which records that point here, and what of them. */
export function RollupInputs({ object, settings, onChange, error }: SettingsProps) {
  const ways = waysTo(object, useObjects());
  const way = ways.find(({ of, field }) => of.id === settings.objectId && field.id === settings.fieldId);
  const made: RollupFunction = settings.function ?? 'count';
  const numbers = (way?.of.fields ?? []).filter((field) => sums(field, made));
  const set = (next: FieldSettings): void => {
    const of = ways.find((one) => one.of.id === next.objectId)?.of.fields.find(({ id }) => id === next.ofFieldId);
    onChange({ ...next, result: resultOf(next.function ?? 'count', of) });
  };
  return (
    <Stack gap="sm">
      <Select
        label={t('structure.rollup.way')}
        description={t('structure.rollup.way.why', { object: object.singular.toLocaleLowerCase() })}
        data={ways.map(({ of, field }) => ({ value: `${of.id}.${field.id}`, label: `${of.plural} (${field.label})` }))}
        value={way ? `${way.of.id}.${way.field.id}` : null}
        error={error}
        searchable
        nothingFoundMessage={t('structure.rollup.noWay')}
        onChange={(next) => {
          const [objectId, fieldId] = (next ?? '').split('.').map(Number);
          set({ ...settings, objectId: objectId ?? 0, fieldId: fieldId ?? 0, function: made, ofFieldId: null });
        }}
      />
      <Select
        label={t('structure.rollup.function')}
        data={ROLLUP_FUNCTIONS.map((one) => ({ value: one, label: t(`values.function.${one}`) }))}
        value={made}
        allowDeselect={false}
        onChange={(next) => set({ ...settings, function: next as RollupFunction, ...(next === 'count' ? { ofFieldId: null } : {}) })}
      />
      {made !== 'count' && (
        <Select
          label={t('structure.rollup.of')}
          data={choices(numbers)}
          value={chosen(settings.ofFieldId)}
          searchable
          onChange={(next) => set({ ...settings, ofFieldId: idOf(next) ?? null })}
        />
      )}
    </Stack>
  );
}

/** The parent and relation fields of all objects that lead to this one. */
const waysTo = (object: ObjectType, objects: readonly ObjectShape[]): { of: ObjectShape; field: FieldShape }[] =>
  objects.flatMap((of) =>
    of.fields
      .filter((field) => field.parentObjectId === object.id || (field.type === 'relation' && field.settings.objectId === object.id))
      .map((field) => ({ of, field })),
  );

const sums = (field: FieldShape, made: RollupFunction): boolean => {
  const type = storedType(field);
  return type === 'number' || type === 'price' || ((made === 'min' || made === 'max') && (type === 'date' || type === 'datetime'));
};

const resultOf = (made: RollupFunction, of: FieldShape | undefined): NonNullable<FieldSettings['result']> => {
  const type = of && storedType(of);
  return made !== 'count' && (type === 'price' || type === 'date' || type === 'datetime') ? type : 'number';
};

/** A related field: which field of which parent is shown here. */
export function RelatedInputs({ object, settings, onChange, error }: SettingsProps) {
  const objects = useObjects();
  const parents = object.fields.filter(({ type }) => type === 'parent');
  const parent = parents.find(({ id }) => id === settings.parentFieldId);
  const shown = objects.find(({ id }) => id === parent?.parentObjectId)?.fields ?? [];
  return (
    <Stack gap="sm">
      <Select
        label={t('structure.related.parent')}
        data={choices(parents)}
        value={chosen(settings.parentFieldId)}
        error={error}
        nothingFoundMessage={t('structure.related.noParent')}
        onChange={(next) => onChange(next === null ? {} : { parentFieldId: Number(next) })}
      />
      <Select
        label={t('structure.related.field')}
        data={choices(shown.filter(({ type }) => type !== 'related' && type !== 'relation'))}
        value={chosen(settings.fieldId)}
        disabled={!parent}
        searchable
        onChange={(next) => onChange({ ...settings, fieldId: idOf(next) ?? 0 })}
      />
    </Stack>
  );
}

/** A relation of many to many, with what it is called from either side. */
export function RelationInputs({ object, settings, onChange, error }: SettingsProps) {
  const objects = useObjects();
  return (
    <Stack gap="sm">
      <Select
        label={t('structure.relation.object')}
        data={objects.map(({ id, plural }) => ({ value: String(id), label: plural }))}
        value={chosen(settings.objectId)}
        error={error}
        onChange={(next) => onChange({ ...settings, objectId: idOf(next) ?? 0 })}
      />
      <TextInput
        label={t('structure.relation.other')}
        description={t('structure.relation.other.why')}
        placeholder={object.plural}
        value={settings.otherLabel ?? ''}
        onChange={(event) => onChange({ ...settings, otherLabel: event.currentTarget.value })}
      />
    </Stack>
  );
}
