import { sql, type AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvents } from '../../ledger/index.ts';
import { mailRefused } from '../events.ts';
import type { MailRequest } from '../permit-mail.ts';
import type { VerdictRow } from './verdict.ts';

/** One event for each refused letter. */
export async function recordRefusals(db: AccountDb, actor: Actor, refused: readonly VerdictRow[], request: MailRequest): Promise<void> {
  if (refused.length === 0) return;
  await recordEvents(db, actor, {
    kind: mailRefused,
    subjectType: 'email',
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
    rows: sql`select ${request.objectId}::integer as object_id, refused.record_id, ${request.messageId ?? null}::bigint as subject_id, refused.cause_id,
        jsonb_build_object('reason', refused.reason, 'purpose', ${request.purpose}::text) as data
      from unnest(${refused.map((row) => row.record_id)}::bigint[], ${refused.map((row) => row.cause_id)}::bigint[],
        ${refused.map((row) => row.reason)}::text[]) refused(record_id, cause_id, reason)`,
  });
}
