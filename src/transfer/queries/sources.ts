import { sql, type AccountDb, type SystemDb } from '../../app/db.ts';
import type { SourceSchedule } from '../rules/source-input.ts';
import type { ImportOptions, Target } from '../schema.ts';
import type { StoredReading } from './imports.ts';

export interface SourceRow {
  id: number;
  name: string;
  object_id: number;
  mapping: Target[];
  options: ImportOptions;
  reading: Partial<StoredReading>;
  columns: string[];
  permission: string;
  host: string;
  port: number;
  user_name: string;
  auth: 'password' | 'key';
  password_sealed: string | null;
  host_key: string | null;
  folder: string;
  pattern: string;
  when_done: 'leave' | 'move' | 'delete';
  done_folder: string | null;
  schedule: SourceSchedule;
  needs_encryption: boolean;
  needs_signature: boolean;
  sender_key: string | null;
  paused: boolean;
  next_at: Date | null;
  claimed_until: Date | null;
  failures: number;
  failure: string | null;
  last_at: Date | null;
  created_by: number;
}

const SOURCE = sql`s.id, s.name, s.object_id, s.mapping, s.options, s.reading, s.columns, s.permission, s.host, s.port, s.user_name, s.auth,
  s.password_sealed, s.host_key, s.folder, s.pattern, s.when_done, s.done_folder, s.schedule, s.needs_encryption, s.needs_signature,
  s.sender_key, s.paused, s.next_at, s.claimed_until, s.failures, s.failure, s.last_at, s.created_by`;

export type StoredSource = Omit<SourceRow, 'paused' | 'claimed_until' | 'failures' | 'failure' | 'last_at'>;

/** Writes a source, a new one or in the place of the one with its id; what it has failed at is forgotten. */
export async function writeSource(db: AccountDb, source: StoredSource): Promise<void> {
  const { mapping, options, reading, columns, schedule } = source;
  await db.run(
    sql`insert into import_sources (account_id, id, name, object_id, mapping, options, reading, columns, permission, host, port, user_name, auth,
          password_sealed, host_key, folder, pattern, when_done, done_folder, schedule, needs_encryption, needs_signature, sender_key, next_at,
          created_by, created_at)
        values (${db.accountId}, ${source.id}, ${source.name}, ${source.object_id}, ${JSON.stringify(mapping)}::jsonb,
          ${JSON.stringify(options)}::jsonb, ${JSON.stringify(reading)}::jsonb, ${JSON.stringify(columns)}::jsonb, ${source.permission},
          ${source.host}, ${source.port}, ${source.user_name}, ${source.auth}, ${source.password_sealed}, ${source.host_key}, ${source.folder},
          ${source.pattern}, ${source.when_done}, ${source.done_folder}, ${JSON.stringify(schedule)}::jsonb, ${source.needs_encryption},
          ${source.needs_signature}, ${source.sender_key}, ${source.next_at}, ${source.created_by}, ${db.now})
        on conflict (account_id, id) do update set name = excluded.name, object_id = excluded.object_id, mapping = excluded.mapping,
          options = excluded.options, reading = excluded.reading, columns = excluded.columns, permission = excluded.permission,
          host = excluded.host, port = excluded.port, user_name = excluded.user_name, auth = excluded.auth,
          password_sealed = excluded.password_sealed, host_key = excluded.host_key, folder = excluded.folder, pattern = excluded.pattern,
          when_done = excluded.when_done, done_folder = excluded.done_folder, schedule = excluded.schedule,
          needs_encryption = excluded.needs_encryption, needs_signature = excluded.needs_signature, sender_key = excluded.sender_key,
          next_at = excluded.next_at, created_by = excluded.created_by, failures = 0, failure = null`,
  );
}

export async function sourcesOf(db: AccountDb): Promise<SourceRow[]> {
  return db.many(sql`select ${SOURCE} from import_sources s where s.account_id = ${db.accountId} order by lower(s.name), s.id`);
}

export async function sourceById(db: AccountDb, id: number): Promise<SourceRow | undefined> {
  return db.maybeOne(sql`select ${SOURCE} from import_sources s where s.account_id = ${db.accountId} and s.id = ${id}`);
}

export async function deleteSource(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`delete from import_source_files where account_id = ${db.accountId} and source_id = ${id}`);
  await db.run(sql`delete from import_sources where account_id = ${db.accountId} and id = ${id}`);
}

/** The accounts in which a source is due, by their own clocks. */
export async function accountsWithDueSources(db: SystemDb, now: Date): Promise<number[]> {
  const rows = await db.many<{ account_id: number }>(
    sql`select account_id from accounts_with_due_sources(${now})`,
    'transfer.accounts-with-due-sources',
  );
  return rows.map(({ account_id }) => account_id);
}

/** Takes one source for a process until `until` (real time): the one named, or the one that is due longest. */
export async function claimSource(db: AccountDb, claim: { moment: Date; until: Date; id?: number }): Promise<number | undefined> {
  const which = claim.id === undefined ? sql`and not s.paused and s.next_at <= ${db.now}` : sql`and s.id = ${claim.id}`;
  const row = await db.maybeOne<{ id: number }>(
    sql`with due as (
          select s.id from import_sources s
          where s.account_id = ${db.accountId} ${which} and (s.claimed_until is null or s.claimed_until < ${claim.moment})
          order by s.next_at limit 1 for update skip locked)
        update import_sources s set claimed_until = ${claim.until} from due
        where s.account_id = ${db.accountId} and s.id = due.id returning s.id`,
    claim.id === undefined ? 'transfer.claim-source' : 'transfer.claim-this-source',
  );
  return row?.id;
}

export async function updateClaim(db: AccountDb, id: number, until: Date): Promise<void> {
  await db.run(sql`update import_sources set claimed_until = ${until} where account_id = ${db.accountId} and id = ${id}`);
}

/** What a time at the server came to, and when the next is. */
export async function updateFetched(
  db: AccountDb,
  id: number,
  outcome: { failures: number; failure: string | null; nextAt: Date; paused?: boolean },
): Promise<void> {
  const paused = outcome.paused ? sql`, paused = true` : sql``;
  await db.run(
    sql`update import_sources set failures = ${outcome.failures}, failure = ${outcome.failure}, next_at = ${outcome.nextAt},
          last_at = ${db.now}, claimed_until = null ${paused}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function updatePaused(db: AccountDb, id: number, paused: boolean, nextAt: Date): Promise<void> {
  await db.run(sql`update import_sources set paused = ${paused}, next_at = ${nextAt} where account_id = ${db.accountId} and id = ${id}`);
}

/** Remembers by which key a server is known; only the first time. */
export async function pinHostKey(db: AccountDb, id: number, hostKey: string): Promise<void> {
  await db.run(sql`update import_sources set host_key = ${hostKey} where account_id = ${db.accountId} and id = ${id} and host_key is null`);
}

/** When, by the account's clock, a source is next due. */
export async function nextSourceDue(db: AccountDb): Promise<Date | undefined> {
  const { due } = await db.one<{ due: Date | null }>(
    sql`select min(s.next_at) as due from import_sources s where s.account_id = ${db.accountId} and not s.paused`,
  );
  return due ?? undefined;
}
