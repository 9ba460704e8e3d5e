import type { Database } from '../../app/db.ts';
import { insertCase } from '../queries/abuse.ts';
import { accountNamed } from '../rules/account-in-report.ts';

/** What somebody told of mail they did not want, by the public form or by a letter to the abuse address. */
export interface AbuseReport {
  source: 'form' | 'mail';
  reporter: string | null;
  about: string;
  text: string;
}

/**
 * Opens a case from a report. Where the letter itself was sent along, its Message-ID or links tell whose it is; whether that is true is the
 * operator's to say. Gives the number of the case.
 */
export async function reportAbuse(database: Database, { source, reporter, about, text }: AbuseReport): Promise<number> {
  const { accountId, deliveryId } = accountNamed(`${about}\n${text}`);
  const subject = about.slice(0, 300) || text.slice(0, 80);
  return database.system((db) => insertCase(db, { source, accountId, subject, report: text, reporter, deliveryId }, database.clock.now()));
}
