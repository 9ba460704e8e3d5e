import type { Database } from '../app/db.ts';
import type { Identity } from '../app/http.ts';
import { userSignedOut } from './events.ts';
import { recordForIdentity } from './identity/sessions.ts';
import { deleteSession } from './queries/identity.ts';

/** Ends the session of this request. */
export async function signOut(database: Database, identity: Identity): Promise<void> {
  const ended = await database.system((db) => deleteSession(db, identity.id, identity.sessionId));
  if (ended) await recordForIdentity(database, identity.id, userSignedOut);
}
