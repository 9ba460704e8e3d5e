import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { FIELD_TYPES, type FieldType } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useObjects } from '../../app/session.ts';
import type { ObjectInput, WholeObjectInput } from '../data.ts';

export interface NewField {
  label: string;
  type: FieldType;
  /** Of a drop-down or list: its options with commas between them. */
  options: string;
}

/** How a new object has to do with another: it points there, each only once or not, is pointed to, or both have many. */
export type RelationKind = 'one' | 'once' | 'many' | 'both';
export interface NewRelation {
  kind: RelationKind;
  objectId: string | null;
  label: string;
}

/** What needs more than a name and options is added in the editor. */
const SIMPLE = FIELD_TYPES.filter((type) => !['parent', 'relation', 'related', 'formula', 'rollup'].includes(type));
const HAS_OPTIONS: ReadonlySet<FieldType> = new Set(['dropdown', 'list']);

export function NewFields({ fields, onChange }: { fields: readonly NewField[]; onChange: (fields: NewField[]) => void }) {
  const change = (place: number, next: Partial<NewField>): void =>
    onChange(fields.map((field, index) => (index === place ? { ...field, ...next } : field)));
  return (
    <Stack gap="xs">
      <Text size="sm">{t('structure.new.fields.sentence')}</Text>
      {fields.map((field, place) => (
        <div key={place}>
          <Group gap="xs" wrap="nowrap">
            <TextInput
              style={{ flex: 1.3 }}
              aria-label={t('structure.new.field.label', { place: place + 1 })}
              placeholder={t('records.field.label')}
              value={field.label}
              autoFocus
              onChange={(event) => change(place, { label: event.currentTarget.value })}
            />
            <Select
              style={{ flex: 1 }}
              aria-label={t('structure.new.field.type', { place: place + 1 })}
              data={SIMPLE.map((type) => ({ value: type, label: t(`records.type.${type}`) }))}
              value={field.type}
              allowDeselect={false}
              onChange={(type) => change(place, { type: type as FieldType })}
            />
            <ActionIcon
              aria-label={t('structure.new.field.remove', { place: place + 1 })}
              onClick={() => onChange(fields.filter((_, index) => index !== place))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
          {HAS_OPTIONS.has(field.type) && (
            <TextInput
              mt={4}
              aria-label={t('structure.new.field.options', { place: place + 1 })}
              placeholder={t('structure.new.field.options.example')}
              value={field.options}
              onChange={(event) => change(place, { options: event.currentTarget.value })}
            />
          )}
        </div>
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => onChange([...fields, { label: '', type: 'text', options: '' }])}
        >
          {t('records.field.add')}
        </Button>
      </Group>
    </Stack>
  );
}

interface NewRelationsProps {
  names: { singular: string; plural: string };
  relations: readonly NewRelation[];
  onChange: (relations: NewRelation[]) => void;
}

const KINDS: readonly RelationKind[] = ['one', 'once', 'many', 'both'];

export function NewRelations({ names, relations, onChange }: NewRelationsProps) {
  const objects = useObjects();
  const change = (place: number, next: Partial<NewRelation>): void =>
    onChange(relations.map((relation, index) => (index === place ? { ...relation, ...next } : relation)));
  return (
    <Stack gap="xs">
      <Text size="sm">{t('structure.new.relations.sentence', { objects: names.plural })}</Text>
      {relations.map((relation, place) => (
        <Group key={place} gap="xs" wrap="nowrap" align="flex-end">
          <Select
            style={{ flex: 1.5 }}
            aria-label={t('structure.new.relation.kind', { place: place + 1 })}
            data={KINDS.map((kind) => ({
              value: kind,
              label: t(`structure.new.relation.${kind}`, { object: names.singular, objects: names.plural }),
            }))}
            value={relation.kind}
            allowDeselect={false}
            onChange={(kind) => change(place, { kind: kind as RelationKind })}
          />
          <Select
            style={{ flex: 1 }}
            aria-label={t('structure.new.relation.object', { place: place + 1 })}
            placeholder={t('records.object')}
            data={objects.map(({ id, plural }) => ({ value: String(id), label: plural }))}
            value={relation.objectId}
            onChange={(objectId) =>
              change(place, {
                objectId,
                label:
                  relation.label ||
                  labelFor(
                    relation.kind,
                    names,
                    objects.find(({ id }) => String(id) === objectId),
                  ),
              })
            }
          />
          <TextInput
            style={{ flex: 1 }}
            aria-label={t('structure.new.relation.label', { place: place + 1 })}
            placeholder={t('records.field.label')}
            value={relation.label}
            onChange={(event) => change(place, { label: event.currentTarget.value })}
          />
          <ActionIcon
            mb={4}
            aria-label={t('structure.new.relation.remove', { place: place + 1 })}
            onClick={() => onChange(relations.filter((_, index) => index !== place))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => onChange([...relations, { kind: 'one', objectId: null, label: '' }])}
        >
          {t('structure.new.relation.add')}
        </Button>
      </Group>
    </Stack>
  );
}

const labelFor = (kind: RelationKind, names: { singular: string }, other: { singular: string; plural: string } | undefined): string =>
  kind === 'many' ? names.singular : kind === 'both' ? (other?.plural ?? '') : (other?.singular ?? '');

/** All that was chosen, as it is sent; what was left blank is left out. */
export function wholeObject(object: ObjectInput, fields: readonly NewField[], relations: readonly NewRelation[]): WholeObjectInput {
  const told = relations.filter(({ objectId, label }) => objectId !== null && label.trim() !== '');
  return {
    ...object,
    fields: [
      ...fields
        .filter(({ label }) => label.trim() !== '')
        .map(({ label, type, options }) => ({ label, type, ...(HAS_OPTIONS.has(type) ? { options: optionsIn(options) } : {}) })),
      ...told
        .filter(({ kind }) => kind === 'one' || kind === 'once')
        .map(({ kind, label, objectId }) => ({
          label,
          type: 'parent' as const,
          parentObjectId: Number(objectId),
          isUnique: kind === 'once',
        })),
      ...told
        .filter(({ kind }) => kind === 'both')
        .map(({ label, objectId }) => ({
          label,
          type: 'relation' as const,
          settings: { objectId: Number(objectId), otherLabel: object.plural },
        })),
    ],
    pointedFrom: told.filter(({ kind }) => kind === 'many').map(({ label, objectId }) => ({ label, objectId: Number(objectId) })),
  };
}

const optionsIn = (text: string): { label: string }[] =>
  [...new Set(text.split(',').map((part) => part.trim()))].filter(Boolean).map((label) => ({ label }));
