import { z } from 'zod';
import { actions } from '../../app/registry.ts';
import { ENGINE_SETTINGS } from '../rules/step-kinds.ts';

export interface StepSettings {
  kind: string;
  /** What `settings` of such a step may be, as JSON Schema. */
  settings: Record<string, unknown>;
}

/** What each kind of step takes, for programs that make maps and rules. */
export const listStepSettings = (): StepSettings[] => [
  ...actions()
    .filter(({ offeredTo }) => offeredTo !== 'people')
    .map(({ kind, settings }) => ({ kind, settings: schemaOf(settings) })),
  ...Object.entries(ENGINE_SETTINGS).map(([kind, settings]) => ({ kind, settings: schemaOf(settings) })),
];

function schemaOf(settings: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' });
  return schema;
}
