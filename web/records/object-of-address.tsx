import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { NotFoundScreen } from '../app/frame/screen-problem.tsx';
import { objectsQuery, type ObjectType, useAccountId } from '../app/session.ts';
import { useParam } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';

/** Gives the object that the address names (`/records/contact`). */
export function ObjectOfAddress({ children }: { children: (object: ObjectType) => ReactNode }) {
  const key = useParam('object');
  const { data: objects, error, refetch } = useQuery(objectsQuery(useAccountId()));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!objects) return <Loading />;
  const object = objects.find((one) => one.key === key);
  return object ? children(object) : <NotFoundScreen />;
}
