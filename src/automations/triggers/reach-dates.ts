import type { AccountDb, Database } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { accountSettings } from '../../accounts/index.ts';
import { criteriaContext, matching, type Criteria } from '../../criteria/index.ts';
import { eventsFragment, recordEvents } from '../../ledger/index.ts';
import { datesOf, type ReachedBy } from './dates-of.ts';
import { dateReached } from '../events.ts';
import { matchingAfter } from '../queries/entries.ts';
import {
  claimSchedule,
  continueSchedule,
  dateRows,
  finishSchedule,
  fixedDateRows,
  forgetOldDates,
  noteDates,
  type ScheduleRow,
} from '../queries/schedules.ts';
import { lastOccurrence, nextLook, nextOccurrence, type FieldDate, type FixedDate, type Window } from '../rules/dates.ts';

/** How long after its date a record is still brought, when nobody could look: after a longer stop a birthday letter would be out of place. */
export const CATCH_UP_DAYS = 7;
/** In a sandbox nothing is late: whatever its clock passes over, be it a year, is played. */
const CATCH_UP_DAYS_OF_SANDBOX = 366;
/** So many records are told of in one transaction. */
const BATCH = 20_000;
const DAY = 86_400_000;
/** A field that is away, or not copied yet, is looked for again after this time. */
const LOOK_AGAIN_MS = 60_000;

const COLUMNS = ['object_id', 'record_id', 'subject_id', 'data'] as const;

/**
 * Looks at the dates of one trigger of one published map, and tells the ledger of every record that has reached one since the last look: the event
 * `date.reached`, by which the record then enters, or reaches a goal, as by any other. Once for each record and date. Gives 0 when nothing was due.
 */
export async function reachDates(database: Database, accountId: number, limit = BATCH): Promise<number> {
  return database.account(accountId, async (db) => {
    const schedule = await claimSchedule(db);
    if (!schedule) return 0;
    const { settings } = schedule;
    await (settings.when === 'time'
      ? reachFixedDate(db, { schedule, settings, limit })
      : reachFieldDates(db, { schedule, settings, limit }));
    return 1;
  });
}

interface Look<Settings> {
  schedule: ScheduleRow;
  settings: Settings;
  limit: number;
}

async function windowOf(db: AccountDb, { done_until, until }: ScheduleRow): Promise<Window> {
  const end = until ?? db.now;
  const { kind } = await accountSettings(db);
  const days = kind === 'sandbox' ? CATCH_UP_DAYS_OF_SANDBOX : CATCH_UP_DAYS;
  return { since: new Date(Math.max(done_until.getTime(), end.getTime() - days * DAY)), until: end };
}

/** Everybody who matches comes when a fixed time comes; where it came more than once since, once. */
async function reachFixedDate(db: AccountDb, { schedule, settings, limit }: Look<FixedDate>): Promise<void> {
  const { timeZone } = await accountSettings(db);
  const window = await windowOf(db, schedule);
  const occurrence = lastOccurrence(settings, window, timeZone);
  if (occurrence) {
    const everybody = matching({ all: [] } as Criteria, await criteriaContext(db, { objectId: schedule.object_id, viewer: everyone }));
    const recordIds = await matchingAfter(db, everybody, { named: undefined, after: schedule.after_id, limit });
    await recordEvents(db, system, {
      kind: dateReached,
      subjectType: 'automation',
      rows: fixedDateRows(schedule, recordIds, occurrence),
      columns: COLUMNS,
    });
    if (recordIds.length === limit) return continueSchedule(db, schedule, window.until, recordIds.at(-1)!);
  }
  await finishSchedule(db, schedule, { doneUntil: window.until, dueAt: nextOccurrence(settings, window.until, timeZone) });
}

async function reachFieldDates(db: AccountDb, { schedule, settings, limit }: Look<FieldDate>): Promise<void> {
  const dates = await datesOf(db, schedule, settings);
  if (!dates) {
    const dueAt = new Date(db.now.getTime() + LOOK_AGAIN_MS);
    return finishSchedule(db, schedule, { doneUntil: schedule.done_until, dueAt });
  }
  const window = await windowOf(db, schedule);
  const { looked, lastId, reached } = await dates.within(window, { afterId: schedule.after_id, limit });
  await tellDates(db, schedule, reached);
  if (looked === limit) return continueSchedule(db, schedule, window.until, lastId);
  await forgetOldDates(db, schedule, new Date(db.now.getTime() - (CATCH_UP_DAYS_OF_SANDBOX + 2) * DAY));
  await finishSchedule(db, schedule, { doneUntil: window.until, dueAt: nextLook(settings, dates.isDay, window.until, dates.timeZone) });
}

async function tellDates(db: AccountDb, schedule: ScheduleRow, reached: readonly ReachedBy[]): Promise<void> {
  if (reached.length === 0) return;
  const told = await eventsFragment(db, system, {
    kind: dateReached,
    subjectType: 'automation',
    rows: dateRows(schedule),
    columns: COLUMNS,
  });
  await noteDates(db, schedule, reached, told);
}
