import { z } from 'zod';
import { criteriaSchema, idSchema, triggerSchema } from './step-kinds.ts';

export const MOST_ACTIONS = 20;

/** What a rule does, in turn. The id is that of the step it becomes; left out of a new one. */
const action = z.strictObject({
  id: idSchema.optional(),
  kind: z.string().min(1, 'Choose what happens.').max(100),
  settings: z.record(z.string(), z.unknown()),
});

/** When one of these happens, and if the record matches, then these. */
export const ruleSchema = z.strictObject({
  name: z.string().trim().min(1, 'Give the rule a name.').max(200, 'A name may have at most 200 characters.'),
  triggers: z
    .array(triggerSchema.omit({ step: true }).extend({ id: idSchema.optional() }))
    .min(1, 'Choose when the rule runs.')
    .max(20, 'A rule may have at most 20 triggers.'),
  criteria: criteriaSchema.nullable().default(null),
  actions: z.array(action).min(1, 'Choose what the rule does.').max(MOST_ACTIONS, `A rule may do at most ${MOST_ACTIONS} things.`),
});
export type Rule = z.infer<typeof ruleSchema>;

export const newRuleSchema = ruleSchema.extend({ objectId: z.int().min(0) });
export type NewRule = z.infer<typeof newRuleSchema>;
/** `revision` is the one the change was made from; somebody else's change in between is not overwritten. */
export const changedRuleSchema = ruleSchema.extend({ revision: z.int() });
export type ChangedRule = z.infer<typeof changedRuleSchema>;
