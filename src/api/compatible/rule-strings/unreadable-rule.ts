/** A part of a rule that cannot be read, or means something the product does not do: one sentence that names the place. */
export class UnreadableRule extends Error {}

/** The parts of a rule that are given as texts. */
export type Part = 'events' | 'conditions' | 'actions';

/** A sentence about one phrase of a rule. `at` counts from 0. */
export const unreadable = (part: Part, at: number, sentence: string): UnreadableRule =>
  new UnreadableRule(`${part}, at character ${at + 1}: ${sentence}`);
