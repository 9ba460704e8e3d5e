import type { PersonalData } from '../../app/kernel/domain.ts';
import { forgetMails, mailsOfRecord } from '../queries/inbound-mails.ts';

/** What a person wrote by mail, and what came back of letters to them. That something came, and of what kind, outlives an erasure. */
export const inboundMails: PersonalData = {
  label: 'Mail that came from you, or back from your mailbox',
  export: async (db, objectId, recordId) =>
    (await mailsOfRecord(db, objectId, recordId)).map((row) => ({
      kind: row.kind,
      receivedAt: row.received_at.toISOString(),
      from: row.from_address,
      to: row.to_address,
      subject: row.subject,
      text: row.text,
      reason: row.diagnostic,
    })),
  erase: forgetMails,
};
