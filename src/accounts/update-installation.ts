import type { Database } from '../app/db.ts';
import { invalid } from '../app/kernel/problem.ts';
import { SMTP_SETTING } from './installation-smtp.ts';
import { deleteSetting, writeSetting } from './queries/installation.ts';
import type { InstallationChanges } from './schema.ts';
import { smtpWorks } from './sign-up-door.ts';

/**
 * Changes what the installation as a whole is set to; null takes the mail server away. Refuses with `smtp_unreachable` a mail server
 * that does not let us in.
 */
export async function updateInstallation(database: Database, changes: InstallationChanges): Promise<void> {
  if (changes.smtp && !(await smtpWorks(changes.smtp.url))) {
    throw invalid(
      'smtp.url',
      'This mail server does not answer, or does not let us in. Check address, user and password.',
      'smtp_unreachable',
    );
  }
  const now = database.clock.now();
  await database.system(async (db) => {
    if (changes.smtp === null) await deleteSetting(db, SMTP_SETTING);
    if (changes.smtp) await writeSetting(db, SMTP_SETTING, changes.smtp, now);
    if (changes.minimumAge !== undefined) await writeSetting(db, 'minimum_age', changes.minimumAge, now);
    if (changes.termsVersion !== undefined) await writeSetting(db, 'terms_version', changes.termsVersion, now);
  });
}
