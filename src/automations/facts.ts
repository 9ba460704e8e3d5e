import { z } from 'zod';
import type { Fact } from '../app/kernel/domain.ts';
import { onAutomations } from './queries/on-automations.ts';

const schema = z.strictObject({
  /** Ids of automations. */
  automation: z.array(z.int().positive()).min(1, 'Choose at least one automation.').max(1000),
  /** Somebody who is held stands on a map too; `paused_on` is held there, `moving_on` is not. */
  operator: z.enum(
    ['on', 'not_on', 'paused_on', 'moving_on', 'was_on', 'was_never_on'],
    'Choose "on", "not_on", "paused_on", "moving_on", "was_on" or "was_never_on".',
  ),
});
export type AutomationFact = z.infer<typeof schema>;

/** Whether a record stands, or ever stood, on one of these maps. */
export const automationFact: Fact = {
  kind: 'automation',
  schema,
  compile: (node: AutomationFact, context) => onAutomations(node, context),
};
