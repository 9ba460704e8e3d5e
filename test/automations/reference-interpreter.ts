import { variantOf } from '../../src/automations/rules/split.ts';
import { afterDuration, dayOf, endOfQuiet, endOfWait, momentOfDate, type CriteriaWait } from '../../src/automations/rules/wait.ts';
import { waitSettings, type AutomationMap, type SplitSettings, type Step, type Zone } from '../../src/automations/schema.ts';

/** A record as the tests' maps see it: one text that actions append to and conditions look into, a date, and a zone of its own. */
export interface PlainRecord {
  id: number;
  text: string;
  date?: string | undefined;
  zone?: string | undefined;
}

/** One place of a record on the map. */
export interface Standing {
  recordId: number;
  stepId: number;
  state: 'ready' | 'waiting' | 'failed' | 'resting';
  dueAt: Date | undefined;
  arrivedAt: Date;
  /** How often it came to each step of a circle, by day. */
  passes: Map<string, number>;
}

/** One line of the ledger. */
export interface Told {
  recordId: number;
  path: number[];
  exits: (number | null)[];
  outcome: string;
  at?: number;
  from?: { step: number; exit: number };
}

export interface Surroundings {
  automationId: number;
  timeZone: string;
  /** Of the user who owns every record. */
  ownersZone: string | undefined;
  winners?: ReadonlyMap<number, number>;
}

/** What somebody may have written where a zone belongs. */
export const NO_ZONE = 'Somewhere/Else';

const zoneFor = (record: PlainRecord, zone: Zone | undefined, { timeZone, ownersZone }: Surroundings): string => {
  if (zone === 'owner') return ownersZone ?? timeZone;
  if (zone !== 'contact' || record.zone === NO_ZONE) return timeZone;
  return record.zone ?? timeZone;
};

/**
 * What a map does, said as plainly as possible: one record at a time, one step at a time, in memory. No batches, no versions, no
 * transactions; whatever the runner does must come out the same.
 */
export class ReferenceInterpreter {
  readonly map: AutomationMap;
  readonly around: Surroundings;
  places: Standing[] = [];
  readonly told: Told[] = [];
  readonly left: string[] = [];
  /** How many came to each step (`5:-1`) and left it by each exit (`5:0`). */
  readonly flows = new Map<string, number>();
  readonly #entered = new Set<number>();
  /** How often a record entered, by day. */
  readonly #entriesOf = new Map<string, number>();

  constructor(map: AutomationMap, around: Surroundings) {
    this.map = map;
    this.around = around;
  }

  enter(record: PlainRecord, now: Date): void {
    const here = this.places.filter(({ recordId }) => recordId === record.id);
    if (this.map.reentry === 'after_leaving' && here.some(({ state }) => state !== 'resting')) return;
    if (this.map.reentry === 'never' && this.#entered.has(record.id)) return;
    const today = `${dayOf(now, this.around.timeZone)} ${record.id}`;
    const times = (this.#entriesOf.get(today) ?? 0) + 1;
    if (times > this.map.perDay) return;
    this.#entriesOf.set(today, times);
    const leaves = ({ state }: Standing): boolean =>
      this.map.reentry === 'restart' || (this.map.reentry === 'after_leaving' && state === 'resting');
    for (const place of here.filter(leaves)) this.#takeOff(place, 'restarted');
    this.#entered.add(record.id);
    this.#count(0, -1);
    this.places.push({
      recordId: record.id,
      stepId: this.map.start!,
      state: 'ready',
      dueAt: now,
      arrivedAt: now,
      passes: new Map(),
    });
  }

  /** All that is to be done about a record now. */
  move(record: PlainRecord, now: Date): void {
    this.#exit(record);
    for (const place of this.places.filter(({ recordId }) => recordId === record.id)) {
      const isDue = place.dueAt !== undefined && place.dueAt <= now;
      if (isDue || this.#waitsForCriteria(place)) this.#setOut(place, record, now);
    }
    this.#exit(record);
  }

  #exit(record: PlainRecord): void {
    if (!this.map.exit || !meets(record, this.map.exit)) return;
    for (const place of this.places.filter(({ recordId }) => recordId === record.id)) this.#takeOff(place, 'exit');
  }

  #takeOff(place: Standing, reason: string): void {
    this.places = this.places.filter((other) => other !== place);
    this.left.push(`${place.recordId} ${reason} ${place.stepId}`);
  }

  #waitsForCriteria({ stepId, state }: Standing): boolean {
    const step = this.#step(stepId);
    return state === 'waiting' && step?.kind === 'wait' && step.settings.wait === 'criteria';
  }

