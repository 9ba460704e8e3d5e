import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { AutomationMap } from '../../src/automations/schema.ts';
import { useAccountId, useApi } from '../app/session.ts';
import { showProblem } from '../ui/notice.ts';
import { automationCalls, automationQuery, type Automation, type Problems } from './automation-data.ts';

interface Draft {
  map: AutomationMap;
  problems: Problems;
  /** Shows the change at once and saves it; one after the other, each from the revision the one before it made. */
  change: (map: AutomationMap) => void;
  isSaving: boolean;
}

/** The draft of an automation as it is being edited. What the server refuses is taken back. */
export function useDraft(automation: Automation): Draft {
  const calls = automationCalls(useApi());
  const queries = useQueryClient();
  const key = automationQuery(useAccountId(), String(automation.id)).queryKey;
  const [unsaved, setUnsaved] = useState<AutomationMap | null>(null);
  const saving = useRef(Promise.resolve());
  const waiting = useRef(0);

  const save = async (map: AutomationMap): Promise<void> => {
    try {
      const { revision } = queries.getQueryData<Automation>(key) ?? automation;
      queries.setQueryData(key, await calls.update(automation.id, { revision, map }));
    } catch (error) {
      showProblem(error as Error);
      await queries.invalidateQueries({ queryKey: key, exact: true });
    } finally {
      waiting.current--;
      if (waiting.current === 0) setUnsaved(null);
    }
  };
  const change = (map: AutomationMap): void => {
    setUnsaved(map);
    waiting.current++;
    saving.current = saving.current.then(() => save(map));
  };
  return { map: unsaved ?? automation.draft, problems: automation.problems, change, isSaving: unsaved !== null };
}
