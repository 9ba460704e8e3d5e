import { sql, type AccountDb } from '../../app/db.ts';
import type { SMTP_SECURITIES } from '../schema.ts';

export interface MailSettingsRow {
  from_name: string;
  from_address: string;
  reply_to: string;
  smtp_host: string;
  smtp_port: number;
  smtp_security: (typeof SMTP_SECURITIES)[number];
  smtp_user: string;
  smtp_password_sealed: string | null;
  tested_at: Date | null;
}

const UNSET: MailSettingsRow = {
  from_name: '',
  from_address: '',
  reply_to: '',
  smtp_host: '',
  smtp_port: 587,
  smtp_security: 'starttls',
  smtp_user: '',
  smtp_password_sealed: null,
  tested_at: null,
};

export async function mailSettingsRow(db: AccountDb): Promise<MailSettingsRow> {
  const row = await db.maybeOne<MailSettingsRow>(
    sql`select s.from_name, s.from_address, s.reply_to, s.smtp_host, s.smtp_port, s.smtp_security, s.smtp_user, s.smtp_password_sealed,
          s.tested_at
        from mail_settings s where s.account_id = ${db.accountId}`,
    'email.settings',
  );
  return row ?? UNSET;
}

export async function writeMailSettings(db: AccountDb, row: MailSettingsRow): Promise<void> {
  await db.run(
    sql`insert into mail_settings (account_id, from_name, from_address, reply_to, smtp_host, smtp_port, smtp_security, smtp_user,
          smtp_password_sealed, tested_at, updated_at)
        values (${db.accountId}, ${row.from_name}, ${row.from_address}, ${row.reply_to}, ${row.smtp_host}, ${row.smtp_port},
          ${row.smtp_security}, ${row.smtp_user}, ${row.smtp_password_sealed}, ${row.tested_at}, ${db.now})
        on conflict (account_id) do update set from_name = excluded.from_name, from_address = excluded.from_address,
          reply_to = excluded.reply_to, smtp_host = excluded.smtp_host, smtp_port = excluded.smtp_port,
          smtp_security = excluded.smtp_security, smtp_user = excluded.smtp_user, smtp_password_sealed = excluded.smtp_password_sealed,
          tested_at = excluded.tested_at, updated_at = excluded.updated_at`,
  );
}

/** Notes that the server took a letter with the settings as they stand. */
export async function markTested(db: AccountDb): Promise<void> {
  await db.run(sql`update mail_settings set tested_at = ${db.now} where account_id = ${db.accountId}`);
}
