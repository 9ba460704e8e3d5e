import type { AccountDb } from '../app/db.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { inboundMail, mailReceived } from '../email/index.ts';
import { inboundOfBatch } from './queries/arrivals.ts';
import { receiveMail } from './receive-mail.ts';

/** Puts the mails of one batch, which people wrote, into their conversations. */
export async function followMail(db: AccountDb, batchId: number, _kinds: readonly string[], ids: NextIds): Promise<void> {
  for (const { inbound_id: inboundId, event_id: causeId } of await inboundOfBatch(db, batchId, mailReceived.kind)) {
    const mail = await inboundMail(db, inboundId);
    if (mail) await receiveMail(db, ids, { mail, causeId });
  }
}
