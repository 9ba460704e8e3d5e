import type { Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { knownScopes } from '../../app/scopes.ts';
import { installationOf } from '../identity/installation.ts';
import { appRow, touchApp, type AppRow } from '../queries/apps.ts';
import type { Authorization } from '../rules/apps.ts';
import { isOurResource, scopesOf, unnamedScopes } from '../rules/oauth.ts';
import { isRegistered, withAnswers } from '../rules/redirects.ts';
import { OAuthRefusal } from './oauth-refusal.ts';

export interface Asking {
  app: AppRow;
  redirectUri: string;
  scopes: string[];
  challenge: string;
}

/**
 * What an app asks a person for. Refuses with `app_unknown` and `redirect_unknown` what must not be sent anywhere, and with `app_asks_wrongly` whatever
 * else is wrong: its `details.redirectTo` is where the app hears of it.
 */
export async function readAuthorization(database: Database, request: Authorization): Promise<Asking> {
  const app = await database.system((db) => appRow(db, request.client_id ?? ''));
  if (!app)
    throw new Problem('app_unknown', 'No app with this client id is known here. Go back to the app and start again.', { status: 404 });
  const redirectUri = request.redirect_uri ?? '';
  if (!isRegistered(app.redirect_uris, redirectUri)) {
    throw new Problem('redirect_unknown', 'The app wants you to be sent to an address that it has not registered. Nothing was allowed.', {
      status: 400,
    });
  }
  try {
    const { baseUrl } = installationOf(database);
    const asking = { app, redirectUri, ...checkedParts(request, baseUrl) };
    const now = database.clock.now();
    await database.system((db) => touchApp(db, app.client_id, now));
    return asking;
  } catch (error) {
    if (!(error instanceof OAuthRefusal)) throw error;
    throw new Problem('app_asks_wrongly', `The app asks wrongly: ${error.message}`, {
      status: 400,
      details: { redirectTo: answerTo(database, request, { error: error.code, error_description: error.message }) },
    });
  }
}

function checkedParts(request: Authorization, baseUrl: string): Pick<Asking, 'scopes' | 'challenge'> {
  if (request.response_type !== 'code') throw new OAuthRefusal('unsupported_response_type', 'response_type must be code.');
  if (request.code_challenge_method !== 'S256' || !/^[\w-]{43}$/.test(request.code_challenge ?? '')) {
    throw new OAuthRefusal('invalid_request', 'PKCE is needed: a code_challenge with code_challenge_method S256.');
  }
  if ([request.resource ?? []].flat().some((resource) => !isOurResource(resource, baseUrl))) {
    throw new OAuthRefusal('invalid_target', 'The resource is not one of this installation.');
  }
  const known = knownScopes();
  const named = scopesOf(request.scope);
  const unknown = named.find((scope) => !known.includes(scope));
  if (unknown !== undefined) throw new OAuthRefusal('invalid_scope', `There is no scope “${unknown}”.`);
  return { scopes: named.length > 0 ? named : unnamedScopes(known), challenge: request.code_challenge! };
}

/** Where the app is answered: its address with the answer, its own `state`, and who answers (RFC 9207). */
export const answerTo = (database: Database, request: Authorization, answers: Readonly<Record<string, string>>): string =>
  withAnswers(request.redirect_uri ?? '', { ...answers, state: request.state, iss: installationOf(database).baseUrl });
