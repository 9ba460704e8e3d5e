import { backupStatus } from '../../app/backups/backup-status.ts';
import { route, type Route } from '../../app/http.ts';
import type { Database } from '../../app/db.ts';
import { installationOf } from '../identity/installation.ts';
import { installationSettings } from '../installation-settings.ts';
import { installationSmtp } from '../installation-smtp.ts';
import { presentLetter } from '../present.ts';
import { letters } from '../queries/installation.ts';
import { installationChangesSchema } from '../schema.ts';
import { updateInstallation } from '../update-installation.ts';

const LETTERS_SHOWN = 200;

export const operatorRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/operator/identity-mails',
    access: 'operator',
    summary: 'Letters about identity that could not be sent',
    handle: async ({ database }) => (await database.system((db) => letters(db, LETTERS_SHOWN))).map(presentLetter),
  }),
  route({
    method: 'GET',
    path: '/api/operator/installation',
    access: 'operator',
    summary: 'What the installation is set to',
    handle: ({ database }) => installation(database),
  }),
  route({
    method: 'GET',
    path: '/api/operator/backups',
    access: 'operator',
    summary: 'How the backups of this installation do',
    handle: ({ database }) => backupStatus(database, installationOf(database).backupDir),
  }),
  route({
    method: 'PATCH',
    path: '/api/operator/installation',
    access: 'operator',
    summary: 'Change what the installation is set to',
    body: installationChangesSchema,
    handle: async ({ database, body }) => {
      await updateInstallation(database, body);
      return installation(database);
    },
  }),
];

async function installation(database: Database) {
  const smtp = await installationSmtp(database);
  return {
    ...(await installationSettings(database)),
    smtp: smtp && { url: withoutPassword(smtp.url), from: smtp.from, isFromEnvironment: installationOf(database).smtpUrl !== undefined },
  };
}

function withoutPassword(smtpUrl: string): string {
  const url = new URL(smtpUrl);
  if (url.password) url.password = '***';
  return url.href;
}
