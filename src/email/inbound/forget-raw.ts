import type { Database } from '../../app/db.ts';
import { forgetRawMails } from '../queries/inbound-mails.ts';

/** How long the raw text of a mail is kept, for looking into what was understood of it. */
const KEPT_MS = 30 * 86_400_000;
const AT_ONCE = 500;

/** Drops the raw text of older mails, a few hundred at a time. */
export async function forgetRaw(database: Database, stopping: AbortSignal): Promise<void> {
  const before = new Date(database.clock.now().getTime() - KEPT_MS);
  let forgotten = AT_ONCE;
  while (forgotten === AT_ONCE && !stopping.aborted) forgotten = await database.system((db) => forgetRawMails(db, before, AT_ONCE));
}
