import { sql, type AccountDb, type Queries } from '../../app/db.ts';

export interface AppRow {
  client_id: string;
  account_id: number | null;
  name: string;
  home_page: string | null;
  redirect_uris: string[];
  secret_hash: string | null;
  created_at: Date;
}

const APP = sql`a.client_id, a.account_id, a.name, a.home_page, a.redirect_uris, a.secret_hash, a.created_at`;

export async function insertApp(db: Queries, app: AppRow): Promise<void> {
  await db.run(
    sql`insert into oauth_apps (client_id, account_id, name, home_page, redirect_uris, secret_hash, created_at, last_used_at)
        values (${app.client_id}, ${app.account_id}, ${app.name}, ${app.home_page}, ${app.redirect_uris}, ${app.secret_hash},
          ${app.created_at}, ${app.created_at})`,
  );
}

export async function appRow(db: Queries, clientId: string): Promise<AppRow | undefined> {
  return db.maybeOne<AppRow>(sql`select ${APP} from oauth_apps a where a.client_id = ${clientId}`, 'accounts.app');
}

/** The apps that people of this account registered. */
export async function appRows(db: AccountDb): Promise<AppRow[]> {
  return db.many<AppRow>(sql`select ${APP} from oauth_apps a where a.account_id = ${db.accountId} order by a.created_at, a.client_id`);
}

/** One of them, kept from being changed by others until this transaction ends. */
export async function ownAppRow(db: AccountDb, clientId: string): Promise<AppRow | undefined> {
  return db.maybeOne<AppRow>(
    sql`select ${APP} from oauth_apps a where a.account_id = ${db.accountId} and a.client_id = ${clientId} for update`,
  );
}

export async function updateApp(db: AccountDb, app: AppRow): Promise<void> {
  await db.run(
    sql`update oauth_apps set name = ${app.name}, home_page = ${app.home_page}, redirect_uris = ${app.redirect_uris},
          secret_hash = ${app.secret_hash}
        where account_id = ${db.accountId} and client_id = ${app.client_id}`,
  );
}

/** Takes an app of this account away, and with it what every grant of it opens. */
export async function deleteApp(db: AccountDb, clientId: string): Promise<boolean> {
  return (await db.run(sql`delete from oauth_apps where account_id = ${db.accountId} and client_id = ${clientId}`)) > 0;
}

/** Lets go of apps that registered themselves so long ago and never again did anything. */
export async function deleteIdleApps(db: Queries, before: Date): Promise<void> {
  await db.run(sql`delete from oauth_apps where account_id is null and last_used_at < ${before}`);
}

/** Notes that somebody was asked for an app, or that it came for tokens. */
export async function touchApp(db: Queries, clientId: string, now: Date): Promise<void> {
  await db.run(
    sql`update oauth_apps set last_used_at = ${now}
        where client_id = ${clientId} and last_used_at < ${now}::timestamptz - interval '1 day'`,
  );
}
