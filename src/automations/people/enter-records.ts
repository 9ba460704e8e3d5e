import type { AccountDb, Sql } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { log } from '../../app/log.ts';
import { everyone, type Viewer } from '../../app/kernel/viewer.ts';
import { accountSettings } from '../../accounts/index.ts';
import { criteriaContext, matching, type Criteria } from '../../criteria/index.ts';
import { eventsFragment } from '../../ledger/index.ts';
import { automationEntered, automationLeft, automationRefused } from '../events.ts';
import {
  candidatesAmong,
  candidatesOf,
  enteringRows,
  insertEntries,
  lockEntrances,
  publishedEntrances,
  refusedRows,
  type EnteringEvents,
  type Entrance,
} from '../queries/entries.ts';
import { leavingRows } from '../queries/leaving.ts';
import { ENTRANCE } from '../queries/flows.ts';
import { addArrivals, noteArrived, type Arrivals } from '../triggers/arrivals.ts';
import { dayOf } from '../rules/wait.ts';
import { tellMoved } from '../topics.ts';

export interface Entering {
  automationId: number;
  /** The map's entrance, where it is open already. */
  entrance?: Entrance;
  /** Where those who enter are noted, by whoever counts them at the end of the transaction. */
  arrivals?: Arrivals;
  /** A select of record_id and cause_id (the event that brings it), a row for each wish to enter. */
  candidates: Sql;
  /** Only records that match, besides whom the map itself admits. */
  criteria?: unknown;
  /** Through whose eyes `criteria` are read; everyone's unless given. */
  viewer?: Viewer;
  /** The step they begin at; the start of the map where it is left out or no longer there. */
  step?: number | null | undefined;
  /** What the ledger says of each entry. */
  data?: Record<string, unknown>;
}

/** What came of an entering. */
export interface Entered {
  entered: number;
  /** Who would have entered more often in a day than the map allows, and so must be going in circles; and the sentence that says so. */
  refused: readonly number[];
  sentence: string;
}

/**
 * Lets the candidates onto a map as its rules of who may enter and how often allow, and tells the ledger of each. Who would enter more
 * often in a day than the map's limit is going in circles: refused, and that is told too. A map that is not running lets nobody in.
 * Gives how many entered.
 */
export async function enterRecords(db: AccountDb, actor: Actor, entering: Entering): Promise<number> {
  return (await letIn(db, actor, entering)).entered;
}

/** The same, for whoever wants to know who was refused: a step of another map sets them aside. */
export async function letIn(db: AccountDb, actor: Actor, entering: Entering): Promise<Entered> {
  const entrance = entering.entrance ?? (await openEntrance(db, entering.automationId));
  if (!entrance) return { entered: 0, refused: [], sentence: '' };
  const { automationId, name } = entrance;
  const { steps, start, perDay } = entrance.map;
  const stepId = steps.some(({ id }) => id === entering.step) ? entering.step! : start;
  const candidates = await admitted(db, entrance, entering);
  const { entered, refused } = await insertEntries(db, entrance, { candidates, stepId }, await eventsOf(db, actor, entrance, entering));
  if (entered > 0) {
    const trigger = entering.data?.trigger;
    const arrivals: Arrivals = entering.arrivals ?? new Map();
    for (const place of typeof trigger === 'number' ? [ENTRANCE, trigger] : [ENTRANCE]) noteArrived(arrivals, entrance, place, entered);
    if (!entering.arrivals) await addArrivals(db, arrivals);
    tellMoved(db, automationId);
  }
  const sentence = `“${name}” has let this record in ${perDay} times today, and not again: automations lead into each other in a circle.`;
  if (refused.length > 0) log.warn({ accountId: db.accountId, automation: automationId, refused: refused.length }, sentence);
  return { entered, refused, sentence };
}

async function eventsOf(db: AccountDb, actor: Actor, entrance: Entrance, { data }: Entering): Promise<EnteringEvents> {
  const told = { subjectType: 'automation', columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data'] as const };
  return {
    entered: await eventsFragment(db, actor, {
      ...told,
      kind: automationEntered,
      rows: enteringRows(entrance, { ...data, version: entrance.version }),
      columns: ['id', ...told.columns],
    }),
    refused: await eventsFragment(db, actor, {
      ...told,
      kind: automationRefused,
      rows: refusedRows(entrance, { reason: 'too_often_today', limit: entrance.map.perDay }),
    }),
    restarted:
      entrance.map.reentry === 'restart' || entrance.map.reentry === 'after_leaving'
        ? await eventsFragment(db, actor, { ...told, kind: automationLeft, rows: leavingRows('restarted') })
        : undefined,
  };
}

/** From here to the end of the transaction the map neither stops nor changes, and nobody else enters it. */
export async function openEntrance(db: AccountDb, automationId: number): Promise<Entrance | undefined> {
  return (await openEntrances(db, [automationId])).get(automationId);
}

/** The same for several maps; those that are not running are left out. */
export async function openEntrances(db: AccountDb, automationIds: readonly number[]): Promise<ReadonlyMap<number, Entrance>> {
  if (automationIds.length === 0) return new Map();
  await lockEntrances(db, automationIds);
  const { timeZone } = await accountSettings(db);
  const today = dayOf(db.now, timeZone);
  return new Map((await publishedEntrances(db, automationIds)).map((entrance) => [entrance.automationId, { ...entrance, today }]));
}

async function admitted(db: AccountDb, entrance: Entrance, { candidates, criteria, viewer }: Entering): Promise<Sql> {
  const { who } = entrance.map;
  if (!criteria && !who) return candidates;
  const selections: Sql[] = [];
  if (who) selections.push(await selectionOf(db, entrance, who, everyone));
  if (criteria) selections.push(await selectionOf(db, entrance, criteria, viewer ?? everyone));
  const rows = await candidatesAmong(db, candidates, selections);
  return candidatesOf(
    rows.map(({ record_id }) => record_id),
    rows.map(({ cause_id }) => cause_id),
  );
}

/** Whom criteria of a map select; only what these ask about is read to compile them. Throws where they no longer hold together. */
export async function selectionOf(db: AccountDb, { objectId }: Entrance, tree: unknown, viewer: Viewer): Promise<Sql> {
  const criteria = tree as Criteria;
  return matching(criteria, await criteriaContext(db, { objectId, viewer, criteria }));
}
