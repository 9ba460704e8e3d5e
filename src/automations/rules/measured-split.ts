import type { SplitSettings, Step } from '../schema.ts';
import { splitSettings } from '../schema.ts';

/** The settings of a split with what was left out; undefined for any other step, and for settings that do not fit. */
export const splitOf = ({ kind, settings }: Step): SplitSettings | undefined =>
  kind === 'split' ? splitSettings.safeParse(settings).data : undefined;

/** What a split is measured by, named: other criteria or another time are another measure. */
export function measureOf({ measure }: SplitSettings): { name: string; within: string; criteria: Record<string, unknown> } | undefined {
  if (!measure) return undefined;
  const { amount, unit } = measure.within;
  return {
    name: JSON.stringify(measure),
    within: `${amount} ${unit}`,
    criteria: measure.criteria,
  };
}
