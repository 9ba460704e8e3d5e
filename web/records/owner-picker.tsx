import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAccountId } from '../app/session.ts';
import { showProblem } from '../ui/notice.ts';
import { colleaguesQuery } from './data.ts';

interface OwnerPickerProps {
  /** Shown above it only when `hasLabel`. */
  label: string;
  hasLabel?: boolean;
  value: number | null;
  onChange: (userId: number) => Promise<void> | void;
  error?: string | undefined;
}

/** Chooses one of the people of the account; who has left stays readable and is offered no more. */
export function OwnerPicker({ label, hasLabel = false, value, onChange, error }: OwnerPickerProps) {
  const { data: colleagues = [] } = useQuery(colleaguesQuery(useAccountId()));
  return (
    <Select
      {...(hasLabel ? { label } : { 'aria-label': label })}
      data={colleagues.filter(({ id, hasLeft }) => !hasLeft || id === value).map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === null ? null : String(value)}
      allowDeselect={false}
      searchable
      error={error}
      onChange={(next) => {
        if (next !== null) Promise.resolve(onChange(Number(next))).catch(showProblem);
      }}
    />
  );
}
