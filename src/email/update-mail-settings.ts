import type { AccountDb, Database } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { installationOf } from '../accounts/index.ts';
import { recordEvent } from '../ledger/index.ts';
import { mailSettingsChanged } from './events.ts';
import { mailSettingsRow, writeMailSettings } from './queries/settings.ts';
import type { MailSettingsInput } from './schema.ts';
import { sealPassword } from './smtp/sealing.ts';

/** Sets who letters come from and which server takes them. A password is sealed; one that is not given stays, unless the server changes. */
export async function updateMailSettings(db: AccountDb, actor: Actor, database: Database, input: MailSettingsInput): Promise<void> {
  const before = await mailSettingsRow(db);
  const sameServer = before.smtp_host === input.smtpHost && before.smtp_user === input.smtpUser;
  const kept = sameServer ? before.smtp_password_sealed : null;
  await writeMailSettings(db, {
    from_name: input.fromName,
    from_address: input.fromAddress,
    reply_to: input.replyTo,
    smtp_host: input.smtpHost,
    smtp_port: input.smtpPort,
    smtp_security: input.smtpSecurity,
    smtp_user: input.smtpUser,
    smtp_password_sealed: input.smtpPassword ? sealPassword(installationOf(database).secretKey, input.smtpPassword) : kept,
    tested_at: null,
  });
  await recordEvent(db, actor, { kind: mailSettingsChanged });
}
