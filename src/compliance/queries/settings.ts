import { sql, type AccountDb } from '../../app/db.ts';
import type { ConfirmationReview, DoubleOptIn } from '../rules/settings-schema.ts';

export interface PermissionSettingsRow {
  double_opt_in: DoubleOptIn;
  confirm_days: number;
  confirmation_message_id: number | null;
  confirmation_review: ConfirmationReview;
  confirmation_note: string | null;
  most_a_day: number | null;
  most_a_week: number | null;
  offers_frequency: boolean;
  offers_pause: boolean;
  correctable_fields: number[];
}

const STANDARD_SETTINGS: PermissionSettingsRow = {
  double_opt_in: 'off',
  confirm_days: 14,
  confirmation_message_id: null,
  confirmation_review: 'standard',
  confirmation_note: null,
  most_a_day: null,
  most_a_week: null,
  offers_frequency: true,
  offers_pause: true,
  correctable_fields: [],
};

/** What the account has set of permission, or the defaults. */
export async function permissionSettingsRow(db: AccountDb): Promise<PermissionSettingsRow> {
  const row = await db.maybeOne<PermissionSettingsRow>(
    sql`select ps.double_opt_in, ps.confirm_days, ps.confirmation_message_id, ps.confirmation_review, ps.confirmation_note, ps.most_a_day,
          ps.most_a_week, ps.offers_frequency, ps.offers_pause, ps.correctable_fields
        from permission_settings ps where ps.account_id = ${db.accountId}`,
    'compliance.settings',
  );
  return row ?? STANDARD_SETTINGS;
}

export async function writePermissionSettings(db: AccountDb, row: PermissionSettingsRow): Promise<void> {
  await db.run(
    sql`insert into permission_settings (account_id, double_opt_in, confirm_days, confirmation_message_id, confirmation_review, confirmation_note,
          most_a_day, most_a_week, offers_frequency, offers_pause, correctable_fields, updated_at)
        values (${db.accountId}, ${row.double_opt_in}, ${row.confirm_days}, ${row.confirmation_message_id}, ${row.confirmation_review},
          ${row.confirmation_note}, ${row.most_a_day}, ${row.most_a_week}, ${row.offers_frequency}, ${row.offers_pause},
          ${row.correctable_fields}::integer[], ${db.now})
        on conflict (account_id) do update set double_opt_in = excluded.double_opt_in, confirm_days = excluded.confirm_days,
          confirmation_message_id = excluded.confirmation_message_id, confirmation_review = excluded.confirmation_review,
          confirmation_note = excluded.confirmation_note, most_a_day = excluded.most_a_day, most_a_week = excluded.most_a_week,
          offers_frequency = excluded.offers_frequency, offers_pause = excluded.offers_pause,
          correctable_fields = excluded.correctable_fields, updated_at = excluded.updated_at`,
  );
}
