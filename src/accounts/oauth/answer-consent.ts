import type { Database } from '../../app/db.ts';
import type { Identity } from '../../app/http.ts';
import { invalid, Problem } from '../../app/kernel/problem.ts';
import { hashOf, newToken } from '../identity/tokens.ts';
import { nobodyWithoutAccount } from '../keys/nobody-without-account.ts';
import { insertCode } from '../queries/grants.ts';
import { userOfIdentity } from '../queries/users.ts';
import type { Consent } from '../rules/apps.ts';
import { CODE_LASTS_MS } from '../rules/oauth.ts';
import { answerTo, readAuthorization } from './read-authorization.ts';

/**
 * Gives the address at which the app hears what the person decided: with a code that is good once and for a minute, or that they refused. Refuses with
 * `account_not_found` an account in which they have no seat, and with `scope_not_asked` more than the app asked for.
 */
export async function answerConsent(database: Database, identity: Identity, consent: Consent): Promise<{ redirectTo: string }> {
  const asking = await readAuthorization(database, consent.request);
  if (consent.decision === 'refuse') {
    const refusal = { error: 'access_denied', error_description: 'The person did not allow it.' };
    return { redirectTo: answerTo(database, consent.request, refusal) };
  }
  if (consent.scopes.some((scope) => !asking.scopes.includes(scope))) {
    throw invalid('scopes', 'The app has not asked for all of this.', 'scope_not_asked');
  }
  const code = `${consent.accountId}.${newToken()}`;
  const isKept = await nobodyWithoutAccount(
    database.account(consent.accountId, async (db) => {
      const userId = await userOfIdentity(db, identity.id);
      if (userId === undefined) return false;
      await insertCode(db, {
        hash: hashOf(code),
        clientId: asking.app.client_id,
        userId,
        redirectUri: asking.redirectUri,
        challenge: asking.challenge,
        scopes: consent.scopes,
        expiresAt: new Date(db.now.getTime() + CODE_LASTS_MS),
      });
      return true;
    }),
  );
  if (!isKept) throw new Problem('account_not_found', 'There is no such account, or you have no seat in it.', { status: 404 });
  return { redirectTo: answerTo(database, consent.request, { code }) };
}
