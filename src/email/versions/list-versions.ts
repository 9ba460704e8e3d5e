import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { usersOf } from '../../accounts/index.ts';
import { draftsOf, publishedVersionsOf } from '../queries/message-drafts.ts';
import { messageById } from '../queries/messages.ts';
import type { MessageVersion } from '../schema.ts';

/** What a message said before: as it was published, and before it was overwritten; the latest first. */
export async function listVersions(db: AccountDb, messageId: number): Promise<MessageVersion[]> {
  const message = await messageById(db, messageId);
  if (!message) throw notFound('message');
  const published = await publishedVersionsOf(db, messageId);
  const drafts = await draftsOf(db, messageId);
  const names = new Map((await usersOf(db)).map(({ id, name }) => [id, name]));
  const nameOf = (id: number | null): string | null => (id === null ? null : (names.get(id) ?? null));
  const versions = published.map((row): MessageVersion => ({
    at: `version-${row.version}`,
    version: row.version,
    savedAt: row.published_at.toISOString(),
    savedBy: nameOf(row.published_by),
    subject: row.subject,
    letters: row.letters,
    isCurrent: row.version === message.published_version,
    canBeRestored: row.has_source,
  }));
  const kept = drafts.map((row): MessageVersion => ({
    at: `draft-${row.revision}`,
    version: null,
    savedAt: row.saved_at.toISOString(),
    savedBy: nameOf(row.saved_by),
    subject: null,
    letters: 0,
    isCurrent: false,
    canBeRestored: true,
  }));
  return [...versions, ...kept].toSorted((one, other) => other.savedAt.localeCompare(one.savedAt));
}
