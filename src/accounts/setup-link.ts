import type { Database } from '../app/db.ts';
import { hashOf, newToken } from './identity/tokens.ts';
import { isSetUp, writeSetting } from './queries/installation.ts';

export const SET_UP_TOKEN = 'set_up_token';

/**
 * The link whose holder becomes operator and owner of an empty installation; undefined once it is set up. Each call makes a new link
 * and voids the one before, so that the last one shown is the one that works.
 */
export async function setupLink(database: Database, baseUrl: string): Promise<string | undefined> {
  const token = newToken();
  const made = await database.system(async (db) => {
    if (await isSetUp(db)) return false;
    await writeSetting(db, SET_UP_TOKEN, hashOf(token), database.clock.now());
    return true;
  });
  return made ? `${baseUrl}/set-up?token=${token}` : undefined;
}
