import { sql, type AccountDb } from '../../app/db.ts';
import { watches } from '../rules/watches.ts';
import type { Transfer } from '../rules/transfers.ts';
import { completeMap, type AutomationMap } from '../schema.ts';

export type Status = 'draft' | 'published' | 'paused';

export interface AutomationRow {
  id: number;
  object_id: number;
  name: string;
  status: Status;
  draft: AutomationMap;
  revision: number;
  version: number | null;
  published_revision: number | null;
  created_at: Date;
  updated_at: Date;
}

const AUTOMATION = sql`a.id, a.object_id, a.name, a.status, a.draft, a.revision, a.version, a.published_revision, a.created_at, a.updated_at`;

/** Every map; rules stand in a list of their own. */
export async function allAutomations(db: AccountDb): Promise<(AutomationRow & { standing: number; failed: number; entered: number })[]> {
  return db.many(
    sql`select ${AUTOMATION}, p.standing, p.failed, coalesce(e.entered, 0)::bigint as entered
        from automations a
        left join lateral (
          select count(*) filter (where p.state <> 'failed') as standing, count(*) filter (where p.state = 'failed') as failed
          from positions p where p.account_id = ${db.accountId} and p.automation_id = a.id) p on true
        left join lateral (
          select sum(f.records) as entered from automation_flows f
          where f.account_id = ${db.accountId} and f.automation_id = a.id and f.step_id = 0) e on true
        where a.account_id = ${db.accountId} and a.form = 'map' and a.deleted_at is null
        order by a.updated_at desc, a.id desc`,
  );
}

/** What maps are called, without counting who stands on them. */
export async function automationNames(db: AccountDb): Promise<Pick<AutomationRow, 'id' | 'object_id' | 'name'>[]> {
  return db.many(
    sql`select a.id, a.object_id, a.name from automations a
        where a.account_id = ${db.accountId} and a.form = 'map' and a.deleted_at is null order by a.id`,
    'automations.names',
  );
}

/** Locked where it is about to be changed, so that two changes follow each other. */
export async function automationById(db: AccountDb, id: number, lock = false): Promise<AutomationRow | undefined> {
  const row = await db.maybeOne<AutomationRow>(
    sql`select ${AUTOMATION} from automations a
        where a.account_id = ${db.accountId} and a.id = ${id} and a.deleted_at is null ${lock ? sql`for update` : sql``}`,
  );
  return row && { ...row, draft: completeMap(row.draft) };
}

export async function insertAutomation(
  db: AccountDb,
  automation: { id: number; objectId: number; name: string; map: AutomationMap },
): Promise<void> {
  const { id, objectId, name, map } = automation;
  await db.run(
    sql`insert into automations (account_id, id, object_id, name, draft, created_at, updated_at)
        values (${db.accountId}, ${id}, ${objectId}, ${name}, ${JSON.stringify(map)}::jsonb, ${db.now}, ${db.now})`,
  );
}

/** `isPublished` says that the draft is, again, the map that runs. */
export async function updateDraft(
  db: AccountDb,
  id: number,
  change: { name: string; map: AutomationMap; isPublished: boolean },
): Promise<void> {
  await db.run(
    sql`update automations set name = ${change.name}, draft = ${JSON.stringify(change.map)}::jsonb, revision = revision + 1,
          published_revision = case when ${change.isPublished} then revision + 1 else published_revision end,
          updated_at = ${db.now}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function updateStatus(db: AccountDb, id: number, status: Status): Promise<void> {
  await db.run(sql`update automations set status = ${status}, updated_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`);
}

export async function markDeleted(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update automations set deleted_at = ${db.now}, status = 'paused' where account_id = ${db.accountId} and id = ${id}`);
}

export interface PublishedVersion {
  version: number;
  publishedBy: number | null;
  name: string;
  note: string;
  /** What becomes of people on steps it no longer has. */
  transfers: Readonly<Record<string, Transfer>>;
  /** The event that says it was published. */
  eventId: number;
}

/** Makes the draft the map that runs, under a new number. */
export async function insertVersion(db: AccountDb, automation: AutomationRow, published: PublishedVersion): Promise<void> {
  const { version, publishedBy, name, note, transfers, eventId } = published;
  await db.run(
    sql`insert into automation_versions (account_id, automation_id, version, map, watches, published_at, published_by, name, note,
          transfers, event_id)
        values (${db.accountId}, ${automation.id}, ${version}, ${JSON.stringify(automation.draft)}::jsonb, ${watches(automation.draft)}, ${db.now},
          ${publishedBy}, ${name}, ${note}, ${JSON.stringify(transfers)}::jsonb, ${eventId})`,
  );
  await db.run(
    sql`update automations set status = 'published', version = ${version}, published_revision = revision, updated_at = ${db.now}
        where account_id = ${db.accountId} and id = ${automation.id}`,
  );
}

/** The map published under each of these numbers. */
export async function publishedMaps(
  db: AccountDb,
  automationId: number,
  versions: readonly number[],
): Promise<{ version: number; map: AutomationMap; published_at: Date }[]> {
  const rows = await db.many<{ version: number; map: AutomationMap; published_at: Date }>(
    sql`select version, map, published_at from automation_versions
        where account_id = ${db.accountId} and automation_id = ${automationId} and version = any(${versions}::integer[])`,
    'automations.maps',
  );
  return rows.map((row) => ({ ...row, map: completeMap(row.map) }));
}

export interface DueAutomation {
  id: number;
  object_id: number;
  version: number;
  /** Given where nobody really moves: the map is tried out. */
  rehearsed?: Rehearsed;
}

/** A map under another id than its own, tried out with what is supposed of people. */
export interface Rehearsed {
  /** The map that is tried: records take the variants of its splits as they would there. */
  automationId: number;
  /** Of waits for criteria for which something is supposed: whether a record that has waited since then has met them by now. */
  waits: ReadonlyMap<number, (recordId: number, since: Date, now: Date) => boolean>;
}

export async function publishedAutomations(db: AccountDb): Promise<DueAutomation[]> {
  return db.many(
    sql`select a.id, a.object_id, a.version from automations a where a.account_id = ${db.accountId} and a.status = 'published' order by a.id`,
  );
}

/** Published maps on which somebody is due, the one after `last` first, so that each has its turn. */
export async function dueAutomations(db: AccountDb, last: number): Promise<DueAutomation[]> {
  return db.many(
    sql`select a.id, a.object_id, a.version from automations a
        cross join lateral (
          select from positions p
          where p.account_id = ${db.accountId} and p.automation_id = a.id and p.due_at <= ${db.now}
          order by p.due_at limit 1) due
        where a.account_id = ${db.accountId} and a.status = 'published'
        order by a.id <= ${last}, a.id`,
    'automations.due',
  );
}
