/** Records that came to a step (exit -1) or left it by an exit, on one day. */
export interface DayFlow {
  stepId: number;
  exit: number;
  day: string;
  records: number;
}

/** Letters that the gate would not let out. */
export interface RefusedLetters {
  stepId: number;
  day: string;
  reason: string;
  records: number;
}

/** Somebody who is still on the map at the end: set aside, or waiting for what nothing brings. */
export interface Stuck {
  recordId: number;
  stepId: number;
  /** Null for who waits for ever. */
  reason: string | null;
  since: string;
}

/** What came of some records, played together. */
export interface PlayedPart {
  tried: number;
  entered: number;
  flows: readonly DayFlow[];
  refused: readonly RefusedLetters[];
  standing: readonly { stepId: number; state: string; records: number }[];
  /** How long each took that came to an end, in milliseconds. */
  took: readonly number[];
  stuck: readonly Stuck[];
  /** Whether time ran out before the last day was reached. */
  isCut: boolean;
}

interface SimulatedStep {
  id: number;
  arrived: number;
  exits: number[];
  /** Still there on the last day, set aside ones not among them. */
  standing: number;
  failed: number;
}

/** What a simulation found. */
export interface Simulated {
  tried: number;
  entered: number;
  /** Records that somebody else was changing all the while. */
  skipped: number;
  ended: number;
  standing: number;
  failed: number;
  /** Milliseconds until half, and nine of ten, of those who came to an end were there; null when nobody did. */
  median: number | null;
  slow: number | null;
  steps: SimulatedStep[];
  /** What steps did, by the kinds of actions; of those that reach people, how many were refused and why. */
  actions: { stepId: number; kind: string; channel: string | null; done: number; refused: { reason: string; records: number }[] }[];
  /** Messages that would leave, by day and channel. */
  days: { day: string; channel: string; done: number; refused: number }[];
  stuck: Stuck[];
  stuckInAll: number;
  isCut: boolean;
}

/** So many who are stuck are named. */
const NAMED = 100;

/** An action of the map, and by which channel it reaches people. */
export interface ActionOnMap {
  stepId: number;
  kind: string;
  channel: string | null;
}

/** Adds up what came of all parts. */
export function sumUp(parts: readonly PlayedPart[], actions: readonly ActionOnMap[], skipped: number): Simulated {
  const flows = parts.flatMap((part) => part.flows);
  const refused = parts.flatMap((part) => part.refused);
  const standing = parts.flatMap((part) => part.standing);
  const stuck = parts.flatMap((part) => part.stuck);
  const took = parts.flatMap((part) => part.took).sort((a, b) => a - b);
  const count = (those: readonly { records: number }[]): number => those.reduce((sum, { records }) => sum + records, 0);
  return {
    tried: parts.reduce((sum, part) => sum + part.tried, 0),
    entered: parts.reduce((sum, part) => sum + part.entered, 0),
    skipped,
    ended: took.length,
    standing: count(standing.filter(({ state }) => state !== 'failed')),
    failed: count(standing.filter(({ state }) => state === 'failed')),
    median: quantile(took, 0.5),
    slow: quantile(took, 0.9),
    steps: stepsOf(flows, standing),
    actions: actions.map((action) => ({ ...action, ...doneBy(action, flows, refused) })),
    days: daysOf(flows, refused, actions),
    stuck: stuck.slice(0, NAMED),
    stuckInAll: stuck.length,
    isCut: parts.some(({ isCut }) => isCut),
  };
}

/** The smallest number that a share of them does not exceed. */
const quantile = (sorted: readonly number[], share: number): number | null => sorted[Math.ceil(sorted.length * share) - 1] ?? null;

function stepsOf(flows: readonly DayFlow[], standing: PlayedPart['standing']): SimulatedStep[] {
  const steps = new Map<number, SimulatedStep>();
  const of = (id: number): SimulatedStep => {
    const step = steps.get(id) ?? { id, arrived: 0, exits: [], standing: 0, failed: 0 };
    steps.set(id, step);
    return step;
  };
  for (const { stepId, exit, records } of flows) {
    const step = of(stepId);
    if (exit < 0) step.arrived += records;
    else step.exits[exit] = (step.exits[exit] ?? 0) + records;
  }
  for (const { stepId, state, records } of standing) of(stepId)[state === 'failed' ? 'failed' : 'standing'] += records;
  return [...steps.values()].sort((a, b) => a.id - b.id).map((step) => ({ ...step, exits: Array.from(step.exits, (each) => each ?? 0) }));
}

function doneBy({ stepId }: ActionOnMap, flows: readonly DayFlow[], refused: readonly RefusedLetters[]) {
  const taken = flows.filter((flow) => flow.stepId === stepId && flow.exit === 0).reduce((sum, { records }) => sum + records, 0);
  const reasons = new Map<string, number>();
  for (const one of refused) if (one.stepId === stepId) reasons.set(one.reason, (reasons.get(one.reason) ?? 0) + one.records);
  const kept = [...reasons.values()].reduce((sum, records) => sum + records, 0);
  return {
    done: taken - kept,
    refused: [...reasons].map(([reason, records]) => ({ reason, records })).sort((a, b) => b.records - a.records),
  };
}

function daysOf(flows: readonly DayFlow[], refused: readonly RefusedLetters[], actions: readonly ActionOnMap[]): Simulated['days'] {
  const channels = new Map(actions.map(({ stepId, channel }) => [stepId, channel]));
  const days = new Map<string, Simulated['days'][number]>();
  const of = (day: string, channel: string): Simulated['days'][number] => {
    const key = `${day} ${channel}`;
    const one = days.get(key) ?? { day, channel, done: 0, refused: 0 };
    days.set(key, one);
    return one;
  };
  for (const { stepId, exit, day, records } of flows) {
    const channel = channels.get(stepId);
    if (channel && exit === 0) of(day, channel).done += records;
  }
  for (const { stepId, day, records } of refused) {
    const channel = channels.get(stepId);
    if (!channel) continue;
    const one = of(day, channel);
    one.refused += records;
    one.done -= records;
  }
  return [...days.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
