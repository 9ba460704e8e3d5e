import type { EventRow } from '../ledger/index.ts';
import type { SplitStanding } from './seeing/list-splits.ts';
import type { MapProblems } from './find-problems.ts';
import type { AutomationRow } from './queries/automations.ts';
import type { Passer } from './queries/passes.ts';
import type { PersonOnStep, positionsOfRecord } from './queries/positions.ts';
import type { AutomationMap } from './schema.ts';

/** An automation without its map, as lists show it. */
export function presentAutomation(row: AutomationRow) {
  return {
    id: row.id,
    objectId: row.object_id,
    name: row.name,
    status: row.status,
    revision: row.revision,
    version: row.version,
    /** Whether the draft says something else than what runs. */
    draftDiffers: row.revision !== row.published_revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function presentListed(row: AutomationRow & { standing: number; failed: number; entered: number }) {
  return { ...presentAutomation(row), standing: row.standing, failed: row.failed, entered: row.entered };
}

/** An automation with its draft, the map that runs, and what is wrong with either. */
export function presentOpened(
  row: AutomationRow,
  opened: { published: AutomationMap | undefined; problems: MapProblems; publishedProblems: MapProblems },
) {
  return {
    ...presentAutomation(row),
    draft: row.draft,
    published: opened.published ?? null,
    problems: opened.problems,
    publishedProblems: opened.publishedProblems,
  };
}

export function presentPerson(person: PersonOnStep & { name: string }) {
  return {
    positionId: person.id,
    recordId: person.record_id,
    name: person.name,
    state: person.state,
    dueAt: person.due_at,
    isHeld: person.is_held,
    arrivedAt: person.arrived_at,
    failure: person.failure,
    version: person.version,
  };
}

/** Somebody who came by a step, and how often. */
export const presentPasser = (passer: Passer & { name: string }) => ({
  recordId: passer.record_id,
  name: passer.name,
  times: passer.times,
  lastAt: passer.last_at,
});

/** How a split did: shares and probabilities from 0 to 1, none where nothing is measured. */
export const presentSplit = ({ stepId, isMeasured, variants, result, winner }: SplitStanding) => ({
  stepId,
  isMeasured,
  isEarly: result?.isEarly ?? true,
  leader: result?.leader ?? null,
  variants: variants.map((variant, exit) => ({
    ...variant,
    ...(result?.variants[exit] ?? { rate: null, low: null, high: null, best: null }),
  })),
  winner: winner
    ? {
        exit: winner.exit,
        chosenAt: winner.chosen_at,
        chosenBy: winner.chooser,
        confidence: winner.confidence === null ? null : winner.confidence / 10_000,
      }
    : null,
});

/** What the events of a record's way say for themselves. */
export interface SaidOfWay {
  path?: number[];
  exits?: (number | null)[];
  from?: { step: number; exit: number } | number;
  version?: number;
  outcome?: 'waiting' | 'ended' | 'failed' | 'resting';
  at?: number;
  step?: number;
  to?: number;
  trigger?: number;
  reason?: string;
}

/** One line of a record's way over a map. */
export function presentLogLine(event: EventRow) {
  const { path, version, outcome, at, reason, trigger } = (event.data ?? {}) as SaidOfWay;
  return {
    id: event.id,
    at: event.at,
    kind: event.kind,
    causeId: event.cause_id,
    version: version ?? null,
    path: path ?? [],
    outcome: outcome ?? null,
    stepId: at ?? null,
    trigger: trigger ?? null,
    reason: (event.personal?.reason as string | undefined) ?? reason ?? null,
  };
}

/** Where one record stands. */
export function presentPosition(position: Awaited<ReturnType<typeof positionsOfRecord>>[number]) {
  return {
    automationId: position.automation_id,
    automation: position.automation,
    isPaused: position.status === 'paused',
    stepId: position.step_id,
    state: position.state,
    dueAt: position.due_at,
    isHeld: position.is_held,
    arrivedAt: position.arrived_at,
    failure: position.failure,
  };
}
