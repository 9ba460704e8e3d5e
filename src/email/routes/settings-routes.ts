import { route, type Route } from '../../app/http.ts';
import { invalid } from '../../app/kernel/problem.ts';
import type { AccountDb, Database } from '../../app/db.ts';
import { accountSettings, installationOf, type InstallationSmtp } from '../../accounts/index.ts';
import { presentMailSettings } from '../present.ts';
import { mailSettingsRow } from '../queries/settings.ts';
import { mailSettingsBody, type MailSettings } from '../schema.ts';
import { freeMailProblem } from '../rules/free-mail.ts';
import { sendTestLetter } from '../send-test-letter.ts';
import { refuseInsideServer } from '../smtp/refuse-inside-server.ts';
import { fallbackAddress, installationServer } from '../smtp/sender.ts';
import { updateMailSettings } from '../update-mail-settings.ts';

export const settingsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/mail-settings',
    access: 'right:settings.manage',
    summary: 'Show how mail is sent',
    async handle({ inAccount, database }) {
      const installation = await installationServer(database);
      return inAccount((db) => shown(db, database, installation));
    },
  }),
  route({
    method: 'PUT',
    path: '/api/mail-settings',
    access: 'right:settings.manage',
    summary: 'Set how mail is sent',
    body: mailSettingsBody,
    async handle({ inAccount, actor, database, body }) {
      const installation = await installationServer(database);
      const { kind } = await inAccount(accountSettings);
      await refuseInsideServer(database, { isOperator: kind === 'operator', host: body.smtpHost });
      refuseFreeMail(body.fromAddress, body.smtpHost || (installation ? new URL(installation.url).hostname : ''));
      return inAccount(async (db) => {
        await updateMailSettings(db, actor, database, body);
        return shown(db, database, installation);
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/mail-settings/test',
    access: 'right:settings.manage',
    scope: 'messages:send',
    summary: 'Send yourself a test letter',
    perMinute: 10,
    handle: ({ database, accountId, identity }) => sendTestLetter(database, accountId, { email: identity.email }),
  }),
];

async function shown(db: AccountDb, database: Database, installation: InstallationSmtp | undefined): Promise<MailSettings> {
  return presentMailSettings(await mailSettingsRow(db), {
    installationHasServer: installation !== undefined,
    fallbackAddress: fallbackAddress(db.accountId, installationOf(database).baseUrl, installation),
  });
}

/** Refuses with `free_mail_address` a sender's address that others will not take from the server named. */
function refuseFreeMail(fromAddress: string, smtpHost: string): void {
  const problem = fromAddress === '' ? undefined : freeMailProblem(fromAddress, smtpHost);
  if (problem) throw invalid('fromAddress', problem, 'free_mail_address');
}
