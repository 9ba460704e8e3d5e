import type { AccountSettings } from '../../accounts/index.ts';
import { presentEvent } from '../../records/index.ts';
import { presentPosition, type SaidOfWay } from '../present.ts';
import type { Way, WayLine } from './trace-record.ts';

/** The way of one record over a map, as the account reads values. */
export const presentWay = ({ record, lines, standing, versions, isCut }: Way, settings: AccountSettings) => ({
  record,
  lines: lines.map((line) => presentLine(line, settings)),
  standing: standing.map((position) => ({ ...presentPosition(position), version: position.version })),
  versions: versions.map(({ version, map, published_at }) => ({ version, map, publishedAt: published_at })),
  isCut,
});

function presentLine({ event, cause, actorName, effects }: WayLine, settings: AccountSettings) {
  const { path, exits, from, version, outcome, at, reason, trigger, step, to } = (event.data ?? {}) as SaidOfWay;
  return {
    id: event.id,
    at: event.at,
    kind: event.kind,
    actor: { type: event.actor_type, name: actorName },
    version: version ?? null,
    trigger: trigger ?? null,
    /** Where it set out from: `{step, exit}` of a move, the step of one by hand or to a goal. */
    from: from ?? null,
    path: path ?? [],
    exits: exits ?? null,
    outcome: outcome ?? null,
    stepId: at ?? step ?? to ?? null,
    reason: (event.personal?.reason as string | undefined) ?? reason ?? null,
    cause: cause ? presentEvent(cause, settings) : null,
    effects: effects.map((effect) => ({ ...presentEvent(effect, settings), stepId: effect.stepId })),
  };
}
