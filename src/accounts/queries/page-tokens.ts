import { sql, type AccountDb } from '../../app/db.ts';

export interface PageTokenRow {
  id: number;
  name: string;
  token: string;
  origins: string[];
  created_at: Date;
  last_used_at: Date | null;
}

const PAGE_TOKEN = sql`id, name, token, origins, created_at, last_used_at`;

export async function pageTokenRows(db: AccountDb): Promise<PageTokenRow[]> {
  return db.many<PageTokenRow>(
    sql`select ${PAGE_TOKEN} from page_tokens where account_id = ${db.accountId} and revoked_at is null order by id`,
  );
}

export async function insertPageToken(
  db: AccountDb,
  token: Pick<PageTokenRow, 'id' | 'name' | 'token' | 'origins'> & { createdBy: number },
): Promise<void> {
  await db.run(
    sql`insert into page_tokens (account_id, id, name, token, origins, created_by, created_at)
        values (${db.accountId}, ${token.id}, ${token.name}, ${token.token}, ${token.origins}, ${token.createdBy}, ${db.now})`,
  );
}

/** Changes what is given; false when there is none such that still works. */
export async function updatePageToken(
  db: AccountDb,
  token: { id: number; name: string | null; origins: string[] | null },
): Promise<boolean> {
  const changed = await db.run(
    sql`update page_tokens set name = coalesce(${token.name}, name), origins = coalesce(${token.origins}, origins)
        where account_id = ${db.accountId} and id = ${token.id} and revoked_at is null`,
  );
  return changed > 0;
}

export async function revokePageTokenRow(db: AccountDb, id: number): Promise<boolean> {
  const revoked = await db.run(
    sql`update page_tokens set revoked_at = ${db.now} where account_id = ${db.accountId} and id = ${id} and revoked_at is null`,
  );
  return revoked > 0;
}

export async function workingPageToken(db: AccountDb, token: string): Promise<(PageTokenRow & { stale: boolean }) | undefined> {
  return db.maybeOne(
    sql`select ${PAGE_TOKEN}, coalesce(last_used_at < ${db.now}::timestamptz - interval '1 minute', true) as stale
        from page_tokens where account_id = ${db.accountId} and token = ${token} and revoked_at is null`,
    'accounts.page-token',
  );
}

/** Notes that a token was used; for this minute that is enough. */
export async function touchPageToken(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update page_tokens set last_used_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`);
}
