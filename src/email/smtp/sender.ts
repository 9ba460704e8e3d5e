import type { AccountDb, Database } from '../../app/db.ts';
import { accountSettings, installationOf, installationSmtp, usersOf, type InstallationSmtp } from '../../accounts/index.ts';
import { mailSettingsRow, type MailSettingsRow } from '../queries/settings.ts';
import { unsealPassword } from './sealing.ts';
import { serverOfUrl, type SmtpServer } from './transport.ts';

/** Who an account's letters come from, and which server takes them; without a server they stay in the Outbox. */
export interface Sender {
  fromName: string;
  fromAddress: string;
  replyTo: string;
  server: SmtpServer | undefined;
  /** Whether the server is one the account itself has named. */
  isOwnServer: boolean;
}

/** The installation's server, asked for before the account's transaction. */
export const installationServer = (database: Database): Promise<InstallationSmtp | undefined> => installationSmtp(database);

/** The sender of the account of this transaction: what its Settings say, and what they leave open from the installation. */
export async function senderOf(db: AccountDb, database: Database, installation: InstallationSmtp | undefined): Promise<Sender> {
  const settings = await mailSettingsRow(db);
  const account = await accountSettings(db);
  const owner = (await usersOf(db)).find(({ id }) => id === account.ownerUserId);
  const { secretKey, baseUrl } = installationOf(database);
  return {
    fromName: settings.from_name || account.name,
    fromAddress: settings.from_address || fallbackAddress(db.accountId, baseUrl, installation),
    replyTo: settings.reply_to || (settings.from_address ? '' : (owner?.email ?? '')),
    server: serverOf(settings, secretKey, installation),
    isOwnServer: settings.smtp_host !== '',
  };
}

/** Where letters come from while the account has named no address of its own. */
export const fallbackAddress = (accountId: number, baseUrl: string, installation: InstallationSmtp | undefined): string =>
  installation?.from ?? `noreply+${accountId}@${new URL(baseUrl).hostname}`;

function serverOf(settings: MailSettingsRow, secretKey: string, installation: InstallationSmtp | undefined): SmtpServer | undefined {
  if (!settings.smtp_host) return installation ? serverOfUrl(installation.url) : undefined;
  return {
    host: settings.smtp_host,
    port: settings.smtp_port,
    security: settings.smtp_security,
    user: settings.smtp_user,
    password: settings.smtp_password_sealed ? (unsealPassword(secretKey, settings.smtp_password_sealed) ?? '') : '',
  };
}
