import { hashKey, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AutomationMap } from '../../src/automations/schema.ts';
import { ApiProblem } from '../app/api.ts';
import { useAccountId, useApi } from '../app/session.ts';
import { showProblem } from '../ui/notice.ts';
import { automationCalls, automationQuery, type Automation, type Problems } from './automation-data.ts';
import { beginHistory, record, redo, undo, type History } from './map-history.ts';

const TRY_AGAIN_MS = 5_000;

export type SaveState = 'saved' | 'saving' | 'failed' | 'conflict';

/** The draft of an automation as it is being edited. */
export interface Draft {
  map: AutomationMap;
  problems: Problems;
  /** Shows the change at once and saves it. */
  change: (map: AutomationMap) => void;
  /** Left out where there is nothing to take back. */
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
  state: SaveState;
  /** Resolves when everything is saved, and rejects when it cannot be. */
  saved: () => Promise<void>;
  tryAgain: () => void;
  /** After somebody else changed the map meanwhile: which of the two is kept. The other one is one undo away. */
  settle: (keep: 'mine' | 'theirs') => void;
}

/** Keeps the draft: every change is shown at once and saved soon, one save at a time, always the newest; what was done can be taken back. */
export function useDraft(automation: Automation): Draft {
  const [history, setHistory] = useState(() => beginHistory(automation.draft));
  const [state, setState] = useState<SaveState>('saved');
  const latest = useRef(history);
  const show = useCallback((next: History) => {
    latest.current = next;
    setHistory(next);
  }, []);
  const { save, keep, adopt } = useSaving(automation, latest, show, setState);

  useEffect(() => adopt(automation), [automation, adopt]);
  useEffect(() => {
    if (state === 'saved') return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [state]);
  useEffect(() => {
    if (state !== 'failed') return undefined;
    const timer = setInterval(() => void save().catch(() => undefined), TRY_AGAIN_MS);
    return () => clearInterval(timer);
  }, [state, save]);

  const go = (next: History): void => {
    if (next === latest.current) return;
    show(next);
    void save().catch(() => undefined);
  };
  return {
    map: history.now,
    problems: automation.problems,
    change: (map) => go(record(latest.current, map)),
    undo: history.past.length > 0 ? () => go(undo(latest.current)) : undefined,
    redo: history.future.length > 0 ? () => go(redo(latest.current)) : undefined,
    state,
    saved: save,
    tryAgain: () => void save().catch(() => undefined),
    settle: keep,
  };
}

/** Equal whatever the order of their keys, and whatever ids were given since. */
const isSame = (one: AutomationMap, other: AutomationMap): boolean =>
  hashKey([{ ...one, lastId: 0 }]) === hashKey([{ ...other, lastId: 0 }]);

function useSaving(
  automation: Automation,
  latest: { current: History },
  show: (history: History) => void,
  setState: (state: SaveState) => void,
) {
  const api = useApi();
  const queries = useQueryClient();
  const accountId = useAccountId();
  const known = useRef({ map: automation.draft, revision: automation.revision });
  const theirs = useRef<Automation | null>(null);
  const running = useRef<Promise<void> | null>(null);

  const compare = useCallback(async (): Promise<void> => {
    const query = automationQuery(accountId, String(automation.id));
    const now = await queries.fetchQuery({ ...query, staleTime: 0 });
    if (isSame(now.draft, known.current.map)) known.current = { ...known.current, revision: now.revision };
    else theirs.current = now;
  }, [accountId, automation.id, queries]);

  const saveAll = useCallback(async (): Promise<void> => {
    const calls = automationCalls(api);
    const { queryKey } = automationQuery(accountId, String(automation.id));
    while (latest.current.now !== known.current.map) {
      const map = latest.current.now;
      setState('saving');
      try {
        const answer = await calls.update(automation.id, { revision: known.current.revision, map });
        known.current = { map, revision: answer.revision };
        queries.setQueryData(queryKey, answer);
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'changed_meanwhile') await compare();
        else if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) {
          show({ ...latest.current, now: known.current.map });
          showProblem(error);
        } else {
          setState('failed');
          throw error;
        }
        if (theirs.current) {
          setState('conflict');
          throw error;
        }
      }
    }
    setState('saved');
  }, [api, accountId, automation.id, latest, queries, setState, compare, show]);

  const save = useCallback((): Promise<void> => {
    if (theirs.current) return Promise.reject(new Error('conflict'));
    running.current ??= saveAll().finally(() => (running.current = null));
    return running.current;
  }, [saveAll]);

  const keep = useCallback(
    (which: 'mine' | 'theirs'): void => {
      const other = theirs.current;
      if (!other) return;
      theirs.current = null;
      const { now, past } = latest.current;
      known.current = { map: other.draft, revision: other.revision };
      if (which === 'theirs') show(record(latest.current, other.draft));
      else show({ now: { ...now, lastId: Math.max(now.lastId, other.draft.lastId) }, past: [...past, other.draft], future: [] });
      void save().catch(() => undefined);
    },
    [latest, save, show],
  );

  /** What others did, as far as nothing of one's own waits to be saved; it can be taken back like one's own. */
  const adopt = useCallback(
    (fresh: Automation): void => {
      if (fresh.revision <= known.current.revision || running.current || theirs.current) return;
      if (latest.current.now !== known.current.map) return;
      if (isSame(fresh.draft, known.current.map)) known.current = { ...known.current, revision: fresh.revision };
      else {
        known.current = { map: fresh.draft, revision: fresh.revision };
        show(record(latest.current, fresh.draft));
      }
    },
    [latest, show],
  );
  return { save, keep, adopt };
}
