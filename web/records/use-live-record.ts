import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { type LiveMessage, useLive } from '../app/live.ts';
import { type ObjectType, useAccount, useAccountId, useApi } from '../app/session.ts';
import { afterHearing, type Person, type Presence, type Seen, TELL_EVERY_MS, whoIsHere } from './presence.ts';

/** Many changes in a row are read once. */
const READ_AFTER_MS = 250;
/** While an import runs through the object, the record is looked at again no oftener than this. */
const READ_AFTER_MANY_MS = 2_000;

/** Tells the others which field of the record is being edited; null when none is. */
export const EditingContext = createContext<(fieldId: number | null) => void>(() => undefined);
export const useTellEditing = (): ((fieldId: number | null) => void) => useContext(EditingContext);

/** Keeps a record's page up to date with what others do, and gives who else has it open. */
export function useLiveRecord(object: ObjectType, id: number): { people: Person[]; tellEditing: (fieldId: number | null) => void } {
  const changed = useReadAgain(object.id, id);
  const { people, heard, arrive, tellEditing } = usePresence(object.id, id);
  const follow = (message: LiveMessage | null): void => {
    if (message === null) changed(READ_AFTER_MS);
    else if (message.data?.presence) heard(message.data.presence as Presence);
    else if (message.topic.startsWith('record/')) changed(READ_AFTER_MS);
    else if (message.data?.many) changed(READ_AFTER_MANY_MS);
  };
  // Whoever arrives is answered: asked before the stream is there, nobody would hear the answers.
  useLive([`record/${object.id}/${id}`, `records/${object.id}`], follow, arrive);
  return { people, tellEditing };
}

/** Reads everything about the record again, a little later and once. */
function useReadAgain(objectId: number, id: number): (afterMs: number) => void {
  const accountId = useAccountId();
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), [objectId, id]);
  return useCallback(
    (afterMs) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const about = ['one', 'timeline', 'notes', 'related', 'permission', 'history', 'relation'];
        for (const what of about) void queries.invalidateQueries({ queryKey: [accountId, 'records', objectId, what, id] });
        void queries.invalidateQueries({ queryKey: [accountId, 'tasks', 'of', objectId, id] });
      }, afterMs);
    },
    [accountId, objectId, id, queries],
  );
}

function usePresence(objectId: number, id: number) {
  const api = useApi();
  const accountId = useAccountId();
  const self = useAccount().user.id;
  const [page] = useState(newPage);
  const [seen, setSeen] = useState<Seen>(new Map());
  const [now, setNow] = useState(Date.now);
  const editing = useRef<number | null>(null);

  const tell = useCallback(
    (doing: Presence['doing']): void => {
      const body = { page, doing, fieldId: editing.current };
      if (doing === 'leaving') tellOnTheWayOut(accountId, `/api/records/${objectId}/${id}/presence`, body);
      // Whoever may not tell, or is offline, is merely not seen.
      else void api.post(`/api/records/${objectId}/${id}/presence`, body).catch(() => undefined);
    },
    [api, accountId, objectId, id, page],
  );
  useEffect(() => {
    setSeen(new Map());
    editing.current = null;
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

  return {
    people: whoIsHere(seen, now, self),
    heard(presence: Presence): void {
      if (presence.page === page) return;
      setSeen((before) => afterHearing(before, presence, Date.now()));
      setNow(Date.now());
      if (presence.doing === 'arriving') tell('here');
    },
    arrive: () => tell('arriving'),
    tellEditing: useCallback(
      (fieldId: number | null): void => {
        if (editing.current === fieldId) return;
        editing.current = fieldId;
        tell('here');
      },
      [tell],
    ),
  };
}

const newPage = (): string => `page-${Math.random().toString(36).slice(2, 12)}${Date.now().toString(36)}`;

/** A page that goes away sends its last word without waiting for an answer. */
function tellOnTheWayOut(accountId: number, path: string, body: object): void {
  void fetch(path, {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json', 'x-quayside': '1', 'x-account': String(accountId) },
    body: JSON.stringify(body),
  }).catch(() => undefined);
}