  #setOut(place: Standing, record: PlainRecord, now: Date): void {
    const told: Told = { recordId: record.id, path: [], exits: [], outcome: '' };
    const step = this.#step(place.stepId)!;
    if (place.state === 'ready') return this.#walk({ place, told, record, now }, step.id);
    const exit = this.#waitsForCriteria(place) ? this.#askAgain(step, place, record, now) : 0;
    if (exit === undefined) return;
    this.#count(step.id, exit);
    this.#walk({ place, told: { ...told, from: { step: step.id, exit } }, record, now }, step.next[exit] ?? null);
  }

  #askAgain(step: Step, place: Standing, record: PlainRecord, now: Date): number | undefined {
    const { criteria, limit } = step.settings as CriteriaWait;
    if (meets(record, criteria)) return 0;
    return limit && afterDuration(limit, place.arrivedAt, this.around.timeZone) <= now ? 1 : undefined;
  }

  #walk(way: Way, from: number | null): void {
    const { place, told, now } = way;
    let stepId = from;
    while (stepId !== null) {
      const step = this.#step(stepId)!;
      const rest = this.#hold(step, way) ?? this.#arrive(step, way);
      if (rest !== undefined && typeof rest === 'object') {
        const moved = told.path.length > 0 || told.from !== undefined || rest.state === 'failed' || place.stepId !== step.id;
        Object.assign(place, rest, { stepId: step.id }, moved && { arrivedAt: now });
        if (moved) this.told.push({ ...told, outcome: rest.state === 'ready' ? 'waiting' : rest.state, at: step.id });
        return;
      }
      if (rest === undefined) break;
      this.#count(step.id, rest);
      told.exits[told.exits.length - 1] = rest;
      stepId = step.next[rest] ?? null;
    }
    this.places = this.places.filter((other) => other !== place);
    this.told.push({ ...told, outcome: 'ended' });
  }

  /** Quiet hours hold a record before a step that reaches people. */
  #hold(step: Step, { record, now }: Way): Rest | undefined {
    const { quiet } = this.map;
    if (!quiet || step.kind !== 'test.reach') return undefined;
    const dueAt = endOfQuiet(quiet, now, zoneFor(record, quiet.zone, this.around));
    return dueAt && { state: 'ready', dueAt };
  }

  /** The exit taken, a rest, or undefined: the path ends. */
  #arrive(step: Step, way: Way): Rest | number | undefined {
    way.told.path.push(step.id);
    way.told.exits.push(null);
    this.#count(step.id, -1);
    return this.#circled(step, way) ?? this.#take(step, way);
  }

  #circled(step: Step, { place, now }: Way): Rest | undefined {
    if (!this.#isOnCircle(step.id)) return undefined;
    const key = `${dayOf(now, this.around.timeZone)} ${step.id}`;
    place.passes.set(key, (place.passes.get(key) ?? 0) + 1);
    return place.passes.get(key)! > this.map.perDay ? { state: 'failed', dueAt: undefined } : undefined;
  }

  #take(step: Step, way: Way): Rest | number | undefined {
    const { record } = way;
    switch (step.kind) {
      case 'end':
        return step.settings.stay ? { state: 'resting', dueAt: undefined } : undefined;
      case 'condition': {
        const { branches } = step.settings as { branches: { criteria: unknown }[] };
        const first = branches.findIndex(({ criteria }) => meets(record, criteria));
        return first < 0 ? branches.length : first;
      }
      case 'split': {
        const of = { automationId: this.around.automationId, stepId: step.id, recordId: record.id };
        const weights = (step.settings as SplitSettings).variants.map(({ weight }) => weight);
        return this.around.winners?.get(step.id) ?? variantOf(of, weights);
      }
      case 'fork':
        return this.#fork(step, way);
      case 'goto':
        return 0;
      case 'goal':
        return step.settings.arrival === 'pass' ? 0 : { state: 'waiting', dueAt: undefined };
      case 'wait':
        return this.#wait(step, way);
      default:
        return act(step, record);
    }
  }

  #fork(step: Step, { place, record, now }: Way): number {
    for (const [exit, next] of step.next.entries()) {
      if (exit === 0 || next === null) continue;
      const copy: Standing = { ...place, passes: new Map(place.passes) };
      this.places.push(copy);
      this.#count(step.id, exit);
      const told: Told = { recordId: record.id, path: [step.id], exits: [exit], outcome: '' };
      this.#walk({ place: copy, told, record, now }, next);
    }
    return 0;
  }

  #wait(step: Step, { record, now }: Way): Rest | number {
    const settings = waitSettings.parse(step.settings);
    if (settings.wait === 'criteria') return meets(record, settings.criteria) ? 0 : { state: 'waiting', dueAt: undefined };
    const zone = zoneFor(record, settings.zone, this.around);
    const isField = settings.wait === 'field';
    const until = isField ? momentOfDate(record.date, settings.offset, now, zone) : endOfWait(settings, now, zone);
    if (!until) return isField && settings.missing === 'fail' ? { state: 'failed', dueAt: undefined } : 0;
    return until <= now ? 0 : { state: 'waiting', dueAt: until };
  }

  #isOnCircle(id: number): boolean {
    const seen = new Set<number | null>([null]);
    const ahead = [...this.#step(id)!.next];
    while (ahead.length > 0) {
      const next = ahead.pop()!;
      if (next === id) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      ahead.push(...this.#step(next)!.next);
    }
    return false;
  }

  #count(stepId: number, exit: number): void {
    const key = `${stepId}:${exit}`;
    this.flows.set(key, (this.flows.get(key) ?? 0) + 1);
  }

  #step = (id: number): Step | undefined => this.map.steps.find((step) => step.id === id);
}

type Rest = Pick<Standing, 'state' | 'dueAt'>;

/** One place of a record on its way. */
interface Way {
  place: Standing;
  told: Told;
  record: PlainRecord;
  now: Date;
}

function act({ kind, settings }: Step, record: PlainRecord): Rest | number {
  const letter = settings.letter as string;
  if (kind === 'test.append' || kind === 'test.reach') record.text += letter;
  else if (record.text.includes(letter)) return { state: 'failed', dueAt: undefined };
  else if (kind === 'test.explode') record.text += '!?';
  return 0;
}

const meets = ({ text }: PlainRecord, criteria: unknown): boolean => text.includes((criteria as { values: string[] }).values[0]!);
