import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { draftOf } from '../queries/message-drafts.ts';
import { messageById, type VersionSource, versionOf } from '../queries/messages.ts';

/** What stood in a message at `version-3` or `draft-17`. Refuses with `not_found` what is not known any more. */
export async function sourceAt(db: AccountDb, messageId: number, at: string): Promise<VersionSource> {
  if (!(await messageById(db, messageId))) throw notFound('message');
  const number = Number(at.slice(at.indexOf('-') + 1));
  const source = at.startsWith('version')
    ? (await versionOf(db, messageId, number))?.source
    : (await draftOf(db, messageId, number))?.source;
  if (!source) throw notFound('version');
  return source;
}
