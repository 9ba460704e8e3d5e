import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import { inboundAttachment } from '../email/index.ts';
import type { ConversationRow } from './queries/conversations.ts';
import { entryById } from './queries/entries.ts';

/** A file that came with a mail, to be saved and never shown: it is somebody else's. Refuses `not_found`. */
export async function openAttachment(
  db: AccountDb,
  conversation: ConversationRow,
  { entryId, position }: { entryId: number; position: number },
): Promise<{ headers: Record<string, string>; content: Buffer }> {
  const entry = await entryById(db, conversation.id, entryId);
  const file =
    entry?.inbound_id && entry.attachments.some((one) => one.position === position)
      ? await inboundAttachment(db, entry.inbound_id, position)
      : undefined;
  if (!file) throw notFound('file');
  const name = encodeURIComponent(file.name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    },
    content: file.content,
  };
}
