import { sql, type AccountDb } from '../../app/db.ts';
import type { ConsentMode } from '../schema.ts';

export interface SettingsRow {
  is_on: boolean;
  domains: string[];
  consent: ConsentMode;
  cookie_days: number;
  key_number: number;
  seen_at: Date | null;
  seen_address: string | null;
  refused_at: Date | null;
  refused_host: string | null;
}

/** Undefined for an account that has set nothing yet. */
export async function settingsRow(db: AccountDb): Promise<SettingsRow | undefined> {
  return db.maybeOne(
    sql`select s.is_on, s.domains, s.consent, s.cookie_days, s.key_number, s.seen_at, s.seen_address, s.refused_at, s.refused_host
        from visit_settings s where s.account_id = ${db.accountId}`,
    'visits.settings',
  );
}

export type KeptSettings = Pick<SettingsRow, 'is_on' | 'domains' | 'consent' | 'cookie_days' | 'key_number'>;

export async function saveSettings(db: AccountDb, kept: KeptSettings): Promise<void> {
  await db.run(
    sql`insert into visit_settings (account_id, is_on, domains, consent, cookie_days, key_number, updated_at)
        values (${db.accountId}, ${kept.is_on}, ${kept.domains}::text[], ${kept.consent}, ${kept.cookie_days}, ${kept.key_number}, ${db.now})
        on conflict (account_id) do update set is_on = excluded.is_on, domains = excluded.domains, consent = excluded.consent,
          cookie_days = excluded.cookie_days, key_number = excluded.key_number, updated_at = excluded.updated_at`,
  );
}

/** Notes that a page told of a visit, or that one did whose domain is not named. */
export async function noteSeen(db: AccountDb, seen: { address?: string | undefined; refusedHost?: string | undefined }): Promise<void> {
  await db.run(
    sql`update visit_settings set
          seen_at = case when ${seen.address ?? null}::text is null then seen_at else ${db.now} end,
          seen_address = coalesce(${seen.address ?? null}::text, seen_address),
          refused_at = case when ${seen.refusedHost ?? null}::text is null then refused_at else ${db.now} end,
          refused_host = coalesce(${seen.refusedHost ?? null}::text, refused_host)
        where account_id = ${db.accountId}`,
  );
}
