import { raw, sql, type AccountDb } from '../../app/db.ts';

export interface ArchivedTable {
  name: string;
  /** What each row holds, without the account's number. */
  columns: string[];
}

/**
 * What an archive leaves out, and why: secrets that work in one installation only, and what lives no longer than the work it belongs to.
 * Every other table of an account is in it.
 */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  account_clocks: 'made with the account',
  automation_simulations: 'nothing stays of what they played; run them again',
  api_keys: 'secrets; make new ones',
  page_tokens: 'they open this installation alone; make new ones',
  oauth_apps: 'apps are known to one installation; register them again',
  oauth_grants: 'what people let apps do in one installation; connect them again',
  oauth_codes: 'secrets of a minute',
  oauth_tokens: 'secrets of apps',
  idempotency_keys: 'what programs were answered within a day',
  invitations: 'their links work in one installation only; invite again',
  webhook_secrets: 'secrets of one installation; make a new one',
  webhook_intake: 'what subscriptions are still to be told',
  sending_domains: 'their keys belong to one installation; add them again',
  sending_domain_keys: 'secrets of one installation',
  import_parts: 'files that were uploaded and not imported yet',
  import_originals: 'workbooks that were uploaded and not imported yet',
  import_waiting: 'cells of an import that is at work',
  import_rows: 'rows of an import that is at work',
};

/** Columns that are left out of a table that is not. */
export const LEFT_OUT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  mail_settings: ['smtp_password_sealed'],
  account_keys: ['private_sealed'],
  import_sources: ['password_sealed'],
  mail_transports: ['smtp_password_sealed'],
  inbound_mailboxes: ['password_sealed'],
  // One form of the installation has an address; the one it came from keeps it.
  forms: ['address'],
};

/** Every table that holds rows of accounts, with the columns it stores; partitioned ones as one. */
export async function tablesOfAccounts(db: AccountDb): Promise<ArchivedTable[]> {
  return db.many<ArchivedTable>(
    sql`select c.relname as name,
          (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname <> 'account_id') as columns
        from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and exists (select from pg_attribute k where k.attrelid = c.oid and k.attname = 'account_id' and k.atttypid = 'bigint'::regtype)
        order by c.relname`,
  );
}

/** The migrations that this database has run, oldest first. */
export async function migrationsRun(db: AccountDb): Promise<string[]> {
  return (await db.many<{ name: string }>(sql`select m.name from migrations m order by m.name`)).map(({ name }) => name);
}

/** Each row of a table as one line of JSON: no character that COPY would quote can stand in it. */
export const rowsStatement = (accountId: number, { name, columns }: ArchivedTable): string =>
  `copy (select row_to_json(x) from (select ${columns.map(quoted).join(', ')} from ${quoted(name)} where account_id = ${accountId}) x)
   to stdout (format csv, quote e'\\x01', delimiter e'\\x02')`;

/** Puts rows, given as a JSON array, into a table of this account. */
export async function insertRows(db: AccountDb, { name, columns }: ArchivedTable, rows: string): Promise<number> {
  const named = raw(columns.map(quoted).join(', '));
  return db.run(
    sql`insert into ${raw(quoted(name))} (account_id, ${named})
        select ${db.accountId}, ${named} from json_populate_recordset(null::${raw(quoted(name))}, ${rows}::json)`,
  );
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
