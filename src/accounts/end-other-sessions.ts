import type { Database } from '../app/db.ts';
import type { Identity } from '../app/http.ts';
import { deleteOtherSessions } from './queries/identity.ts';

/** Ends all of the caller's sessions but this one; gives how many there were. */
export async function endOtherSessions(database: Database, identity: Identity): Promise<number> {
  return database.system((db) => deleteOtherSessions(db, identity.id, identity.sessionId));
}
