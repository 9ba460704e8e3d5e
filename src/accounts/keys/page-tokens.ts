import type { AccountDb, Database } from '../../app/db.ts';
import type { Caller } from '../../app/http.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { pageTokenCreated, pageTokenRevoked, pageTokenUpdated } from '../events.ts';
import { newToken } from '../identity/tokens.ts';
import { insertPageToken, revokePageTokenRow, touchPageToken, updatePageToken, workingPageToken } from '../queries/page-tokens.ts';
import { PAGE_TOKEN } from '../rules/credentials.ts';
import type { NewPageToken, PageTokenChanges } from '../rules/page-tokens.ts';
import { nobodyWithoutAccount } from './nobody-without-account.ts';

/** Makes a token that may stand in pages of these sites. It is kept as it is, since everybody may read it there. */
export async function createPageToken(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { userId, ...input }: NewPageToken & { userId: number },
): Promise<{ id: number; token: string }> {
  const id = await ids('page_token', 1);
  const token = `${PAGE_TOKEN}${db.accountId}.${newToken().slice(0, 32)}`;
  await insertPageToken(db, { id, token, createdBy: userId, ...input });
  await recordEvent(db, actor, { kind: pageTokenCreated, subject: { type: 'page_token', id }, data: { origins: input.origins } });
  return { id, token };
}

/** Changes its name or its sites, from the next call on. Refuses with `not_found`. */
export async function changePageToken(db: AccountDb, actor: Actor, id: number, changes: PageTokenChanges): Promise<void> {
  if (!(await updatePageToken(db, { id, name: changes.name ?? null, origins: changes.origins ?? null })))
    throw notFound('publishable token');
  const data = changes.origins === undefined ? {} : { origins: changes.origins };
  await recordEvent(db, actor, { kind: pageTokenUpdated, subject: { type: 'page_token', id }, data });
}

/** Ends it at once. Refuses with `not_found`. */
export async function revokePageToken(db: AccountDb, actor: Actor, id: number): Promise<void> {
  if (!(await revokePageTokenRow(db, id))) throw notFound('publishable token');
  await recordEvent(db, actor, { kind: pageTokenRevoked, subject: { type: 'page_token', id } });
}

/**
 * The page that calls with a publishable token. Refuses with `page_token_invalid`, and with `page_token_elsewhere` a page of a site that the token does not
 * name, or what is no page.
 */
export async function callerOfPage(database: Database, token: string, origin: string | undefined): Promise<Caller> {
  const accountId = Number(/^qsp_(\d{1,15})\./.exec(token)?.[1] ?? 0);
  const found = await nobodyWithoutAccount(
    database.account(accountId, async (db) => {
      const row = await workingPageToken(db, token);
      if (row?.stale) await touchPageToken(db, row.id);
      return row;
    }),
  );
  if (!found) throw new Problem('page_token_invalid', 'There is no such publishable token, or it has been revoked.', { status: 401 });
  if (origin === undefined || !found.origins.includes(origin)) {
    const where = origin === undefined ? 'This call came from no page' : `This call came from ${origin.slice(0, 200)}`;
    throw new Problem('page_token_elsewhere', `${where}, and the token is for pages of ${found.origins.join(', ')} alone.`, {
      status: 403,
    });
  }
  return {
    identity: { id: '', sessionId: '', email: '', isOperator: false },
    byCookie: false,
    page: { accountId, tokenId: found.id, origin },
  };
}
