import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { eventsByIds, eventsOfCauses, eventsOfRecord, type EventRow } from '../../ledger/index.ts';
import { mergedInto, recordFor, tell, visibleEvents, type ToldEvent } from '../../records/index.ts';
import {
  automationEntered,
  automationLeft,
  automationMoved,
  automationMovedByHand,
  automationReached,
  automationRefused,
  automationTransferred,
} from '../events.ts';
import { loadAutomation } from '../load-automation.ts';
import { publishedMaps } from '../queries/automations.ts';
import { positionsOfRecord } from '../queries/positions.ts';
import type { AutomationMap } from '../schema.ts';

const KINDS = [
  automationEntered,
  automationMoved,
  automationReached,
  automationMovedByHand,
  automationTransferred,
  automationLeft,
  automationRefused,
].map(({ kind }) => kind);
/** As much of a record's past on one map is shown, and as many effects of it. */
const MOST = 200;
const MOST_EFFECTS = 2_000;

/** One line of a record's way: what happened to it on the map, why, and what that led to. */
export interface WayLine {
  event: EventRow;
  /** What brought it; undefined when that is not kept any more, is not the viewer's to see, or is the line before. */
  cause: ToldEvent | undefined;
  /** Who did it, by name, where it was done by hand. */
  actorName: string | null;
  effects: (ToldEvent & { stepId: number | null })[];
}

export interface Way {
  record: { id: number; objectId: number; name: string };
  /** Newest first. */
  lines: WayLine[];
  standing: Awaited<ReturnType<typeof positionsOfRecord>>;
  /** The maps of the versions it went by, and the one that runs. */
  versions: { version: number; map: AutomationMap; published_at: Date }[];
  /** Whether there is more than is shown. */
  isCut: boolean;
}

/**
 * The way of one record over a map, newest first, from the ledger: every entry, move and departure with its cause and with what it led to, as far as
 * the viewer may see that. Refuses with `not_found` a record the viewer may not see.
 */
export async function traceRecord(
  db: AccountDb,
  { automationId, recordId, viewer }: { automationId: number; recordId: number; viewer: Viewer },
): Promise<Way> {
  const automation = await loadAutomation(db, automationId);
  const { object_id: objectId } = automation;
  const record = await recordFor(db, viewer, 'view', { objectId, id: recordId });
  const found = await eventsOfRecord(
    db,
    { objectId, id: recordId, alsoIds: await mergedInto(db, objectId, recordId) },
    { kinds: KINDS, subject: { type: 'automation', id: automationId }, limit: MOST + 1 },
  );
  const events = found.slice(0, MOST);
  const standing = (await positionsOfRecord(db, objectId, recordId)).filter((position) => position.automation_id === automationId);
  const versions = [automation.version, ...standing.map(({ version }) => version), ...events.map(({ data }) => data?.version)];
  return {
    record: { id: record.id, objectId, name: record.name },
    lines: await linesOf(db, viewer, events),
    standing,
    versions: await publishedMaps(db, automationId, [...new Set(versions.filter((version) => typeof version === 'number'))]),
    isCut: found.length > MOST,
  };
}

async function linesOf(db: AccountDb, viewer: Viewer, events: readonly EventRow[]): Promise<WayLine[]> {
  if (events.length === 0) return [];
  const own = new Set(events.map(({ id }) => id));
  const causeIds = events.map(({ cause_id }) => cause_id).filter((id) => id !== null && !own.has(id)) as number[];
  const causes = await eventsByIds(db, [...new Set(causeIds)]);
  const effects = (await eventsOfCauses(db, [...own], MOST_EFFECTS)).filter(({ id }) => !own.has(id));
  // What a letter led to (refused at the door, opened) was caused by the letter and not by the move itself.
  const further = await eventsOfCauses(
    db,
    effects.map(({ id }) => id),
    MOST_EFFECTS,
  );
  const fromEffect = new Map(effects.map(({ id, cause_id }) => [id, cause_id!]));
  // What a step did may have brought the record here again: the one event is an effect and a cause.
  const asked = new Map([...causes, ...effects, ...further.filter(({ id }) => !own.has(id))].map((event) => [event.id, event]));
  const seen = await visibleEvents(db, viewer, [...asked.values()]);
  const told = new Map((await tell(db, viewer, [...events, ...seen])).map((one) => [one.event.id, one]));
  const byEffect = new Map(effects.map((effect) => [effect.id, effect]));
  const lineOf = ({ id, cause_id }: EventRow): number => (own.has(cause_id!) ? cause_id! : (fromEffect.get(cause_id!) ?? id));
  const isEffect = ({ cause_id }: EventRow): boolean => cause_id !== null && (own.has(cause_id) || fromEffect.has(cause_id));
  const effectsByLine = Map.groupBy(seen.filter(isEffect), lineOf);
  return events.map((event) => ({
    event,
    cause: own.has(event.cause_id ?? -1) ? undefined : told.get(event.cause_id ?? -1),
    actorName: told.get(event.id)?.actorName ?? null,
    effects: (effectsByLine.get(event.id) ?? []).flatMap((effect) => {
      const one = told.get(effect.id);
      return one ? [{ ...one, stepId: stepOf(effect) ?? stepOf(byEffect.get(effect.cause_id!)) }] : [];
    }),
  }));
}

/** The step of its map by which something was done: its actor is `MAP.STEP`. */
function stepOf(event: EventRow | undefined): number | null {
  if (event?.actor_type !== 'step') return null;
  const step = event.actor_id?.split('.')[1];
  return step ? Number(step) : null;
}
