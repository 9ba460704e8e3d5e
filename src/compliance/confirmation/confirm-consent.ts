import type { AccountDb, Database } from '../../app/db.ts';
import { accountSettings, installationOf } from '../../accounts/index.ts';
import { PERMISSION_STATUS, recordById, type RecordRow } from '../../records/index.ts';
import { giveConsent } from '../give-consent.ts';
import { addressMark, readPermissionLink } from '../permission-links.ts';
import { confirmationOf } from '../queries/confirmations.ts';
import { inAccountOfLink } from '../preferences/in-account-of-link.ts';
import { requestConfirmation } from './request-confirmation.ts';

/** What a link of a confirmation meets: it waits, its time is over, or everything is confirmed already. */
export type ConfirmationState = 'open' | 'expired' | 'confirmed';

export interface ConfirmationMet {
  state: ConfirmationState;
  record: RecordRow;
  company: string;
  locale: string;
}

/** What stands behind a link of a confirmation; undefined for one that is not ours, or went to another address. Changes nothing. */
export async function confirmationMet(database: Database, token: string): Promise<ConfirmationMet | undefined> {
  return withConfirmation(database, token, async (_db, met) => met);
}

/** Confirms that the reader of the address wants mail, by the words they read. However often it is asked, the answer is the same; an expired link confirms nothing. */
export async function confirmConsent(
  database: Database,
  token: string,
  { wordsFor, ...from }: { ip: string; page: string; wordsFor: (met: ConfirmationMet) => string },
): Promise<ConfirmationMet | undefined> {
  return withConfirmation(database, token, async (db, met) => {
    if (met.state !== 'open') return met;
    const { object_id: objectId, id } = met.record;
    const evidence = wordsFor(met);
    await giveConsent(
      db,
      { type: 'contact', id: String(id) },
      { objectId, recordIds: [id], channel: 'email', how: 'link', evidence, ...from },
      'confirmed',
    );
    return { ...met, state: 'confirmed' };
  });
}

/** Sends the letter with the link once more, where its time was over. */
export async function askForConfirmationAgain(
  database: Database,
  token: string,
  from: { ip: string; page: string },
): Promise<ConfirmationMet | undefined> {
  return withConfirmation(database, token, async (db, met) => {
    const { object_id: objectId, id } = met.record;
    const set = { objectId, recordIds: [id], channel: 'email', how: 'link', ...from } as const;
    if (met.state === 'expired') await requestConfirmation(db, { type: 'contact', id: String(id) }, set, { status: null });
    return met;
  });
}

async function withConfirmation<T>(
  database: Database,
  token: string,
  work: (db: AccountDb, met: ConfirmationMet) => Promise<T>,
): Promise<T | undefined> {
  const target = readPermissionLink(installationOf(database).secretKey, token, 'confirm');
  if (!target) return undefined;
  return inAccountOfLink(database, target, async (db) => {
    const record = await recordById(db, target.objectId, target.recordId);
    if (!record?.email || addressMark(record.email) !== target.mark) return undefined;
    const asked = await confirmationOf(db, target.objectId, target.recordId);
    const { name: company, locale } = await accountSettings(db);
    if (asked) return work(db, { record, company, locale, state: asked.expires_at > db.now ? 'open' : 'expired' });
    return record.email_status === PERMISSION_STATUS.doubleOptIn ? work(db, { record, company, locale, state: 'confirmed' }) : undefined;
  });
}
