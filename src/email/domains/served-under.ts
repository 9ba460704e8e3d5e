import type { Database } from '../../app/db.ts';
import { isTrackingHost } from '../queries/sending-domains.ts';

/** Under a tracking host there is what letters lead to, and nothing else: links, their pages, pictures. */
const PATHS = ['/e/', '/p/', '/f/'];

/** What is served under a host that stands in letters; undefined for one that does not. */
export async function servedUnder(database: Database, host: string): Promise<readonly string[] | undefined> {
  return (await database.system((db) => isTrackingHost(db, host))) ? PATHS : undefined;
}
