import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useAccountId, useApi } from '../app/session.ts';
import { showProblem } from '../ui/notice.ts';
import { type Form, formCalls, formQuery, type FormSettings } from './forms-data.ts';

interface Change {
  name?: string;
  address?: string;
  document?: Form['document'];
  settings?: FormSettings;
}

const PAUSE_MS = 800;

/** Keeps what is written as it is being written: after a short pause, one save after the other. `form` is what the server has. */
export function useSaving(first: Form) {
  const accountId = useAccountId();
  const calls = formCalls(useApi());
  const queries = useQueryClient();
  const [state, setState] = useState<'idle' | 'saving' | 'saved'>('idle');
  const saved = useRef(first);
  const waiting = useRef<Change>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());
  // Publishing and withdrawing change it elsewhere.
  if (first.revision >= saved.current.revision && first !== saved.current) saved.current = first;

  const send = useCallback(
    async (change: Change): Promise<void> => {
      if (Object.keys(change).length === 0) return;
      try {
        const form = await calls.update(saved.current.id, { ...change, revision: saved.current.revision } as never);
        saved.current = form;
        queries.setQueryData(formQuery(accountId, form.id).queryKey, form);
        setState('saved');
      } catch (error) {
        setState('idle');
        showProblem(error as Error);
      }
    },
    [accountId, calls, queries],
  );
  const flush = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    const change = waiting.current;
    waiting.current = {};
    running.current = running.current.then(() => send(change));
    return running.current;
  }, [send]);
  const change = useCallback(
    (next: Change): void => {
      waiting.current = { ...waiting.current, ...next };
      setState('saving');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), PAUSE_MS);
    },
    [flush],
  );
  const leaving = useRef(flush);
  leaving.current = flush;
  useEffect(() => () => void leaving.current(), []);
  return {
    form: saved.current,
    state,
    change,
    flush,
    now(next: Change): Promise<void> {
      change(next);
      return flush();
    },
  };
}
