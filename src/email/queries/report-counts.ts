import { empty, join, raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import { OUTCOMES, type BroadcastRates, type Outcome, type ReportCounts } from '../rules/report-schema.ts';
import type { BroadcastRow } from './broadcasts.ts';

/** Whose letters are counted. */
export type ReportScope = { broadcastId: number } | { messageId: number };

const isSent = sql`d.status in ('sent', 'captured')`;
const isDelivered = sql`(${isSent} and d.bounced_at is null)`;

/** What each outcome means, of a letter `d`. Every count and every list of people is made of these. */
const OUTCOME_IS: Readonly<Record<Outcome, Sql>> = {
  waiting: sql`d.status in ('queued', 'sending')`,
  sent: isSent,
  delivered: isDelivered,
  deferred: sql`d.deferred_at is not null`,
  bounced: sql`d.bounced_at is not null`,
  failed: sql`d.status = 'failed'`,
  uncertain: sql`d.status = 'uncertain'`,
  cancelled: sql`d.status = 'cancelled'`,
  opened: sql`d.opened_at is not null`,
  machineOpened: sql`(d.machine_opened_at is not null and d.opened_at is null)`,
  unopened: sql`(${isDelivered} and d.opened_at is null and d.machine_opened_at is null)`,
  clicked: sql`d.clicked_at is not null`,
  machineClicked: sql`(d.machine_clicked_at is not null and d.clicked_at is null)`,
  replied: sql`d.replied_at is not null`,
  unsubscribed: sql`d.unsubscribed_at is not null`,
  complained: sql`d.complained_at is not null`,
};

const counted = (outcome: Outcome): Sql => sql`count(*) filter (where ${OUTCOME_IS[outcome]})::bigint`;

const COUNTS = sql`${counted('waiting')} as waiting, ${counted('sent')} as sent, ${counted('delivered')} as delivered, ${counted('deferred')} as deferred,
  ${counted('bounced')} as bounced, ${counted('failed')} as failed, ${counted('uncertain')} as uncertain, ${counted('cancelled')} as cancelled,
  ${counted('opened')} as opened, ${counted('machineOpened')} as "machineOpened", ${counted('unopened')} as unopened, ${counted('clicked')} as clicked,
  ${counted('machineClicked')} as "machineClicked", ${counted('replied')} as replied, ${counted('unsubscribed')} as unsubscribed,
  ${counted('complained')} as complained`;

/** The letters of a report, as a condition on `d`. */
const inScope = (db: AccountDb, scope: ReportScope): Sql =>
  'broadcastId' in scope
    ? sql`d.account_id = ${db.accountId} and d.broadcast_id = ${scope.broadcastId}`
    : sql`d.account_id = ${db.accountId} and d.message_id = ${scope.messageId}`;

export async function reportCounts(db: AccountDb, scope: ReportScope): Promise<ReportCounts> {
  return db.one(sql`select ${COUNTS} from deliveries d where ${inScope(db, scope)}`);
}

export async function countsByVariant(db: AccountDb, scope: ReportScope): Promise<(ReportCounts & { variant: number })[]> {
  return db.many(
    sql`select d.variant, ${COUNTS} from deliveries d where ${inScope(db, scope)} and d.variant is not null group by d.variant order by d.variant`,
  );
}

/** The domain of a letter's receiver: noted when it leaves. */
const domainOfLetter = sql`coalesce(d.domain, nullif(split_part(d.address, '@', 2), ''))`;

const SUMS = join(
  OUTCOMES.map((outcome) => sql`sum(c.${raw(`"${outcome}"`)})::bigint as ${raw(`"${outcome}"`)}`),
  ', ',
);

/** One line of a report's numbers: of all letters, or of those of one variant, of one version of a message, or to one domain. */
export interface ReportLine extends ReportCounts {
  of: 'all' | 'variant' | 'version' | 'domain';
  variant: number | null;
  message_id: number | null;
  version: number | null;
  domain: string | null;
}

/**
 * The numbers of a report, by everything they are told by, in one walk over its letters: at 400,000 letters a walk for each takes twice as long. Of
 * domains the largest `limit`.
 */
export async function reportLines(db: AccountDb, scope: ReportScope, limit: number): Promise<ReportLine[]> {
  return db.many(
    sql`with cells as materialized (
          select d.message_id, d.version, d.variant, case when d.status = 'cancelled' then null else ${domainOfLetter} end as domain,
            count(*)::bigint as letters, ${COUNTS}
          from deliveries d where ${inScope(db, scope)} group by 1, 2, 3, 4
        ), lines as (
          select case when grouping(c.message_id) = 0 then 'version' when grouping(c.variant) = 0 then 'variant'
              when grouping(c.domain) = 0 then 'domain' else 'all' end as of,
            c.variant, c.message_id, c.version, c.domain, sum(c.letters) as letters, ${SUMS}
          from cells c group by grouping sets ((), (c.variant), (c.message_id, c.version, c.variant), (c.domain))
        )
        select l.* from (select l.*, row_number() over (partition by l.of order by l.letters desc, l.domain) as place from lines l) l
        where l.of <> 'domain' or l.place <= ${limit} order by l.place`,
    'email.report-lines',
  );
}

/** How the arms of a test did, the letters of the test alone. */
export async function armCounts(
  db: AccountDb,
  { id, variants, last_test_letter: last }: Pick<BroadcastRow, 'id' | 'variants' | 'last_test_letter'>,
): Promise<{ delivered: number; opened: number; clicked: number }[]> {
  const rows = await db.many<{ variant: number; delivered: number; opened: number; clicked: number }>(
    sql`select d.variant, ${counted('delivered')} as delivered, count(*) filter (where ${isDelivered} and d.opened_at is not null)::bigint as opened,
          count(*) filter (where ${isDelivered} and d.clicked_at is not null)::bigint as clicked
        from deliveries d where d.account_id = ${db.accountId} and d.broadcast_id = ${id} and d.id <= ${last ?? 0} group by d.variant`,
  );
  return variants.map((_, variant) => {
    const { delivered, opened, clicked } = rows.find((row) => row.variant === variant) ?? { delivered: 0, opened: 0, clicked: 0 };
    return { delivered, opened, clicked };
  });
}

/** How many people followed each link of each version. */
export async function clicksByLink(
  db: AccountDb,
  scope: ReportScope,
): Promise<{ message_id: number; version: number; variant: number | null; link: number; people: number }[]> {
  return db.many(
    sql`select d.message_id, d.version, d.variant, l.link, count(*)::bigint as people
        from deliveries d cross join lateral unnest(d.clicked_links) l(link)
        where ${inScope(db, scope)} and d.clicked_at is not null group by d.message_id, d.version, d.variant, l.link`,
  );
}

/** From which versions the letters were made. */
export async function versionsInScope(
  db: AccountDb,
  scope: ReportScope,
): Promise<{ message_id: number; version: number; variant: number | null; links: string[] }[]> {
  return db.many(
    sql`select s.message_id, s.version, s.variant, v.links
        from (select distinct d.message_id, d.version, d.variant from deliveries d where ${inScope(db, scope)}) s
        join message_versions v on v.account_id = ${db.accountId} and v.message_id = s.message_id and v.version = s.version
        order by s.variant nulls first, s.version desc limit 50`,
  );
}

/** The links of versions, by message and version. */
export async function linksOfVersions(
  db: AccountDb,
  versions: readonly { message_id: number; version: number }[],
): Promise<{ message_id: number; version: number; links: string[] }[]> {
  return db.many(
    sql`select v.message_id, v.version, v.links
        from unnest(${versions.map((each) => each.message_id)}::bigint[], ${versions.map(({ version }) => version)}::integer[]) s(message_id, version)
        join message_versions v on v.account_id = ${db.accountId} and v.message_id = s.message_id and v.version = s.version`,
  );
}

export async function reasonsOf(
  db: AccountDb,
  scope: ReportScope,
): Promise<{ outcome: 'bounced' | 'failed' | 'cancelled' | 'deferred'; reason: string; count: number }[]> {
  return db.many(
    sql`select r.outcome, r.reason, count(*)::bigint as count from (
          select case when d.bounced_at is not null then 'bounced' when d.status in ('failed', 'cancelled') then d.status else 'deferred' end as outcome,
            coalesce(case when d.bounced_at is not null then d.bounce_class else d.reason end, 'unknown') as reason
          from deliveries d where ${inScope(db, scope)} and (d.bounced_at is not null or d.status in ('failed', 'cancelled')
            or (d.deferred_at is not null and d.status = 'queued'))
        ) r group by r.outcome, r.reason order by count(*) desc, r.reason`,
  );
}

/** What became of several broadcasts, side by side. */
export async function ratesOf(db: AccountDb, broadcastIds: readonly number[]): Promise<ReadonlyMap<number, BroadcastRates>> {
  const rows = await db.many<BroadcastRates & { broadcast_id: number }>(
    sql`select d.broadcast_id, ${counted('delivered')} as delivered, ${counted('opened')} as opened, ${counted('machineOpened')} as "machineOpened",
          ${counted('clicked')} as clicked, ${counted('unsubscribed')} as unsubscribed, ${counted('complained')} as complained,
          ${counted('bounced')} as bounced, ${counted('replied')} as replied
        from deliveries d where d.account_id = ${db.accountId} and d.broadcast_id = any(${broadcastIds}::bigint[]) group by d.broadcast_id`,
  );
  return new Map(rows.map(({ broadcast_id, ...rates }) => [broadcast_id, rates]));
}

export interface LetterBehind {
  id: number;
  object_id: number;
  record_id: number;
  address: string | null;
  at: Date | null;
  detail: string | null;
}

/** When an outcome came about, and what more there is to say of it. */
const AT: Readonly<Record<Outcome, Sql>> = {
  waiting: sql`d.due_at`,
  sent: sql`d.sent_at`,
  delivered: sql`d.sent_at`,
  deferred: sql`d.deferred_at`,
  bounced: sql`d.bounced_at`,
  failed: sql`d.queued_at`,
  uncertain: sql`d.queued_at`,
  cancelled: sql`d.queued_at`,
  opened: sql`d.opened_at`,
  machineOpened: sql`d.machine_opened_at`,
  unopened: sql`d.sent_at`,
  clicked: sql`d.clicked_at`,
  machineClicked: sql`d.machine_clicked_at`,
  replied: sql`d.replied_at`,
  unsubscribed: sql`d.unsubscribed_at`,
  complained: sql`d.complained_at`,
};

/** Of these it is said why. */
const TOLD_WITH_REASON: readonly Outcome[] = ['bounced', 'failed', 'cancelled', 'uncertain', 'deferred'];

/** The letters behind a number, the latest queued first; of links, `links` are the numbers of the one asked for by version. */
export async function lettersBehind(
  db: AccountDb,
  scope: ReportScope,
  asked: {
    outcome: Outcome;
    variant?: number | undefined;
    domain?: string | undefined;
    reason?: string | undefined;
    links?: readonly { message_id: number; version: number; link: number }[] | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<LetterBehind[]> {
  const { outcome, variant, domain, reason, links, before, limit } = asked;
  const detail = outcome === 'bounced' ? sql`d.bounce_class` : sql`d.reason`;
  const ofVariant = variant === undefined ? empty : sql`and d.variant = ${variant}`;
  const ofDomain = domain === undefined ? empty : sql`and ${domainOfLetter} = ${domain}`;
  const ofReason = reason === undefined ? empty : sql`and coalesce(${detail}, 'unknown') = ${reason}`;
  const ofLinks =
    links === undefined
      ? empty
      : sql`and exists (select from unnest(${links.map((each) => each.message_id)}::bigint[], ${links.map(({ version }) => version)}::integer[],
              ${links.map(({ link }) => link)}::smallint[]) l(message_id, version, link)
            where l.message_id = d.message_id and l.version = d.version and l.link = any(d.clicked_links))`;
  const older = before === undefined ? empty : sql`and d.id < ${before}`;
  return db.many(
    sql`select d.id, d.object_id, d.record_id, d.address, ${AT[outcome]} as at,
          ${TOLD_WITH_REASON.includes(outcome) ? detail : sql`null`} as detail
        from deliveries d
        where ${inScope(db, scope)} and ${OUTCOME_IS[outcome]} ${ofVariant} ${ofDomain} ${ofReason} ${ofLinks} ${older}
        order by d.id desc limit ${limit}`,
  );
}
