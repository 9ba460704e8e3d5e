import { compareMaps, type MapDifference, type ValueDifference } from './compare-maps.ts';
import type { Transfer } from './transfers.ts';
import type { AutomationMap, Step } from '../schema.ts';

/** How many stand on one step by one version, by what they are doing there. */
export interface Standing {
  stepId: number;
  version: number;
  /** Ready or waiting, and will go on. */
  now: number;
  failed: number;
  resting: number;
  paused: number;
}

/** What publishing does to those on one step; of `removed` and `replaced` (another kind of step stands there) something must be chosen. */
export type Fate = 'kept' | 'changed' | 'removed' | 'replaced';

export interface StepEffect {
  stepId: number;
  fate: Fate;
  /** As those who stand there know it: by the latest version that they came with. */
  before: Step | null;
  after: Step | null;
  settings: ValueDifference[];
  exits: { exit: number; before: number | null; after: number | null }[];
  now: number;
  failed: number;
  resting: number;
  paused: number;
  versions: { version: number; records: number }[];
  /** What is proposed for those on a step that is gone. */
  proposal: Transfer | null;
}

export interface Effect {
  steps: StepEffect[];
  difference: MapDifference;
  standing: number;
}

/** The maps of versions by their number; those on which people stand, at least. */
export type MapsByVersion = ReadonlyMap<number, AutomationMap>;

/** What publishing `draft` means for everybody who stands on the map. */
export function effectOf(
  draft: AutomationMap,
  maps: MapsByVersion,
  current: AutomationMap | undefined,
  standing: readonly Standing[],
): Effect {
  const known = standing.filter(({ now, failed, resting, paused }) => now + failed + resting + paused > 0);
  const byStep = Map.groupBy(known, ({ stepId }) => stepId);
  const order = new Map(draft.steps.map(({ id }, index) => [id, index]));
  const steps = [...byStep.entries()]
    .map(([stepId, there]) => stepEffect(draft, maps, stepId, there))
    .sort((a, b) => (order.get(a.stepId) ?? Infinity) - (order.get(b.stepId) ?? Infinity) || a.stepId - b.stepId);
  return {
    steps,
    difference: compareMaps(current ?? { ...draft, steps: [], triggers: [] }, draft),
    standing: steps.reduce((sum, { now, failed, resting, paused }) => sum + now + failed + resting + paused, 0),
  };
}

/** Whether those on a step by a version have to be told where to go: the draft has no such step, or another kind of it. */
export const isLost = (draft: AutomationMap, before: Step | undefined, stepId: number): boolean => {
  const after = draft.steps.find(({ id }) => id === stepId);
  return !after || (before !== undefined && before.kind !== after.kind);
};

function stepEffect(draft: AutomationMap, maps: MapsByVersion, stepId: number, there: readonly Standing[]): StepEffect {
  const latestFirst = [...there].sort((a, b) => b.version - a.version);
  const stepOf = (version: number): Step | undefined => maps.get(version)?.steps.find(({ id }) => id === stepId);
  const lost = latestFirst.find(({ version }) => isLost(draft, stepOf(version), stepId));
  const told = lost ?? latestFirst[0]!;
  const before = stepOf(told.version) ?? null;
  const after = draft.steps.find(({ id }) => id === stepId) ?? null;
  const [compared] = before && after ? compareMaps({ ...draft, steps: [before] }, { ...draft, steps: [after] }).steps : [];
  const sum = (of: 'now' | 'failed' | 'resting' | 'paused'): number => there.reduce((total, one) => total + one[of], 0);
  return {
    stepId,
    fate: !after ? 'removed' : lost ? 'replaced' : compared?.difference === 'changed' ? 'changed' : 'kept',
    before,
    after,
    settings: compared?.settings ?? [],
    exits: compared?.exits ?? [],
    now: sum('now'),
    failed: sum('failed'),
    resting: sum('resting'),
    paused: sum('paused'),
    versions: latestFirst.map(({ version, now, failed, resting, paused }) => ({ version, records: now + failed + resting + paused })),
    proposal: lost ? proposalFor(draft, maps.get(told.version), stepId) : null,
  };
}

/**
 * The nearest step behind it that the draft still has; else what the draft now does behind the step before it; the end, where nothing came behind it;
 * and else the version they came with, which knows what was to come.
 */
export function proposalFor(draft: AutomationMap, old: AutomationMap | undefined, stepId: number): Transfer {
  if (!old) return { do: 'keep' };
  const surviving = survivingIn(draft, old);
  const behind = nearestBehind(old, stepId, surviving);
  if (behind.found !== undefined) return { do: 'move', to: behind.found };
  for (const before of old.steps.filter(({ next }) => next.includes(stepId))) {
    const now = surviving.has(before.id) ? draft.steps.find(({ id }) => id === before.id) : undefined;
    const to = now?.next[before.next.indexOf(stepId)] ?? null;
    if (to !== null && draft.steps.some(({ id }) => id === to)) return { do: 'move', to };
  }
  return behind.nothing ? { do: 'end' } : { do: 'keep' };
}

function survivingIn(draft: AutomationMap, old: AutomationMap): ReadonlySet<number> {
  const kinds = new Map(draft.steps.map(({ id, kind }) => [id, kind]));
  return new Set(old.steps.filter(({ id, kind }) => kinds.get(id) === kind).map(({ id }) => id));
}

function nearestBehind(old: AutomationMap, stepId: number, surviving: ReadonlySet<number>): { found?: number; nothing: boolean } {
  const steps = new Map(old.steps.map((step) => [step.id, step]));
  const seen = new Set([stepId]);
  let ring = [stepId];
  let nothing = true;
  while (ring.length > 0) {
    const next = ring.flatMap((id) => steps.get(id)?.next ?? []).filter((id): id is number => id !== null && !seen.has(id));
    const found = next.find((id) => surviving.has(id));
    if (found !== undefined) return { found, nothing: false };
    if (next.some((id) => steps.get(id)?.kind !== 'end')) nothing = false;
    for (const id of next) seen.add(id);
    ring = [...new Set(next)];
  }
  return { nothing };
}
