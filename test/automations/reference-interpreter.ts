import type { AutomationMap, Step } from '../../src/automations/schema.ts';
import { endOfWait, type ClockWait } from '../../src/automations/rules/wait.ts';

/** A record as the tests' maps see it: one text that actions append to and conditions look into. */
export interface PlainRecord {
  id: number;
  text: string;
}

export interface Standing {
  stepId: number;
  state: 'ready' | 'waiting' | 'failed';
  dueAt: Date | undefined;
}

/**
 * What a map does, said as plainly as possible: one record at a time, one step at a time, in memory. No batches, no versions, no
 * transactions; whatever the runner does must come out the same.
 */
export class ReferenceInterpreter {
  readonly map: AutomationMap;
  readonly timeZone: string;
  readonly standing = new Map<number, Standing>();
  readonly paths = new Map<number, number[]>();
  readonly entries = new Map<number, number>();

  constructor(map: AutomationMap, timeZone: string) {
    this.map = map;
    this.timeZone = timeZone;
  }

  enter(record: PlainRecord, now: Date): void {
    if (this.standing.has(record.id)) return;
    if (this.map.reentry === 'never' && this.entries.has(record.id)) return;
    this.entries.set(record.id, (this.entries.get(record.id) ?? 0) + 1);
    this.standing.set(record.id, { stepId: this.map.start!, state: 'ready', dueAt: now });
  }

  move(record: PlainRecord, now: Date): void {
    const standing = this.standing.get(record.id);
    if (!standing?.dueAt || standing.dueAt > now) return;
    let step = this.#step(standing.stepId);
    if (standing.state === 'waiting') step = this.#step(step!.next[0] ?? null);
    while (step) {
      this.paths.set(record.id, [...(this.paths.get(record.id) ?? []), step.id]);
      const next = this.#take(step, record, now);
      if (next === 'rest') return;
      step = this.#step(next);
    }
    this.standing.delete(record.id);
  }

  #take(step: Step, record: PlainRecord, now: Date): number | null | 'rest' {
    const stand = (standing: Omit<Standing, 'stepId'>): 'rest' => {
      this.standing.set(record.id, { stepId: step.id, ...standing });
      return 'rest';
    };
    switch (step.kind) {
      case 'end':
        return null;
      case 'condition': {
        const { values } = step.settings.criteria as { values: string[] };
        return (record.text.includes(values[0]!) ? step.next[0] : step.next[1]) ?? null;
      }
      case 'wait': {
        const dueAt = endOfWait(step.settings as ClockWait, now, this.timeZone);
        return dueAt <= now ? (step.next[0] ?? null) : stand({ state: 'waiting', dueAt });
      }
      case 'test.append':
        record.text += step.settings.letter as string;
        return step.next[0] ?? null;
      default:
        if (record.text.includes(step.settings.letter as string)) return stand({ state: 'failed', dueAt: undefined });
        if (step.kind === 'test.explode') record.text += '!?';
        return step.next[0] ?? null;
    }
  }

  #step = (id: number | null): Step | undefined => this.map.steps.find((step) => step.id === id);
}
