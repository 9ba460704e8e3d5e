import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useLive } from '../../app/live.ts';
import { useAccount, useAccountId, useRefresh } from '../../app/session.ts';
import { useUrlState } from '../../app/url.ts';
import type { Automation } from '../automation-data.ts';
import { daysOf } from './ranges.ts';
import type { StepCount } from '../../../src/automations/rules/step-count.ts';
import { type Asked, seenCountsQuery } from './seeing-data.ts';

/** Counts are read again at most so often while people move. */
const REST_MS = 1_500;

export interface Seen {
  range: string;
  setRange: (range: string) => void;
  criteria: unknown;
  setCriteria: (criteria: unknown) => void;
  asked: Asked;
  /** Undefined until they are there. */
  entered: number | undefined;
  steps: ReadonlyMap<number, StepCount>;
  error: Error | null;
}

/** The numbers of a map over the days and for the people that stand in the address, read again whenever somebody moves. */
export function useSeen(automation: Automation): Seen {
  const account = useAccount();
  const accountId = useAccountId();
  const [range, setRange] = useUrlState('range', 'ever');
  const [whose, setWhose] = useUrlState('whose');
  const now = new Date(Date.now() + account.clockOffsetMs);
  const asked: Asked = { ...daysOf(range, { now, timeZone: account.timeZone }), ...(readCriteria(whose) ? { criteria: whose } : {}) };
  const { data, error } = useQuery(seenCountsQuery(accountId, automation.id, asked));
  useMoves(automation.id);
  return {
    range,
    setRange,
    criteria: useMemo(() => readCriteria(whose), [whose]),
    setCriteria: (criteria) => setWhose(criteria ? JSON.stringify(criteria) : ''),
    asked,
    entered: data?.entered,
    steps: useMemo(() => new Map(data?.steps.map((step) => [step.id, step])), [data]),
    error,
  };
}

/** Reads everything about a map again when people have moved on it, the last time after the last of them. */
function useMoves(automationId: number): void {
  const refresh = useRefresh();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLive([`automation/${automationId}`], () => {
    waiting.current ??= setTimeout(() => {
      waiting.current = undefined;
      void refresh('automation', String(automationId), 'counts');
      void refresh('automation', String(automationId), 'people');
      void refresh('automation', String(automationId), 'way');
    }, REST_MS);
  });
}

/** Criteria from the address; none, where it was cut short. */
function readCriteria(text: string): unknown {
  try {
    return text ? (JSON.parse(text) as unknown) : null;
  } catch {
    return null;
  }
}
