import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Brand, DEFAULT_BRAND, type SavedBlock } from '../../src/documents/schema.ts';
import { client } from '../app/api.ts';
import { useAccountId } from '../app/session.ts';

export const brandQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'brand'],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/brand', undefined, signal)).brand,
    staleTime: 30_000,
  });

export const savedBlocksQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'saved-blocks'],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/saved-blocks', undefined, signal)).savedBlocks,
    staleTime: 30_000,
  });

export const assetQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'assets', id],
    queryFn: async ({ signal }) => (await client(accountId).get(`/api/assets/${id}`, undefined, signal)).asset,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const assetsQuery = (accountId: number, search: string) =>
  queryOptions({
    queryKey: [accountId, 'assets', 'found', search],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/assets', { search: search || undefined, limit: 60 }, signal)).assets,
  });

/** The brand of the account; until it is known, that of an account which has set none. */
export const useBrand = (): Brand => useQuery(brandQuery(useAccountId())).data ?? DEFAULT_BRAND;

/** Where a picture can be seen: an uploaded one by its number, any other where it says. */
export function usePictureAddress(source: string): string | null {
  const id = Number(/^asset:(\d+)$/.exec(source)?.[1] ?? 0);
  const { data } = useQuery({ ...assetQuery(useAccountId(), id), enabled: id > 0 });
  if (id > 0) return data?.url ?? null;
  return source.startsWith('https://') || source.startsWith('/') ? source : null;
}

/** Undefined while it is on its way, null when it is gone. */
export function useSavedBlock(id: number): SavedBlock | null | undefined {
  const { data } = useQuery(savedBlocksQuery(useAccountId()));
  return data && (data.find((saved) => saved.id === id) ?? null);
}
