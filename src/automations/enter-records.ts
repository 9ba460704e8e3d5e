import type { AccountDb, Sql } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { everyone, type Viewer } from '../app/kernel/viewer.ts';
import { accountSettings } from '../accounts/index.ts';
import { criteriaContext, matching, type Criteria } from '../criteria/index.ts';
import { eventsFragment } from '../ledger/index.ts';
import { automationEntered, automationRefused } from './events.ts';
import { automationById, publishedMaps } from './queries/automations.ts';
import { candidatesAmong, candidatesOf, enteringRows, insertEntries, lockEntrance, refusedRows, type Entrance } from './queries/entries.ts';
import { addFlows, ARRIVED, ENTRANCE } from './queries/flows.ts';
import { dayOf } from './rules/wait.ts';

export interface Entering {
  automationId: number;
  /** A select of record_id and cause_id (the event that brings it), a row for each wish to enter. */
  candidates: Sql;
  /** Only records that match, besides whom the map itself admits. */
  criteria?: unknown;
  /** Through whose eyes `criteria` are read; everyone's unless given. */
  viewer?: Viewer;
  /** Where on the map they begin; its start when left out. */
  step?: number;
  /** What the ledger says of each entry. */
  data?: Record<string, unknown>;
}

/**
 * Lets the candidates onto a map as its rules of who may enter and how often allow, and tells the ledger of each. Who would enter more
 * often in a day than the map's limit is going in circles: refused, and that is told too. A map that is not running lets nobody in.
 * Gives how many entered.
 */
export async function enterRecords(db: AccountDb, actor: Actor, entering: Entering): Promise<number> {
  const entrance = await openEntrance(db, entering.automationId);
  if (!entrance) return 0;
  const candidates = await admitted(db, entrance, entering);
  const count = await insertEntries(db, { ...entrance, begin: entering.step ?? entrance.map.start }, candidates, {
    entered: await eventsFragment(db, actor, {
      kind: automationEntered,
      subjectType: 'automation',
      rows: enteringRows(entrance, { ...entering.data, version: entrance.version }),
      columns: ['id', 'object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
    }),
    refused: await eventsFragment(db, actor, {
      kind: automationRefused,
      subjectType: 'automation',
      rows: refusedRows(entrance, { reason: 'too_often_today', limit: entrance.map.perDay }),
      columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
    }),
  });
  if (count > 0) {
    await addFlows(db, entrance.automationId, entrance.today, [{ stepId: ENTRANCE, exit: ARRIVED, records: count }]);
  }
  return count;
}

/** From here to the end of the transaction the map neither stops nor changes, and nobody else enters it. */
export async function openEntrance(db: AccountDb, automationId: number): Promise<Entrance | undefined> {
  await lockEntrance(db, automationId);
  const automation = await automationById(db, automationId);
  if (automation?.status !== 'published') return undefined;
  const version = automation.version!;
  const [published] = await publishedMaps(db, automationId, [version]);
  const { timeZone } = await accountSettings(db);
  return { automationId, objectId: automation.object_id, version, map: published!.map, today: dayOf(db.now, timeZone) };
}

async function admitted(db: AccountDb, entrance: Entrance, { candidates, criteria, viewer }: Entering): Promise<Sql> {
  const { who } = entrance.map;
  if (!criteria && !who) return candidates;
  const selections: Sql[] = [];
  if (who)
    selections.push(matching(who as unknown as Criteria, await criteriaContext(db, { objectId: entrance.objectId, viewer: everyone })));
  if (criteria)
    selections.push(matching(criteria as Criteria, await criteriaContext(db, { objectId: entrance.objectId, viewer: viewer ?? everyone })));
  const rows = await candidatesAmong(db, candidates, selections);
  return candidatesOf(
    rows.map(({ record_id }) => record_id),
    rows.map(({ cause_id }) => cause_id),
  );
}
