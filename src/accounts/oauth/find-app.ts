import type { Database } from '../../app/db.ts';
import { hashOf, sameSecret } from '../identity/tokens.ts';
import { appRow, touchApp, type AppRow } from '../queries/apps.ts';
import { OAuthRefusal } from './oauth-refusal.ts';

/** Compared with when there is no such app, so that a wrong id takes as long as a wrong secret. */
const NO_SECRET = hashOf('no app has this');

export interface AppCredentials {
  clientId: string | undefined;
  secret: string | undefined;
}

/** How an app says who it is: by HTTP Basic, or in the form. Refuses with `invalid_request` one that does both differently. */
export function appCredentialsOf(authorization: string | undefined, form: Readonly<Record<string, string | undefined>>): AppCredentials {
  const basic = /^Basic +(\S+)\s*$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) return { clientId: form.client_id, secret: form.client_secret };
  const [id = '', secret = ''] = splitOnce(Buffer.from(basic, 'base64').toString('utf8'));
  const clientId = decoded(id);
  if (form.client_secret !== undefined || (form.client_id !== undefined && form.client_id !== clientId)) {
    throw new OAuthRefusal('invalid_request', 'Say who the app is in one way: by HTTP Basic or in the form.');
  }
  return { clientId, secret: decoded(secret) };
}

/** The app, known by its secret where it has one. Refuses with `invalid_client`. */
export async function findApp(database: Database, { clientId, secret }: AppCredentials): Promise<AppRow> {
  const app = clientId === undefined ? undefined : await database.system((db) => appRow(db, clientId));
  const kept = app?.secret_hash;
  const isRight =
    app !== undefined && kept === null ? secret === undefined || secret === '' : sameSecret(hashOf(secret ?? ''), kept ?? NO_SECRET);
  if (!app || !isRight) throw new OAuthRefusal('invalid_client', 'There is no such app, or its secret is not right.');
  const now = database.clock.now();
  await database.system((db) => touchApp(db, app.client_id, now));
  return app;
}

function splitOnce(pair: string): [string, string] {
  const at = pair.indexOf(':');
  return at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

/** What stands in HTTP Basic is encoded like a form (RFC 6749, 2.3.1). */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
