import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Value } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { colleaguesQuery } from '../data.ts';

/** One of the people of the account, or nobody; who has left stays readable and is offered no more. */
export function UserField({ shared, value, onChange }: { shared: object; value: number | null; onChange: (value: Value) => void }) {
  const { data: colleagues = [] } = useQuery(colleaguesQuery(useAccountId()));
  return (
    <Select
      {...shared}
      data={colleagues.filter(({ id, hasLeft }) => !hasLeft || id === value).map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === null ? null : String(value)}
      placeholder={t('values.user.none')}
      searchable
      clearable
      onChange={(next) => onChange(next === null ? null : Number(next))}
    />
  );
}
