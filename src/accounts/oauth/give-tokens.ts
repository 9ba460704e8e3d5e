import type { AccountDb } from '../../app/db.ts';
import { hashOf, newToken } from '../identity/tokens.ts';
import { insertTokens } from '../queries/grants.ts';
import { APP_TOKEN, REFRESH_TOKEN } from '../rules/credentials.ts';
import { ACCESS_LASTS_MS, REFRESH_LASTS_MS } from '../rules/oauth.ts';

export interface Tokens {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  refresh_token: string;
  scope: string;
}

/** A new pair of tokens for a grant. Their hashes alone are kept. */
export async function giveTokens(db: AccountDb, grant: { id: number; scopes: readonly string[] }): Promise<Tokens> {
  const access = `${APP_TOKEN}${db.accountId}.${newToken()}`;
  const refresh = `${REFRESH_TOKEN}${db.accountId}.${newToken()}`;
  const after = (ms: number): Date => new Date(db.now.getTime() + ms);
  await insertTokens(db, grant.id, [
    { hash: hashOf(access), kind: 'access', expiresAt: after(ACCESS_LASTS_MS) },
    { hash: hashOf(refresh), kind: 'refresh', expiresAt: after(REFRESH_LASTS_MS) },
  ]);
  return {
    access_token: access,
    token_type: 'Bearer',
    expires_in: ACCESS_LASTS_MS / 1000,
    refresh_token: refresh,
    scope: grant.scopes.join(' '),
  };
}

/** The account that a token names behind its mark; 0, which is no account, when it has no such form. */
export const accountOfAppToken = (token: string): number => Number(/^qs[or]_(\d{1,15})\./.exec(token)?.[1] ?? 0);
