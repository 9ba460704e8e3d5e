import type { Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { createAccount } from './create-account.ts';
import { limitTries } from './identity/limits.ts';
import { makeProvenPerson, requireGoodCredentials } from './identity/people.ts';
import { openSession, type Visit } from './identity/sessions.ts';
import { hashOf, sameSecret } from './identity/tokens.ts';
import { insertOperator, isSetUp, readSetting, takeSetting, writeSetting } from './queries/installation.ts';
import type { SetUp } from './schema.ts';
import { SET_UP_TOKEN } from './setup-link.ts';

/**
 * Takes over an empty installation by its set-up link: the caller becomes operator, and owner of the first account, without
 * verification, and is signed in. Gives the account and the session's token. Refuses with `link_invalid` any link but the last one
 * shown, and every link once it was used.
 */
export async function setUp(database: Database, visit: Visit, input: SetUp): Promise<{ accountId: number; token: string }> {
  await limitTries(database, 'token', { ip: visit.ip });
  const tokenHash = hashOf(input.token);
  const kept = await database.system(async (db) => ((await isSetUp(db)) ? undefined : readSetting<string>(db, SET_UP_TOKEN)));
  if (!sameSecret(tokenHash, kept ?? '')) throw voidLink();
  requireGoodCredentials(input);
  if (!(await database.system((db) => takeSetting(db, SET_UP_TOKEN, tokenHash)))) throw voidLink();
  try {
    return await takeOver(database, visit, input);
  } catch (error) {
    await database.system((db) => writeSetting(db, SET_UP_TOKEN, tokenHash, database.clock.now()));
    throw error;
  }
}

async function takeOver(database: Database, visit: Visit, input: SetUp): Promise<{ accountId: number; token: string }> {
  const identityId = await makeProvenPerson(database, input);
  const { accountId } = await createAccount(database, {
    name: input.companyName,
    kind: 'operator',
    newcomer: true,
    timeZone: input.timeZone,
    currency: input.currency,
    owner: { identityId, name: input.name, email: input.email },
    also: async (db) => {
      await insertOperator(db, identityId, database.clock.now());
      await writeSetting(db, 'hosting', input.hosting, database.clock.now());
    },
  });
  return { accountId, token: await openSession(database, identityId, visit) };
}

const voidLink = (): Problem =>
  new Problem('link_invalid', 'This set-up link was used or replaced. Start Quayside again to see a new one, or sign in if it is set up.');
