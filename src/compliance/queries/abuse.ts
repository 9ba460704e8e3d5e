import { sql, type Queries } from '../../app/db.ts';
import type { CaseSource, CaseState } from '../rules/abuse-schema.ts';

export interface NewCase {
  source: CaseSource;
  accountId: number | null;
  subject: string;
  report: string | null;
  reporter: string | null;
  deliveryId: number | null;
}

export interface CaseRow {
  id: number;
  source: CaseSource;
  account_id: number | null;
  state: CaseState;
  subject: string;
  report: string | null;
  reporter: string | null;
  delivery_id: number | null;
  opened_at: Date;
  decided_at: Date | null;
  decided_by: string | null;
  note: string | null;
  is_strike: boolean;
}

const CASE = sql`c.id, c.source, c.of_account as account_id, c.state, c.subject, c.report, c.reporter, c.delivery_id, c.opened_at, c.decided_at, c.decided_by, c.note,
  c.is_strike`;

// Cases belong to the operator, who sees all accounts: the table has no wall, and is reached from these statements alone.

export async function insertCase(db: Queries, opened: NewCase, at: Date): Promise<number> {
  const { id } = await db.one<{ id: number }>(
    sql`insert into abuse_cases (source, of_account, subject, report, reporter, delivery_id, opened_at)
        values (${opened.source}, ${opened.accountId}, ${opened.subject}, ${opened.report}, ${opened.reporter}, ${opened.deliveryId}, ${at})
        returning id`,
  );
  return id;
}

export async function caseRows(db: Queries, state: CaseState | undefined, limit: number): Promise<CaseRow[]> {
  const chosen = state === undefined ? sql`` : sql`where c.state = ${state}`;
  return db.many(sql`select ${CASE} from abuse_cases c ${chosen} order by c.id desc limit ${limit}`);
}

export async function caseRow(db: Queries, id: number): Promise<CaseRow | undefined> {
  return db.maybeOne(sql`select ${CASE} from abuse_cases c where c.id = ${id}`);
}

export async function decideCaseRow(
  db: Queries,
  id: number,
  decision: { state: CaseState; accountId: number | null; by: string; note: string; isStrike: boolean; at: Date },
): Promise<void> {
  await db.run(
    sql`update abuse_cases set state = ${decision.state}, of_account = ${decision.accountId}, decided_at = ${decision.at}, decided_by = ${decision.by},
          note = ${decision.note}, is_strike = ${decision.isStrike} where id = ${id}`,
  );
}

/** How many confirmed reports count against an account. */
export async function strikesOf(db: Queries, accountId: number): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*)::bigint as count from abuse_cases c where c.of_account = ${accountId} and c.is_strike`,
  );
  return count;
}

/** Forgets the words and addresses of reporters of cases decided before a time. */
export async function forgetReporters(db: Queries, before: Date): Promise<number> {
  return db.run(
    sql`update abuse_cases set report = null, reporter = null where decided_at < ${before} and (report is not null or reporter is not null)`,
  );
}

export interface StandingRow {
  account_id: number;
  name: string;
  mode: 'practising' | 'live';
  kind: string;
  sent: number;
  hard_bounces: number;
  complaints: number;
  stops: { channel: 'email' | 'sms' | 'all'; reason: string; cause: string; at: string }[] | null;
  per_hour: number | null;
  held_imports: number;
  confirmation_review: string | null;
  strikes: number;
}

/** How the mail of every account does since a day: counts alone. */
export async function mailStandings(db: Queries, since: string): Promise<StandingRow[]> {
  return db.many(
    sql`select s.account_id, s.name, s.mode, s.kind, s.sent, s.hard_bounces, s.complaints, s.stops, s.per_hour, s.held_imports,
          s.confirmation_review, (select count(*) from abuse_cases c where c.of_account = s.account_id and c.is_strike)::bigint as strikes
        from mail_standings(${since}::date) s
        order by s.stops is null, s.confirmation_review is distinct from 'provisional', s.complaints desc, s.sent desc, s.account_id limit 500`,
  );
}
