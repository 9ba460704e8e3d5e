import { sql, type AccountDb } from '../../app/db.ts';

export interface SecretRow {
  id: number;
  sealed: string;
  made_at: Date;
  ends_at: Date | null;
}

/** The secrets in force, the newest first. */
export async function secretsInForce(db: AccountDb): Promise<SecretRow[]> {
  return db.many(
    sql`select s.id, s.sealed, s.made_at, s.ends_at from webhook_secrets s
        where s.account_id = ${db.accountId} and (s.ends_at is null or s.ends_at > ${db.now}) order by s.id desc`,
    'webhooks.secrets',
  );
}

/** A new secret; those before it end at a moment, where they do not end sooner. */
export async function insertSecret(db: AccountDb, secret: { id: number; sealed: string; othersEndAt: Date }): Promise<void> {
  await db.run(sql`delete from webhook_secrets where account_id = ${db.accountId} and ends_at <= ${db.now}`);
  await db.run(
    sql`update webhook_secrets set ends_at = least(coalesce(ends_at, 'infinity'), ${secret.othersEndAt}) where account_id = ${db.accountId}`,
  );
  await db.run(
    sql`insert into webhook_secrets (account_id, id, sealed, made_at) values (${db.accountId}, ${secret.id}, ${secret.sealed}, ${db.now})`,
  );
}
