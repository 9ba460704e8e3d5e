import { useRouter } from '@tanstack/react-router';
import { useCallback, useState } from 'react';

const KEPT = 'quayside-places';
const MOST = 100;

/** Where in a list somebody was at each step of their history: going back to it leads there again. */
export function useKeptPlace(): { kept: number; keep: (row: number) => void } {
  const router = useRouter();
  const keyNow = useCallback((): string => (router.history.location.state as { __TSR_key?: string }).__TSR_key ?? '', [router]);
  const [kept] = useState(() => read()[keyNow()] ?? 0);
  const keep = useCallback(
    (row: number): void => {
      const { [keyNow()]: _, ...others } = read();
      const recent = Object.entries(others).slice(-MOST);
      sessionStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(row > 0 ? [...recent, [keyNow(), row]] : recent)));
    },
    [keyNow],
  );
  return { kept, keep };
}

function read(): Record<string, number> {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}
