import { sql, type AccountDb } from '../../app/db.ts';
import type { Document } from '../../documents/index.ts';
import type { LetterSender } from '../schema.ts';

/** A message nobody chooses from: what was typed to one person. */
export async function insertHiddenMessage(
  db: AccountDb,
  message: { id: number; objectId: number; purpose: string; subject: string; body: Document; reply_to: string; sender: LetterSender },
): Promise<void> {
  await db.run(
    sql`insert into messages (account_id, id, object_id, name, purpose, subject, body, reply_to, sender, hidden_at, created_at, updated_at)
        values (${db.accountId}, ${message.id}, ${message.objectId}, ${message.subject.slice(0, 100)}, ${message.purpose}, ${message.subject},
          ${JSON.stringify(message.body)}::jsonb, ${message.reply_to}, ${JSON.stringify(message.sender)}::jsonb, ${db.now}, ${db.now}, ${db.now})`,
  );
}
