import { useEffect } from 'react';
import { usePathname } from '../url.ts';

/** Where a record was looked at: the key of its object and its number. Names are asked for anew: they change, and so do rights. */
export type Visited = readonly [key: string, id: number];

const MOST = 6;
const RECORD = /^\/a\/(\d+)\/records\/([^/]+)\/(\d+)$/;
const keptAs = (account: number | string): string => `quayside-recent-${account}`;

/** The records looked at lately in an account, the last first. */
export function recentRecords(account: number): readonly Visited[] {
  try {
    return JSON.parse(localStorage.getItem(keptAs(account)) ?? '[]') as Visited[];
  } catch {
    return [];
  }
}

/** Remembers each record whose page is opened. */
export function useRememberedRecords(): void {
  const pathname = usePathname();
  useEffect(() => {
    const [, account, key, id] = RECORD.exec(pathname) ?? [];
    if (!account) return;
    const others = recentRecords(Number(account)).filter(([otherKey, otherId]) => otherKey !== key || otherId !== Number(id));
    localStorage.setItem(keptAs(account), JSON.stringify([[key, Number(id)], ...others].slice(0, MOST)));
  }, [pathname]);
}
