import type { AccountDb } from '../../app/db.ts';
import { sentLately } from '../queries/receiver-paces.ts';
import { allTransports, type TransportRow } from '../queries/transports.ts';
import { warmUpLimit } from '../rules/pace.ts';
import type { MailTransport } from '../rules/transport-schema.ts';

/** The account's transports, with what has left by those that have limits. */
export async function listTransports(db: AccountDb): Promise<MailTransport[]> {
  const shown: MailTransport[] = [];
  for (const row of await allTransports(db)) {
    const sent = (await sentLately(db, row.id, [''])).get('');
    shown.push(presentTransport(row, sent?.sentDay ?? 0, db.now));
  }
  return shown;
}

const presentTransport = (row: TransportRow, sentToday: number, now: Date): MailTransport => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  stream: row.stream,
  smtpHost: row.smtp_host,
  smtpPort: row.smtp_port,
  smtpSecurity: row.smtp_security,
  smtpUser: row.smtp_user,
  hasPassword: row.smtp_password_sealed !== null,
  connections: row.connections,
  pace: row.pace,
  warmUp: row.warm_up,
  isActive: row.is_active,
  warmUpToday: row.warm_up && warmUpLimit(row.warm_up, now),
  sentToday,
});
