import { sql, type AccountDb } from '../../app/db.ts';
import type { Pace, STREAMS, TRANSPORT_KINDS, WarmUp } from '../rules/transport-schema.ts';
import type { SMTP_SECURITIES } from '../schema.ts';

export interface TransportRow {
  id: number;
  name: string;
  kind: (typeof TRANSPORT_KINDS)[number];
  stream: (typeof STREAMS)[number];
  smtp_host: string;
  smtp_port: number;
  smtp_security: (typeof SMTP_SECURITIES)[number];
  smtp_user: string;
  smtp_password_sealed: string | null;
  connections: number;
  pace: Pace | null;
  warm_up: WarmUp | null;
  is_active: boolean;
  tested_at: Date | null;
}

const TRANSPORT = sql`t.id, t.name, t.kind, t.stream, t.smtp_host, t.smtp_port, t.smtp_security, t.smtp_user, t.smtp_password_sealed,
  t.connections, t.pace, t.warm_up, t.is_active, t.tested_at`;

/** The transports that letters leave by, the first made first. */
export async function activeTransports(db: AccountDb): Promise<TransportRow[]> {
  return db.many(
    sql`select ${TRANSPORT} from mail_transports t where t.account_id = ${db.accountId} and t.is_active order by t.id`,
    'email.active-transports',
  );
}
