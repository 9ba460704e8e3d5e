import { useQuery } from '@tanstack/react-query';
import { useAccountId } from '../../app/session.ts';
import { colleaguesQuery } from '../data.ts';

/** One of the people of the account by name. */
export function UserValue({ id }: { id: number }) {
  const { data: colleagues } = useQuery(colleaguesQuery(useAccountId()));
  return <>{colleagues?.find((one) => one.id === id)?.name ?? ''}</>;
}
