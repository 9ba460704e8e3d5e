import type { EventContent, EventKind } from '../../app/kernel/domain.ts';
import { actions, eventKinds } from '../../app/registry.ts';
import { ENGINE_KINDS, exitsOf, operatorsOf, type ContentOperator } from '../schema.ts';

/** One thing that `where` of a trigger may ask. */
export interface CatalogueContent {
  key: string;
  label: string;
  type: EventContent['type'];
  /** With their labels; for `choice` alone. */
  choices: { value: string; label: string }[];
  /** Empty for `field`: the type of the field that the trigger names decides. */
  operators: readonly ContentOperator[];
  /** A name follows the key: `values.amount`. */
  open: boolean;
}

export interface Catalogue {
  /** What a map can start from, what its event is about (`tag`, `group`), where one may choose, and what it says for itself. */
  triggers: { event: string; label: string; subject: string | null; content: CatalogueContent[] }[];
  /** Kinds of step with the number of their exits; `engine` steps are the map's own, all others actions of some domain. */
  steps: { kind: string; exits: number; engine: boolean }[];
}

/** All that the domains of this product offer for maps. */
export function listCatalogue(): Catalogue {
  return {
    triggers: eventKinds()
      .filter(({ trigger }) => trigger)
      .map(presentTrigger),
    steps: [
      ...actions()
        .filter(({ offeredTo }) => offeredTo !== 'people')
        .map(({ kind }) => ({ kind, exits: exitsOf({ kind, settings: {} }), engine: false })),
      ...ENGINE_KINDS.map((kind) => ({ kind, exits: exitsOf({ kind, settings: {} }), engine: true })),
    ],
  };
}

const presentTrigger = ({ kind, label, subject, content = [] }: EventKind): Catalogue['triggers'][number] => ({
  event: kind,
  label,
  subject: subject ?? null,
  content: content.map((one) => ({
    key: one.key,
    label: one.label,
    type: one.type,
    choices: (one.choices ?? []).map((value) => ({ value, label: `${one.label}.${value}` })),
    operators: operatorsOf(one),
    open: one.open ?? false,
  })),
});
