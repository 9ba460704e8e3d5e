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

/** Every transport, active or not. */
export async function allTransports(db: AccountDb): Promise<TransportRow[]> {
  return db.many(sql`select ${TRANSPORT} from mail_transports t where t.account_id = ${db.accountId} order by t.id`);
}

export async function transportById(db: AccountDb, id: number): Promise<TransportRow | undefined> {
  return db.maybeOne(sql`select ${TRANSPORT} from mail_transports t where t.account_id = ${db.accountId} and t.id = ${id}`);
}

export async function writeTransport(db: AccountDb, row: Omit<TransportRow, 'tested_at'>): Promise<void> {
  await db.run(
    sql`insert into mail_transports (account_id, id, name, kind, stream, smtp_host, smtp_port, smtp_security, smtp_user, smtp_password_sealed,
          connections, pace, warm_up, is_active, created_at, updated_at)
        values (${db.accountId}, ${row.id}, ${row.name}, ${row.kind}, ${row.stream}, ${row.smtp_host}, ${row.smtp_port}, ${row.smtp_security},
          ${row.smtp_user}, ${row.smtp_password_sealed}, ${row.connections}, ${row.pace && JSON.stringify(row.pace)}::jsonb,
          ${row.warm_up && JSON.stringify(row.warm_up)}::jsonb, ${row.is_active}, ${db.now}, ${db.now})
        on conflict (account_id, id) do update set name = excluded.name, kind = excluded.kind, stream = excluded.stream,
          smtp_host = excluded.smtp_host, smtp_port = excluded.smtp_port, smtp_security = excluded.smtp_security, smtp_user = excluded.smtp_user,
          smtp_password_sealed = excluded.smtp_password_sealed, connections = excluded.connections, pace = excluded.pace,
          warm_up = excluded.warm_up, is_active = excluded.is_active, updated_at = excluded.updated_at`,
  );
}

/** Gives whether there was one. */
export async function deleteTransportRow(db: AccountDb, id: number): Promise<boolean> {
  await db.run(sql`delete from receiver_paces where account_id = ${db.accountId} and transport_id = ${id}`);
  return (await db.run(sql`delete from mail_transports where account_id = ${db.accountId} and id = ${id}`)) > 0;
}
