import { sql, type AccountDb, type Database } from '../../app/db.ts';
import { scoreSettingsSchema, type ScoreSettings } from '../rules/score-settings.ts';

export type SweepWhy = 'model' | 'time';

export interface ScoreRow {
  id: number;
  object_id: number;
  field_id: number;
  band_field_id: number;
  name: string;
  settings: ScoreSettings;
  revision: number;
  /** The lines whose events are counted anew by the sweep under way. */
  recount: number[];
  sweep_why: SweepWhy | null;
  sweep_after: number;
  sweep_done: number;
  sweep_total: number;
  sweep_stopped: boolean;
  sweep_at: Date | number;
  swept_day: string | null;
  updated_at: Date;
}

const SCORE = sql`s.id, s.object_id, s.field_id, s.band_field_id, s.name, s.settings, s.revision, s.recount, s.sweep_why, s.sweep_after,
  s.sweep_done, s.sweep_total, s.sweep_stopped, s.sweep_at, s.swept_day, s.updated_at`;

const complete = (row: ScoreRow): ScoreRow => ({ ...row, settings: scoreSettingsSchema.parse(row.settings) });

export async function allScores(db: AccountDb): Promise<ScoreRow[]> {
  const rows = await db.many<ScoreRow>(
    sql`select ${SCORE} from scores s where s.account_id = ${db.accountId} and s.deleted_at is null order by s.id`,
    'leads.all-scores',
  );
  return rows.map(complete);
}

/** Every score, locked in order of id: whoever changes what records earned holds them, so that nothing is counted twice or missed. */
export async function lockedScores(db: AccountDb): Promise<ScoreRow[]> {
  const rows = await db.many<ScoreRow>(
    sql`select ${SCORE} from scores s where s.account_id = ${db.accountId} and s.deleted_at is null order by s.id for update`,
    'leads.locked-scores',
  );
  return rows.map(complete);
}

export async function scoreById(db: AccountDb, id: number, lock = false): Promise<ScoreRow | undefined> {
  const row = await db.maybeOne<ScoreRow>(
    sql`select ${SCORE} from scores s
        where s.account_id = ${db.accountId} and s.id = ${id} and s.deleted_at is null ${lock ? sql`for update` : sql``}`,
  );
  return row && complete(row);
}

export async function insertScore(
  db: AccountDb,
  score: { id: number; objectId: number; fieldId: number; bandFieldId: number; name: string; settings: ScoreSettings },
): Promise<void> {
  await db.run(
    sql`insert into scores (account_id, id, object_id, field_id, band_field_id, name, settings, created_at, updated_at)
        values (${db.accountId}, ${score.id}, ${score.objectId}, ${score.fieldId}, ${score.bandFieldId}, ${score.name},
          ${JSON.stringify(score.settings)}::jsonb, ${db.now}, ${db.now})`,
  );
}

export async function updateScoreRow(db: AccountDb, id: number, change: { name: string; settings: ScoreSettings }): Promise<void> {
  await db.run(
    sql`update scores set name = ${change.name}, settings = ${JSON.stringify(change.settings)}::jsonb, revision = revision + 1,
          updated_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function markScoreDeleted(db: AccountDb, id: number): Promise<void> {
  await db.run(
    sql`update scores set deleted_at = ${db.now}, sweep_why = null, sweep_at = 'infinity' where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** Begins a sweep over all records from the first, one under way included; the named lines are counted anew on the way. */
export async function beginSweep(
  db: AccountDb,
  id: number,
  sweep: { why: SweepWhy; day: string; total: number; recount: readonly number[] },
): Promise<void> {
  await db.run(
    sql`update scores set sweep_why = ${sweep.why}, sweep_after = 0, sweep_done = 0, sweep_total = ${sweep.total}, sweep_stopped = false,
          swept_day = ${sweep.day}::date, recount = ${JSON.stringify(sweep.recount)}::jsonb
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function moveSweep(db: AccountDb, id: number, after: number, done: number): Promise<void> {
  await db.run(
    sql`update scores set sweep_after = ${after}, sweep_done = sweep_done + ${done} where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** `next` is when the next sweep begins by itself; undefined for never. */
export async function endSweep(db: AccountDb, id: number, done: number, next: Date | undefined): Promise<void> {
  await db.run(
    sql`update scores set sweep_why = null, sweep_after = 0, sweep_done = sweep_done + ${done}, recount = '[]',
          sweep_at = coalesce(${next ?? null}::timestamptz, 'infinity') where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** Has the next sweep begin at the latest then. */
export async function sweepBy(db: AccountDb, id: number, at: Date): Promise<void> {
  await db.run(sql`update scores set sweep_at = ${at} where account_id = ${db.accountId} and id = ${id} and sweep_at > ${at}`);
}

export async function setSweepStopped(db: AccountDb, id: number, isStopped: boolean): Promise<void> {
  await db.run(sql`update scores set sweep_stopped = ${isStopped} where account_id = ${db.accountId} and id = ${id}`);
}

/** The score whose sweep is under way or due, locked; one that somebody else is sweeping is left to them. */
export async function scoreToSweep(db: AccountDb): Promise<ScoreRow | undefined> {
  const row = await db.maybeOne<ScoreRow>(
    sql`select ${SCORE} from scores s
        where s.account_id = ${db.accountId} and s.deleted_at is null and not s.sweep_stopped
          and (s.sweep_why is not null or s.sweep_at <= ${db.now})
        order by s.sweep_at, s.id limit 1 for update skip locked`,
  );
  return row && complete(row);
}

export async function accountsToSweep(database: Database, now: Date): Promise<number[]> {
  const rows = await database.system((db) => db.many<{ account_id: number }>(sql`select account_id from scores_to_sweep(${now})`));
  return rows.map(({ account_id }) => account_id);
}
