import type { Database } from '../app/db.ts';
import type { Identity } from '../app/http.ts';
import { notFound } from '../app/kernel/problem.ts';
import { deleteSession } from './queries/identity.ts';

/** Ends one of the caller's own sessions, wherever it is open. Refuses with `not_found` any other. */
export async function endSession(database: Database, identity: Identity, sessionId: string): Promise<void> {
  const ended = await database.system((db) => deleteSession(db, identity.id, sessionId));
  if (!ended) throw notFound('session');
}
