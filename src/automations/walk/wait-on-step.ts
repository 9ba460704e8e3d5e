import { reasonOf } from '../../app/apply-apart.ts';
import { afterDuration, endOfWait, momentOfDate, type ClockWait, type CriteriaWait, type FieldWait } from '../rules/wait.ts';
import type { Step, WaitSettings } from '../schema.ts';
import { goOn, groupedBy, recordsOf, rest, setAllAside, setAside, type Traveller, type Walk } from './walk.ts';
import { zonesOf } from './zones-of.ts';

const HOUR = 3_600_000;

/** Comes to a wait: whoever has nothing to wait for goes on at once. */
export async function waitOnStep(walk: Walk, step: Step, travellers: readonly Traveller[]): Promise<void> {
  const settings = step.settings as WaitSettings;
  if (settings.wait === 'criteria') return waitForCriteria(walk, step, travellers);
  if (settings.wait === 'field') return waitForDate(walk, step, settings, travellers);
  return waitForClock(walk, step, settings, travellers);
}

/** A wait that is over, or may be: criteria are asked again. */
export async function endWait(walk: Walk, step: Step, travellers: readonly Traveller[]): Promise<void> {
  if ((step.settings as WaitSettings).wait === 'criteria') return waitForCriteria(walk, step, travellers);
  goOn(walk, step, 0, travellers);
}

async function waitForClock(walk: Walk, step: Step, settings: ClockWait, travellers: readonly Traveller[]): Promise<void> {
  for (const [zone, theirs] of groupedBy(travellers, await zonesOf(walk, settings.zone, travellers))) {
    waitUntil(walk, step, endOfWait(settings, walk.db.now, zone), theirs);
  }
}

async function waitForDate(walk: Walk, step: Step, { offset, missing, zone }: FieldWait, travellers: readonly Traveller[]): Promise<void> {
  const records = await walk.records(recordsOf(travellers));
  const zoneOf = await zonesOf(walk, zone, travellers);
  const keyOf = (traveller: Traveller): string => {
    const value = records.get(traveller.position.record_id)?.values[offset.fieldId];
    return JSON.stringify([zoneOf(traveller), value ?? null]);
  };
  // Dates repeat: each is worked out once.
  for (const [key, theirs] of groupedBy(travellers, keyOf)) {
    const [timeZone, value] = JSON.parse(key) as [string, unknown];
    const until = momentOfDate(value, offset, walk.db.now, timeZone);
    if (until) waitUntil(walk, step, until, theirs);
    else if (missing === 'pass') goOn(walk, step, 0, theirs);
    else setAllAside(walk, theirs, step.id, 'The record has no date in the field this step waits for. Fill it in and try again.');
  }
}

function waitUntil(walk: Walk, step: Step, until: Date, travellers: readonly Traveller[]): void {
  if (until <= walk.db.now) return goOn(walk, step, 0, travellers);
  for (const traveller of travellers) rest(walk, traveller, { stepId: step.id, state: 'waiting', dueAt: until });
}

/**
 * Whoever matches goes on, whoever has waited out the limit leaves by the other exit. The others are asked again when something happens
 * to them, and now and then for what no event tells.
 */
async function waitForCriteria(walk: Walk, step: Step, travellers: readonly Traveller[]): Promise<void> {
  if (travellers.length === 0) return;
  const { criteria, limit } = step.settings as CriteriaWait;
  try {
    const isMet = await metBy(walk, step, criteria, travellers);
    const { true: met = [], false: unmet = [] } = Object.groupBy(travellers, (traveller) => `${isMet(traveller)}`);
    goOn(walk, step, 0, met);
    const lookAgain = new Date(walk.db.now.getTime() + (walk.changesUnseen(criteria) ? 1 : 24) * HOUR);
    for (const [since, theirs] of groupedBy(unmet, (traveller) => waitingSince(walk, step, traveller))) {
      const until = limit && afterDuration(limit, new Date(since), walk.timeZone);
      if (until && until <= walk.db.now) goOn(walk, step, 1, theirs);
      else {
        const dueAt = until && until < lookAgain ? until : lookAgain;
        for (const traveller of theirs) rest(walk, traveller, { stepId: step.id, state: 'waiting', dueAt });
      }
    }
  } catch (error) {
    const reason = reasonOf(error);
    for (const traveller of travellers) setAside(walk, traveller, step.id, reason);
  }
}

async function metBy(
  walk: Walk,
  step: Step,
  criteria: CriteriaWait['criteria'],
  travellers: readonly Traveller[],
): Promise<(traveller: Traveller) => boolean> {
  const supposed = walk.rehearsed?.waits.get(step.id);
  if (supposed) return (traveller) => supposed(traveller.position.record_id, new Date(waitingSince(walk, step, traveller)), walk.db.now);
  const matching = await walk.matching(criteria, recordsOf(travellers));
  return ({ position }) => matching.has(position.record_id);
}

/** Whoever set out from here has waited since it came; whoever has just come begins now. */
const waitingSince = ({ db }: Walk, step: Step, { position, path }: Traveller): number =>
  path.length === 0 && position.step_id === step.id ? position.arrived_at.getTime() : db.now.getTime();
