import { Select } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import type { Names } from '../use-names.ts';
import { optionsOf } from './inputs.tsx';

/** The record's owner, a colleague, or everybody of a role. */
export type Person = 'owner' | number | { roleId: number };

interface PersonSelectProps {
  label: string;
  error?: string | undefined;
  names: Pick<Names, 'users' | 'roles'>;
  value: Person | undefined;
  onChange: (person: Person | undefined) => void;
  /** What nobody chosen means; left out where somebody must be. */
  none?: string;
  hasRoles?: boolean;
}

/** Whom something falls to. */
export function PersonSelect({ label, error, names, value, onChange, none, hasRoles = true }: PersonSelectProps) {
  const roles = names.roles.map(({ id, name }) => ({ value: `role:${id}`, label: t('steps.role', { role: name }) }));
  return (
    <Select
      label={label}
      error={error}
      data={[
        ...(none === undefined ? [] : [{ value: '', label: none }]),
        { value: 'owner', label: t('steps.theirOwner') },
        { group: t('steps.colleagues'), items: optionsOf(names.users) },
        ...(hasRoles && roles.length > 0 ? [{ group: t('steps.roles'), items: roles }] : []),
      ]}
      value={value === undefined ? '' : typeof value === 'object' ? `role:${value.roleId}` : String(value)}
      onChange={(key) => onChange(personOf(key ?? ''))}
      allowDeselect={false}
      searchable
      openOnFocus={false}
      nothingFoundMessage={t('steps.nothingFound')}
    />
  );
}

function personOf(key: string): Person | undefined {
  if (key === '') return undefined;
  if (key === 'owner') return key;
  return key.startsWith('role:') ? { roleId: Number(key.slice('role:'.length)) } : Number(key);
}
