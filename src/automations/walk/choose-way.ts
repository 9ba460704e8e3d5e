import { reasonOf } from '../../app/apply-apart.ts';
import { newEventIds } from '../../ledger/index.ts';
import { variantOf } from '../rules/split.ts';
import { branchesOf, exitsOf, type SplitSettings, type Step } from '../schema.ts';
import { come, count, goOn, groupedBy, recordsOf, setAllAside, type Traveller, type Walk } from './walk.ts';

/** A condition: each record takes the first branch it matches, all others the last exit. */
export async function decideBranch(walk: Walk, step: Step, travellers: readonly Traveller[]): Promise<void> {
  const branches = branchesOf(step.settings);
  try {
    const first = await firstOf(
      walk,
      branches.map(({ criteria }) => criteria),
      recordsOf(travellers),
    );
    const exitOf = ({ position }: Traveller): number => first(position.record_id) ?? branches.length;
    for (const [exit, theirs] of groupedBy(travellers, exitOf)) goOn(walk, step, exit, theirs);
  } catch (error) {
    setAllAside(walk, travellers, step.id, reasonOf(error));
  }
}

async function firstOf(
  walk: Walk,
  criteria: readonly unknown[],
  recordIds: readonly number[],
): Promise<(recordId: number) => number | undefined> {
  if (criteria.length === 1) {
    const matching = await walk.matching(criteria[0], recordIds);
    return (id) => (matching.has(id) ? 0 : undefined);
  }
  const first = await walk.firstMatching(criteria, recordIds);
  return (id) => first.get(id);
}

/** A split: the variant each record always takes here, or the one that has won. */
export function takeVariant(walk: Walk, step: Step, travellers: readonly Traveller[]): void {
  const winner = walk.winners.get(step.id);
  if (winner !== undefined && winner < exitsOf(step)) return goOn(walk, step, winner, travellers);
  const automationId = walk.rehearsed?.automationId ?? walk.automationId;
  const weights = (step.settings as SplitSettings).variants.map(({ weight }) => weight);
  const variant = ({ position }: Traveller): number => variantOf({ automationId, stepId: step.id, recordId: position.record_id }, weights);
  for (const [exit, theirs] of groupedBy(travellers, variant)) goOn(walk, step, exit, theirs);
}

/** A fork: each record takes the first way itself, and copies of its place, with lines of the ledger of their own, take the others. */
export async function forkWays(walk: Walk, step: Step, travellers: readonly Traveller[]): Promise<void> {
  const copies = exitsOf(step) - 1;
  const eventIds = await newEventIds(walk.db, copies * travellers.length);
  goOn(walk, step, 0, travellers);
  for (let exit = 1; exit <= copies; exit++) {
    const next = step.next[exit] ?? null;
    // A way that leads nowhere is nobody's.
    if (next === null) continue;
    count(walk, step.id, exit, travellers.length);
    come(
      walk,
      next,
      travellers.map((traveller) => copyOf(traveller, { step: step.id, exit, eventId: eventIds.pop()! })),
    );
  }
}

const copyOf = ({ position }: Traveller, { step, exit, eventId }: { step: number; exit: number; eventId: number }): Traveller => ({
  position: { ...position, cause_id: position.event_id, event_id: eventId },
  path: [step],
  exits: [exit],
  isCopy: true,
});
