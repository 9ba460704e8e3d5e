import type { AccountDb, Database } from '../../app/db.ts';
import { eventKinds } from '../../app/registry.ts';
import { publish } from '../../app/live.ts';
import { changesWithTime, type Criteria } from '../../criteria/index.ts';
import { happenings } from '../../ledger/index.ts';
import { countLiving, nextStretch } from '../../records/index.ts';
import { countedEvents, earningDays, forgetCounted, insertCounted } from '../queries/earned.ts';
import { earnerRows, nextEarners, stretchRows } from '../queries/judging.ts';
import { beginSweep, endSweep, moveSweep, scoreToSweep, type ScoreRow } from '../queries/scores.ts';
import { beginOf, dayAfter, nextDecay } from '../rules/score.ts';
import { isCriteriaLine, isEventLine } from '../rules/score-settings.ts';
import { FOLLOWER } from './follow-scores.ts';
import { scoreTerms, type ScoreTerms } from './score-terms.ts';
import { settleScores } from './settle-scores.ts';

/** So many records are looked at in a transaction, whether their scores change or not. */
const STRETCH = 10_000;
/** How often lines are asked again that can come to hold by the passing of time alone, beside every midnight. */
const AGAIN_MS = 3_600_000;

/**
 * Looks one stretch of records through for a score whose sweep is under way or due: after the model has changed, when points decay, when time
 * itself may have changed what holds. Gives how much it did; 0 when no score of the account is due.
 */
export async function sweepScores(database: Database, accountId: number): Promise<number> {
  return database.account(accountId, async (db) => {
    const due = await scoreToSweep(db);
    if (!due) return 0;
    const terms = await scoreTerms(db, { objectId: due.object_id, settings: due.settings });
    const score = due.sweep_why ? due : await begin(db, due, terms);
    return 1 + (await sweepStretch(db, score, terms));
  });
}

async function begin(db: AccountDb, score: ScoreRow, terms: ScoreTerms): Promise<ScoreRow> {
  await beginSweep(db, score.id, { why: 'time', day: terms.today, total: 0, recount: [] });
  return { ...score, sweep_why: 'time', sweep_after: 0, sweep_done: 0, swept_day: terms.today };
}

async function sweepStretch(db: AccountDb, score: ScoreRow, terms: ScoreTerms): Promise<number> {
  const after = score.sweep_after;
  const isAskedAgain = (await askedAgain(db, score)).length > 0;
  // When only points decay, nobody else's score can change.
  const ofEarners = score.sweep_why === 'time' && !isAskedAgain;
  const { upTo, count } = ofEarners
    ? await nextEarners(db, score.id, after, STRETCH)
    : await nextStretch(db, score.object_id, after, STRETCH);
  const stretch = { after, upTo };
  if (score.sweep_why === 'model') await recount(db, score, terms, stretch);
  const among = ofEarners ? earnerRows(db.accountId, score.id, stretch) : stretchRows(db.accountId, score.object_id, stretch);
  if (count > 0) await settleScores(db, score, terms, { among, because: score.sweep_why ?? 'time' });
  if (count < STRETCH) await endSweep(db, score.id, count, await nextSweep(db, score, terms, isAskedAgain));
  else await moveSweep(db, score.id, upTo, count);
  publish(db, `scores/${score.id}`);
  return count;
}

/**
 * Counts the events of some lines anew from the ledger. What the follower has not read yet is left to it: it stands in the ledger already and
 * would count twice.
 */
async function recount(db: AccountDb, score: ScoreRow, terms: ScoreTerms, stretch: { after: number; upTo: number }): Promise<void> {
  const lines = score.settings.lines.filter(isEventLine);
  await forgetCounted(db, score.id, { ...stretch, recount: score.recount, lines: lines.map(({ id }) => id) });
  const counted = lines
    .filter(({ id }) => score.recount.includes(id))
    .flatMap((line) => {
      const kind = eventKinds().find((known) => known.kind === line.event);
      if (!kind) return [];
      const events = happenings(db, { kind, objectId: score.object_id, subjects: line.subject, records: stretch, readBy: FOLLOWER });
      return [countedEvents(line, events, terms.timeZone)];
    });
  await insertCounted(db, score.id, counted);
}

/** The lines that must be asked again as time passes. */
const askedAgain = async (db: AccountDb, { settings }: ScoreRow): Promise<unknown[]> =>
  changesWithTime(
    db,
    settings.lines.filter(isCriteriaLine).map(({ criteria }) => ({ criteria: criteria as Criteria })),
  );

/** When the next sweep begins by itself: reckoned from the day this one began, so that a midnight during it is made up for at once. */
async function nextSweep(db: AccountDb, score: ScoreRow, terms: ScoreTerms, isAskedAgain: boolean): Promise<Date | undefined> {
  const swept = score.swept_day ?? terms.today;
  const decays = nextDecay(await earningDays(db, score.id), swept, score.settings.decay);
  const times = decays === undefined ? [] : [beginOf(decays, terms.timeZone).getTime()];
  if (isAskedAgain) times.push(Math.min(db.now.getTime() + AGAIN_MS, beginOf(dayAfter(swept), terms.timeZone).getTime()));
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

/** Has every record's score worked out anew in the background, the events of the named lines being counted anew on the way. */
export async function sweepForModel(db: AccountDb, score: ScoreRow, recountedLines: readonly number[]): Promise<void> {
  const { today } = await scoreTerms(db, { objectId: score.object_id, settings: score.settings });
  const pending = score.sweep_why === 'model' ? score.recount : [];
  await beginSweep(db, score.id, {
    why: 'model',
    day: today,
    total: await countLiving(db, score.object_id),
    recount: [...new Set([...pending, ...recountedLines])],
  });
}

/** When, by the account's clock, points next decay; sweeps that only ask again are not waited for. */
export async function nextDecayOf(db: AccountDb, score: ScoreRow): Promise<Date | undefined> {
  if (!score.settings.decay || score.sweep_stopped) return undefined;
  const { timeZone, today } = await scoreTerms(db, { objectId: score.object_id, settings: { ...score.settings, lines: [] } });
  const day = nextDecay(await earningDays(db, score.id), today, score.settings.decay);
  return day === undefined ? undefined : beginOf(day, timeZone);
}
