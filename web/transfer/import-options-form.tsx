import { Select, SimpleGrid, Stack, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ImportOptions } from '../../src/transfer/schema.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccount, useApi, useAccountKey } from '../app/session.ts';

interface OptionsFormProps {
  object: ObjectType;
  /** Mapped fields by which a row can find its record. */
  unique: ObjectType['fields'];
  options: ImportOptions;
  problems: Readonly<Record<string, string>>;
  onChange: (options: ImportOptions) => void;
}

/** How rows meet records, and what every record of the file gets. */
export function ImportOptionsForm({ object, unique, options, problems, onChange }: OptionsFormProps) {
  const set = (change: Partial<ImportOptions>): void => onChange({ ...options, ...change });
  const objects = object.plural.toLocaleLowerCase();
  const modes = (['both', 'create', 'update'] as const).filter(
    (mode) => mode === 'create' || (options.matchFieldId !== null && object.rights.edit === 'all'),
  );
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t('transfer.match')}
          data={[
            ...unique.map(({ id, label }) => ({ value: String(id), label: t('transfer.match.by', { field: label }) })),
            { value: '', label: t('transfer.match.none', { objects }) },
          ]}
          value={options.matchFieldId === null ? '' : String(options.matchFieldId)}
          onChange={(next) => (next ? set({ matchFieldId: Number(next) }) : set({ matchFieldId: null, mode: 'create' }))}
          error={problems['options.matchFieldId']}
          allowDeselect={false}
        />
        <Select
          label={t('transfer.mode')}
          data={modes.map((mode) => ({ value: mode, label: t(`transfer.mode.${mode}`, { objects }) }))}
          value={options.mode}
          onChange={(next) => set({ mode: (next ?? 'both') as ImportOptions['mode'] })}
          error={problems['options.mode']}
          allowDeselect={false}
        />
        <TagsInput
          label={t('transfer.tags')}
          description={t('transfer.tags.why')}
          value={[...options.tags]}
          onChange={(tags) => set({ tags })}
          error={problems['options.tags']}
          maxTags={50}
          clearable
        />
        <OwnerOf objects={objects} value={options.ownerId} error={problems['options.ownerId']} onChange={(ownerId) => set({ ownerId })} />
      </SimpleGrid>
    </Stack>
  );
}

interface OwnerOfProps {
  objects: string;
  value: number | null;
  error: string | undefined;
  onChange: (ownerId: number | null) => void;
}

function OwnerOf({ objects, value, error, onChange }: OwnerOfProps) {
  const api = useApi();
  const { user } = useAccount();
  const { data: users = [] } = useQuery({
    queryKey: useAccountKey('users'),
    queryFn: ({ signal }) => api.get<{ id: number; name: string; hasLeft: boolean }[]>('/api/users', undefined, signal),
  });
  return (
    <Select
      label={t('transfer.owner')}
      description={t('transfer.owner.why', { objects })}
      data={users.filter(({ hasLeft }) => !hasLeft).map(({ id, name }) => ({ value: String(id), label: name }))}
      value={String(value ?? user.id)}
      onChange={(next) => onChange(next === null || Number(next) === user.id ? null : Number(next))}
      error={error}
      allowDeselect={false}
    />
  );
}
