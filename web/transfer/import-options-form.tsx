import { MultiSelect, Select, SimpleGrid, Stack, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ImportOptions } from '../../src/transfer/schema.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccount, useApi, useAccountKey } from '../app/session.ts';

interface OptionsFormProps {
  object: ObjectType;
  /** Mapped fields by which a row can find its record. */
  unique: ObjectType['fields'];
  /** Whether a column holds the ids of another program. */
  hasKey: boolean;
  options: ImportOptions;
  problems: Readonly<Record<string, string>>;
  onChange: (options: ImportOptions) => void;
}

/** How rows meet records, and what every record of the file gets. */
export function ImportOptionsForm({ object, unique, hasKey, options, problems, onChange }: OptionsFormProps) {
  const set = (change: Partial<ImportOptions>): void => onChange({ ...options, ...change });
  const objects = object.plural.toLocaleLowerCase();
  const modes = (['both', 'create', 'update'] as const).filter(
    (mode) => mode === 'create' || (options.match.length > 0 && object.rights.edit === 'all'),
  );
  const match = (chosen: string[]): void => {
    const next = chosen.map((each) => (each === 'key' ? each : Number(each)));
    set({ match: next, ...(next.length === 0 ? { mode: 'create' as const } : {}) });
  };
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <MultiSelect
          label={t('transfer.match')}
          description={options.match.length === 0 ? t('transfer.match.none', { objects }) : t('transfer.match.inTurn')}
          data={[
            ...unique.map(({ id, label }) => ({ value: String(id), label: t('transfer.match.by', { field: label }) })),
            ...(hasKey ? [{ value: 'key', label: t('transfer.match.key') }] : []),
          ]}
          value={options.match.map(String)}
          onChange={match}
          error={problems['options.match']}
          clearable
        />
        <Select
          label={t('transfer.mode')}
          data={modes.map((mode) => ({ value: mode, label: t(`transfer.mode.${mode}`, { objects }) }))}
          value={options.mode}
          onChange={(next) => set({ mode: (next ?? 'both') as ImportOptions['mode'] })}
          error={problems['options.mode']}
          allowDeselect={false}
        />
        <Select
          label={t('transfer.blanks')}
          data={(['keep', 'write'] as const).map((blanks) => ({ value: blanks, label: t(`transfer.blanks.${blanks}`) }))}
          value={options.blanks}
          onChange={(blanks) => set({ blanks: (blanks ?? 'keep') as 'keep' })}
          allowDeselect={false}
        />
        {object.person && (
          <Select
            label={t('transfer.standing')}
            data={(['', 'in', 'none', 'out', 'bounced', 'pending'] as const).map((standing) => ({
              value: standing,
              label: t(`transfer.standing.${standing || 'columns'}`),
            }))}
            value={options.standing ?? ''}
            onChange={(standing) => set({ standing: (standing || null) as ImportOptions['standing'] })}
            allowDeselect={false}
          />
        )}
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
    queryFn: ({ signal }) => api.get('/api/users', undefined, signal),
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
