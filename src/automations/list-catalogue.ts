import { actions, eventKinds } from '../app/registry.ts';
import { ENGINE_KINDS, exitsOf } from './schema.ts';

export interface Catalogue {
  /** What a map can start from, and what its event is about (`tag`, `group`), where one may choose. */
  triggers: { event: string; label: string; subject: string | null }[];
  /** Kinds of step with the number of their exits; `engine` steps are the map's own, all others actions of some domain. */
  steps: { kind: string; exits: number; engine: boolean }[];
}

/** All that the domains of this product offer for maps. */
export function listCatalogue(): Catalogue {
  const triggers = eventKinds().filter(({ trigger }) => trigger);
  return {
    triggers: triggers.map(({ kind, label, subject }) => ({ event: kind, label, subject: subject ?? null })),
    steps: [
      ...actions()
        .filter(({ offeredTo }) => offeredTo !== 'people')
        .map(({ kind }) => ({ kind, exits: exitsOf({ kind, settings: {} }), engine: false })),
      ...ENGINE_KINDS.map((kind) => ({ kind, exits: exitsOf({ kind, settings: {} }), engine: true })),
    ],
  };
}
