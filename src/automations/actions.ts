import { z } from 'zod';
import type { AccountDb } from '../app/db.ts';
import type { Action } from '../app/kernel/domain.ts';
import { enterRecords } from './enter-records.ts';
import { leaveMap } from './leave-map.ts';
import { automationById } from './queries/automations.ts';
import { candidatesOf, recordIdRows } from './queries/entries.ts';

const settings = z.strictObject({ automationId: z.int().positive('Choose an automation.') });
type Settings = z.infer<typeof settings>;
const FOR_PEOPLE = { settings, offeredTo: 'people', right: 'automations.manage', reach: 'view' } as const;

const enter: Action<Settings> = {
  ...FOR_PEOPLE,
  kind: 'automation.enter',
  problems: (db, objectId, { automationId }) => problemsOf(db, objectId, automationId, true),
  async apply(db, { actor, recordIds, causeIds, settings: { automationId } }) {
    await enterRecords(db, actor, { automationId, candidates: candidatesOf(recordIds, causeIds), data: { by: 'hand' } });
    return {};
  },
};

const leave: Action<Settings> = {
  ...FOR_PEOPLE,
  kind: 'automation.leave',
  problems: (db, objectId, { automationId }) => problemsOf(db, objectId, automationId, false),
  async apply(db, { actor, recordIds, settings: { automationId } }) {
    await leaveMap(db, actor, automationId, 'removed', recordIdRows(recordIds));
    return {};
  },
};

async function problemsOf(db: AccountDb, objectId: number, automationId: number, mustRun: boolean): Promise<string[]> {
  const automation = await automationById(db, automationId);
  if (!automation) return ['The automation was deleted. Choose another.'];
  if (automation.object_id !== objectId) return [`“${automation.name}” is for another kind of record. Choose another.`];
  if (mustRun && automation.status !== 'published')
    return [`“${automation.name}” is not running. Publish or resume it before you add anybody.`];
  return [];
}

/** What people can do with chosen records and an automation. */
export const actions: readonly Action[] = [enter, leave];
