import type { MailboxRow } from '../queries/inbound-mailboxes.ts';
import type { InboundMailRow } from '../queries/inbound-mails.ts';
import type { InboundLine, InboundMailbox } from '../rules/inbound-schema.ts';

export const presentMailbox = (row: MailboxRow): InboundMailbox => ({
  id: row.id,
  name: row.name,
  purpose: row.purpose,
  address: row.address,
  host: row.host,
  port: row.port,
  security: row.security,
  userName: row.user_name,
  folder: row.folder,
  isPaused: row.is_paused,
  fetchedAt: row.fetched_at?.toISOString() ?? null,
  problem: row.problem,
});

export const presentInboundLine = (row: InboundMailRow): InboundLine => ({
  id: row.id,
  kind: row.kind,
  receivedAt: row.received_at.toISOString(),
  from: row.from_address === null ? null : { address: row.from_address, name: row.from_name ?? '' },
  subject: row.subject,
  bounceClass: row.bounce_class,
  diagnostic: row.diagnostic,
  record: row.object_id === null || row.record_id === null ? null : { objectId: row.object_id, id: row.record_id },
  deliveryId: row.delivery_id,
});
