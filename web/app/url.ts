import { useLocation, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { use, useCallback } from 'react';
import { AccountIdContext } from './session.ts';

type Search = Readonly<Record<string, string | undefined>>;

/** Search parameters are plain strings in the address, so that a person can read and send them. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

/** The address of a place in the account of this page: `path('/groups/3')` is `/a/7/groups/3`. */
export function usePath(): (place: string) => string {
  const account = use(AccountIdContext);
  return useCallback((place: string) => `/a/${account}${place.startsWith('/') ? place : `/${place}`}`, [account]);
}

/** Goes to a place in the account of this page. */
export function useGo(): (place: string, search?: Search) => void {
  const path = usePath();
  const navigate = useNavigate();
  return useCallback((place, search) => void navigate({ to: path(place), search: () => ({ ...search }) as never }), [path, navigate]);
}

/** A parameter of the path, `''` when the screen has none of that name. */
export function useParam(name: string): string {
  return useParams({ strict: false, select: (params: Record<string, string | undefined>) => params[name] ?? '' });
}

/** State that lives in the address: filters, tabs, views. Setting it to its fallback removes it. */
export function useUrlState(name: string, fallback = ''): [string, (value: string) => void] {
  const value = useSearch({ strict: false, select: (search: Search) => search[name] }) ?? fallback;
  const set = useSetSearch();
  return [value, useCallback((next: string) => set({ [name]: next === fallback ? undefined : next }), [set, name, fallback])];
}

/** The path alone: whoever reads the whole location is drawn anew whenever a filter or an order in it changes. */
export function usePathname(): string {
  return useLocation({ select: (location) => location.pathname });
}

/** Changes several search parameters at once; `undefined` removes one. */
export function useSetSearch(): (changes: Search, options?: { push?: boolean }) => void {
  const navigate = useNavigate();
  const pathname = usePathname();
  return useCallback(
    (changes, options) =>
      void navigate({
        to: pathname,
        search: ((before: Search) => ({ ...before, ...changes })) as never,
        replace: !options?.push,
        resetScroll: false,
      }),
    [navigate, pathname],
  );
}

/** The right drawer has an address of its own: `?open=task/12`. Opening adds a step to the history, so that back closes it. */
export function useDrawer(): { opened: string; open: (what: string) => void; close: () => void } {
  const opened = useSearch({ strict: false, select: (search: Search) => search.open }) ?? '';
  const set = useSetSearch();
  const { history } = useRouter();
  const open = useCallback((what: string) => set({ open: what }, { push: true }), [set]);
  const close = useCallback(() => (history.length > 1 && cameByOpening() ? history.back() : set({ open: undefined })), [history, set]);
  return { opened, open, close };
}

/** Whether the step before this one in the history is ours: the drawer was opened here rather than by a link from outside. */
function cameByOpening(): boolean {
  const state = window.history.state as { __TSR_index?: number } | null;
  return (state?.__TSR_index ?? 0) > 0;
}
