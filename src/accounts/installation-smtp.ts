import type { Database } from '../app/db.ts';
import { installationOf } from './identity/installation.ts';
import { readSetting } from './queries/installation.ts';

export interface InstallationSmtp {
  /** `smtp://user:password@host:587`. */
  url: string;
  /** The address letters come from. */
  from: string;
}

export const SMTP_SETTING = 'smtp';

/** The installation's own mail server: the environment's, else the operator's setting; undefined while there is none. */
export async function installationSmtp(database: Database): Promise<InstallationSmtp | undefined> {
  const { smtpUrl, baseUrl } = installationOf(database);
  if (smtpUrl) return { url: smtpUrl, from: senderOf(smtpUrl, baseUrl) };
  return database.system((db) => readSetting<InstallationSmtp>(db, SMTP_SETTING));
}

/** Who the letters come from when nobody said: the server's own user where that is an address, else this host. */
function senderOf(smtpUrl: string, baseUrl: string): string {
  const user = decodeURIComponent(new URL(smtpUrl).username);
  return user.includes('@') ? user : `no-reply@${new URL(baseUrl).hostname}`;
}
