import { queryOptions, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { createContext, use, useMemo } from 'react';
import type { ObjectShape } from '../../src/records/schema.ts';
import { api, ApiProblem, client, type Api } from './api.ts';

/** The signed-in person and the accounts they have a seat in. */
export interface Me {
  identity: { id: string; email: string; name: string; isOperator: boolean };
  accounts: Seat[];
}

export interface Seat {
  id: number;
  name: string;
  kind: 'operator' | 'client' | 'sandbox';
  mode: 'practising' | 'live';
  /** Of a sandbox: the account it stands beside. */
  parentAccountId: number | null;
}

/** One account as its user sees it: what it is, what time it has, and what the viewer may do in it. */
export interface Account extends Seat {
  timeZone: string;
  locale: string;
  currency: string;
  country: string | null;
  postalAddress: string;
  /** How many calls of programs a minute the account lets through. */
  callsPerMinute: number;
  /** The account's own time, ISO 8601. */
  now: string;
  clockOffsetMs: number;
  user: { id: number; name: string; email: string; roleName: string; timeZone: string | null };
  isOwner: boolean;
  rights: string[];
}

/** An object with the fields and sections that the viewer may see, and what they may do with its records. */
export interface ObjectType extends ObjectShape {
  rights: { view: Scope; edit: Scope; delete: Scope; create: boolean; export: boolean; bulk: boolean };
}

type Scope = 'none' | 'own' | 'team' | 'all';

/** Null when nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await api.get('/api/session', undefined, signal);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const accountQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'account'],
    queryFn: ({ signal }) => client(accountId).get('/api/account', undefined, signal),
    staleTime: 30_000,
  });

export const objectsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'objects'],
    queryFn: async ({ signal }) => (await client(accountId).get<{ objects: ObjectType[] }>('/api/objects', undefined, signal)).objects,
    staleTime: 60_000,
  });

/** The account of the address, as the frame gives it to all that stands in it: cells by the hundred ask for it, and need not watch the address. */
export const AccountIdContext = createContext(0);
export const AccountContext = createContext<Account | null>(null);

/** The account of the address, `/a/7/…`, read from the address itself: for the frame. */
export function useAccountIdOfAddress(): number {
  return Number(useParams({ strict: false, select: (params: Record<string, string | undefined>) => params.account }));
}

/** The account of the address, `/a/7/…`. */
export const useAccountId = (): number => use(AccountIdContext);

/** Calls in the account of the address. */
export function useApi(): Api {
  const accountId = useAccountId();
  return useMemo(() => client(accountId), [accountId]);
}

export function useMe(): Me | null | undefined {
  return useQuery(meQuery).data;
}

/** The account of the address; the frame has loaded it before any screen is shown. */
export function useAccount(): Account {
  const account = use(AccountContext);
  if (!account) throw new Error('There is no account outside of the frame.');
  return account;
}

/** Its account for all that stands in the frame, which reads it anew when it changes. */
export const useAccountOfAddress = (): Account => useSuspenseQuery(accountQuery(useAccountIdOfAddress())).data;

/** The objects whose records the viewer may see something of. */
export function useObjects(): ObjectType[] {
  const objects = useQuery(objectsQuery(useAccountId())).data ?? NONE;
  return useMemo(() => objects.filter(({ rights }) => rights.view !== 'none'), [objects]);
}

const NONE: ObjectType[] = [];

/** Whether the viewer holds an account-wide right such as `users.manage`. The server decides again; this only hides what would be refused. */
export function useCan(right: string): boolean {
  const account = useAccount();
  return account.isOwner || account.rights.includes(right);
}

/** A query key of the account of the address: `useAccountKey('groups', 3)` is `[7, 'groups', 3]`. */
export function useAccountKey(...parts: readonly unknown[]): readonly unknown[] {
  return [useAccountId(), ...parts];
}

/** Reads again whatever of the account begins with these key parts; nothing given, everything of it. */
export function useRefresh(): (...parts: readonly unknown[]) => Promise<void> {
  const accountId = useAccountId();
  const queries = useQueryClient();
  return (...parts) => queries.invalidateQueries({ queryKey: [accountId, ...parts] });
}
