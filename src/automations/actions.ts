import { z } from 'zod';
import type { AccountDb } from '../app/db.ts';
import type { Action, ActionOutcome, ActionStep } from '../app/kernel/domain.ts';
import { letIn } from './people/enter-records.ts';
import { holdRecords } from './people/hold-records.ts';
import { leaveMap } from './people/leave-map.ts';
import { automationById } from './queries/automations.ts';
import { candidatesOf, recordIdRows } from './queries/entries.ts';
import type { Holding } from './queries/holding.ts';
import { releaseRecords } from './people/release-records.ts';
import { anyReachesPeople, reachesPeople } from './refuse-steps-beyond-scopes.ts';

const automationId = z.int('Choose an automation.').positive('Choose an automation.');
const oneMap = z.strictObject({ automationId });
/** Null for every map that a record stands on. */
const oneOrAll = z.strictObject({ automationId: automationId.nullable() });
type OneMap = z.infer<typeof oneMap>;
type OneOrAll = z.infer<typeof oneOrAll>;

/** Both a step of other maps and what people do with chosen records. */
const OF_MAPS = { right: 'automations.manage', reach: 'view' } as const;

const enter: Action<OneMap> = {
  ...OF_MAPS,
  kind: 'automation.enter',
  settings: oneMap,
  problems: (db, objectId, settings) => problemsOf(db, objectId, settings.automationId, true),
  leadsToPeople: (db, _, settings) => reachesPeople(db, settings.automationId),
  async apply(db, step) {
    const { actor, recordIds, causeIds, settings } = step;
    const closed = await closedSentence(db, settings.automationId);
    if (closed !== undefined) return { failed: new Map(recordIds.map((id) => [id, closed])) };
    const candidates = candidatesOf(recordIds, causeIds);
    const data = actor.type === 'step' ? { by: 'map' } : { by: 'hand' };
    const { refused, sentence } = await letIn(db, actor, { automationId: settings.automationId, candidates, data });
    // A circle between maps ends where it can be seen: on the step that would go round once more.
    return { failed: new Map(refused.map((id) => [id, sentence])) };
  },
};

const leave: Action<OneMap> = {
  ...OF_MAPS,
  kind: 'automation.leave',
  settings: oneMap,
  problems: (db, objectId, settings) => problemsOf(db, objectId, settings.automationId, false),
  async apply(db, { actor, recordIds, causeIds, settings }) {
    const causes = new Map(recordIds.map((id, place) => [id, causeIds[place] ?? null]));
    await leaveMap(db, actor, { automationId: settings.automationId, reason: 'removed', records: recordIdRows(recordIds), causes });
    return {};
  },
};

const hold: Action<OneOrAll> = {
  ...OF_MAPS,
  kind: 'automation.hold',
  settings: oneOrAll,
  problems: (db, objectId, settings) => problemsOf(db, objectId, settings.automationId, false),
  async apply(db, step): Promise<ActionOutcome> {
    await holdRecords(db, step.actor, holdingOf(step));
    return {};
  },
};

const resume: Action<OneOrAll> = {
  ...OF_MAPS,
  kind: 'automation.resume',
  settings: oneOrAll,
  problems: (db, objectId, settings) => problemsOf(db, objectId, settings.automationId, false),
  leadsToPeople: (db, objectId, { automationId: id }) => (id === null ? anyReachesPeople(db, objectId) : reachesPeople(db, id)),
  async apply(db, step): Promise<ActionOutcome> {
    await releaseRecords(db, step.actor, holdingOf(step));
    return {};
  },
};

const holdingOf = ({ objectId, recordIds, causeIds, settings }: ActionStep<OneOrAll>): Holding => ({
  objectId,
  recordIds,
  causeIds,
  automationId: settings.automationId,
});

async function problemsOf(db: AccountDb, objectId: number, id: number | null, mustRun: boolean): Promise<string[]> {
  if (id === null) return [];
  const automation = await automationById(db, id);
  if (!automation) return ['The automation was deleted. Choose another.'];
  if (automation.object_id !== objectId) return [`“${automation.name}” is for another kind of record. Choose another.`];
  if (mustRun && automation.status !== 'published')
    return [`“${automation.name}” is not running. Publish or resume it before you add anybody.`];
  return [];
}

/** Why nobody can enter a map now: whoever comes to it is set aside, and is not dropped without a word. */
async function closedSentence(db: AccountDb, id: number): Promise<string | undefined> {
  const automation = await automationById(db, id);
  if (!automation) return 'The automation to enter was deleted.';
  return automation.status === 'published' ? undefined : `“${automation.name}” is not running, so nobody can enter it.`;
}

/** What maps and people can do with records and an automation. */
export const actions: readonly Action[] = [enter, leave, hold, resume];
