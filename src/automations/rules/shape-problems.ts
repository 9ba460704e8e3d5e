import { exitsOf, type AutomationMap, type Step } from '../schema.ts';
import { endlessSteps, multiplyingForks, strandedSteps, trappedSteps } from './compiled-map.ts';

/** What keeps a map from running whatever account it is in: where (a step's id, `trigger.ID`, `start`, `quiet`), and a sentence. */
export type ShapeProblem = [where: string | number, sentence: string];

/** Everything wrong with how a map is put together. */
export function shapeProblems(map: AutomationMap): ShapeProblem[] {
  const known = new Set(map.steps.map(({ id }) => id));
  const all = (ids: readonly number[], sentence: string): ShapeProblem[] => ids.map((id) => [id, sentence]);
  return [
    ...startProblems(map, known),
    ...map.steps.flatMap((step) => exitProblems(step, known)),
    ...map.triggers
      .filter(({ step }) => step != null && !known.has(step))
      .map(({ id }): ShapeProblem => [`trigger.${id}`, 'The step this trigger begins at no longer exists. Choose another.']),
    ...all(strandedSteps(map), 'No way leads to this step. Connect it or remove it.'),
    ...all(endlessSteps(map), 'This step leads back to itself without a wait. Put a wait of at least a minute into the circle.'),
    ...all(
      multiplyingForks(map),
      'Several ways of this fork lead back to it, so that each round would double everybody. Let only one lead back.',
    ),
    ...(canBeTakenOut(map)
      ? []
      : all(
          trappedSteps(map),
          'No way leads from here to an end: the map goes in a circle for ever. Give the circle a way out, or the map exit criteria.',
        )),
    ...quietProblems(map),
  ];
}

function startProblems({ steps, start }: AutomationMap, known: ReadonlySet<number>): ShapeProblem[] {
  if (steps.length === 0) return [['start', 'The map has no steps yet. Add what happens first.']];
  if (start === null) return [['start', 'Nothing follows the triggers. Choose the first step.']];
  return known.has(start) ? [] : [['start', 'The first step no longer exists. Choose another.']];
}

function exitProblems(step: Step, known: ReadonlySet<number>): ShapeProblem[] {
  const exits = exitsOf(step);
  if (step.next.length !== exits) {
    return [[step.id, `This kind of step has ${exits} ${exits === 1 ? 'way' : 'ways'} out, and ${step.next.length} are given.`]];
  }
  const missing = step.next.find((next) => next !== null && !known.has(next));
  if (missing !== undefined) return [[step.id, `This step leads to step ${missing}, which does not exist. Choose where it goes on.`]];
  return step.kind === 'goto' && step.next[0] === null ? [[step.id, 'Choose the step to go to.']] : [];
}

/** Whoever goes in a circle can still be taken out of it. */
const canBeTakenOut = ({ exit, steps }: AutomationMap): boolean =>
  exit !== null || steps.some(({ kind, settings }) => kind === 'goal' && (settings.who === 'map' || settings.who === 'anyone'));

function quietProblems({ quiet }: AutomationMap): ShapeProblem[] {
  if (!quiet || quiet.from !== quiet.to || quiet.weekdays.length > 0) return [];
  return [['quiet', `The quiet hours begin and end at ${quiet.from}, so that it is never quiet. Choose another end, or switch them off.`]];
}
