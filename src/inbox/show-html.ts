import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import { inboundMail } from '../email/index.ts';
import type { ConversationRow } from './queries/conversations.ts';
import { entryById } from './queries/entries.ts';
import { framedHtml } from './html/framed-html.ts';

/** A mail's HTML, ready for a frame in which nothing runs; pictures from elsewhere are left out until they are asked for. Refuses `not_found`. */
export async function showHtml(
  db: AccountDb,
  conversation: ConversationRow,
  { entryId, pictures }: { entryId: number; pictures: boolean },
): Promise<{ html: string; hasPictures: boolean }> {
  const entry = await entryById(db, conversation.id, entryId);
  const mail = entry?.inbound_id && entry.has_html ? await inboundMail(db, entry.inbound_id) : undefined;
  if (!mail?.html) throw notFound('mail');
  return framedHtml(mail.html, pictures);
}
