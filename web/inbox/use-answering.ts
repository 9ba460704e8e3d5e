import { useCallback, useEffect, useRef, useState } from 'react';
import { type LiveMessage, useLive } from '../app/live.ts';
import { useAccount, useApi, useRefresh } from '../app/session.ts';
import { afterHearing, type Person, type Presence, type Seen, TELL_EVERY_MS, whoIsHere } from '../records/index.tsx';

/** Stands for the one place that somebody may be writing in. */
const ANSWERING = 1;

/** Keeps a conversation up to date, and gives who else has it open; those who answer have a `fieldId`. */
export function useAnswering(id: number, isAnswering: boolean): Person[] {
  const api = useApi();
  const refresh = useRefresh();
  const self = useAccount().user.id;
  const [page] = useState(() => `page-${Math.random().toString(36).slice(2, 12)}${Date.now().toString(36)}`);
  const [seen, setSeen] = useState<Seen>(new Map());
  const [now, setNow] = useState(Date.now);
  const answering = useRef(isAnswering);
  const tell = useCallback(
    // Whoever may not tell, or is offline, is merely not seen.
    (doing: Presence['doing']): void =>
      void api.post(`/api/conversations/${id}/answering`, { page, doing, answering: answering.current }).catch(() => undefined),
    [api, id, page],
  );
  useEffect(() => {
    if (answering.current === isAnswering) return;
    answering.current = isAnswering;
    tell('here');
  }, [isAnswering, tell]);
  useEffect(() => {
    setSeen(new Map());
    const beat = setInterval(() => {
      setNow(Date.now());
      if (!document.hidden) tell('here');
    }, TELL_EVERY_MS);
    const leave = (): void => tell('leaving');
    window.addEventListener('pagehide', leave);
    return () => {
      clearInterval(beat);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [tell]);
  const heard = (message: LiveMessage | null): void => {
    const told = message?.data?.presence as (Omit<Presence, 'fieldId'> & { answering: boolean }) | undefined;
    if (!told) return void refresh('conversations');
    if (told.page === page) return;
    const presence = { page: told.page, userId: told.userId, doing: told.doing, fieldId: told.answering ? ANSWERING : null };
    setSeen((before) => afterHearing(before, presence, Date.now()));
    setNow(Date.now());
    if (told.doing === 'arriving') tell('here');
  };
  useLive([`conversation/${id}`], heard, () => tell('arriving'));
  return whoIsHere(seen, now, self);
}
