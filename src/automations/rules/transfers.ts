import { z } from 'zod';
import { idSchema } from './step-kinds.ts';

/** What becomes of people on a step that a version no longer has: they take another step of it, leave, or go on by the version they came with. */
export const transferSchema = z.discriminatedUnion(
  'do',
  [
    z.strictObject({ do: z.literal('move'), to: idSchema }),
    z.strictObject({ do: z.literal('end') }),
    z.strictObject({ do: z.literal('keep') }),
  ],
  'Choose move, end or keep.',
);
export type Transfer = z.infer<typeof transferSchema>;

/** By the id of the step they stand on. */
export const transfersSchema = z.record(z.string().regex(/^[1-9]\d{0,9}$/, 'Name steps by their number.'), transferSchema);

/** What was chosen when a version was published. */
export interface TransfersOfVersion {
  version: number;
  publishedAt: Date;
  transfers: Readonly<Record<string, Transfer>>;
}

export interface Place {
  stepId: number;
  version: number;
  arrivedAt: Date;
}

/** Of which kind a step is in a version; undefined where it has no such step. */
export type KindOf = (version: number, stepId: number) => string | undefined;

/**
 * Where somebody stands once every choice made since has been obeyed, or `ended`. A choice holds for those who had come to the step when it was
 * published, by a version in which it was another step (gone, or of another kind, in the new one): who comes there later comes by an older
 * version they were kept on, and goes on by it. `later` may hold any versions, in any order.
 */
export function placeAfter(place: Place, later: readonly TransfersOfVersion[], kindOf: KindOf): Place | 'ended' {
  let at = place;
  for (const { version, publishedAt, transfers } of [...later].sort((a, b) => a.version - b.version)) {
    const choice = transfers[at.stepId];
    if (!choice || choice.do === 'keep' || version <= at.version || at.arrivedAt > publishedAt) continue;
    if (kindOf(at.version, at.stepId) === kindOf(version, at.stepId)) continue;
    if (choice.do === 'end') return 'ended';
    at = { stepId: choice.to, version, arrivedAt: publishedAt };
  }
  return at;
}
