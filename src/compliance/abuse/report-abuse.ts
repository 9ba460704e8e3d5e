import type { AccountDb, Database } from '../../app/db.ts';
import { insertCase, type NewCase } from '../queries/abuse.ts';
import { REPORT_LONGEST } from '../rules/abuse-schema.ts';
import { accountNamed } from '../rules/account-in-report.ts';
import { openCase } from './open-case.ts';

/** What somebody told of mail they did not want, by the public form or by a letter to the abuse address. */
export interface AbuseReport {
  source: 'form' | 'mail';
  reporter: string | null;
  about: string;
  text: string;
  /** The mail as it came, where a letter may be shown that the text does not quote. */
  raw?: string | undefined;
}

/**
 * Opens a case from a report. Where the letter itself was sent along, its Message-ID or links tell whose it is; whether that is true is the
 * operator's to say. Gives the number of the case.
 */
export async function reportAbuse(database: Database, report: AbuseReport): Promise<number> {
  return database.system((db) => insertCase(db, caseOf(report), database.clock.now()));
}

/** The same from a mail that is being written down: the case is there with the mail, or not at all. */
export const reportAbuseByMail = (db: AccountDb, report: Omit<AbuseReport, 'source'>): Promise<number> =>
  openCase(db, caseOf({ ...report, source: 'mail' }));

function caseOf({ source, reporter, about, text, raw = '' }: AbuseReport): NewCase {
  const { accountId, deliveryId } = accountNamed(`${about}\n${text}\n${raw}`);
  const subject = about.slice(0, 300) || text.slice(0, 80);
  return { source, accountId, subject, report: text.slice(0, REPORT_LONGEST), reporter, deliveryId };
}
