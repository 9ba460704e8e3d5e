import { sql, type AccountDb, type Sql } from '../../app/db.ts';

export interface SecretRow {
  id: number;
  sealed: string;
  made_at: Date;
  ends_at: Date | null;
}

/** The secrets in force, the newest first: the account's own, for steps of maps, or one subscription's. */
export async function secretsInForce(db: AccountDb, subscriptionId?: number): Promise<SecretRow[]> {
  return db.many(
    sql`select s.id, s.sealed, s.made_at, s.ends_at from webhook_secrets s
        where s.account_id = ${db.accountId} and ${ofWhom(subscriptionId)} and (s.ends_at is null or s.ends_at > ${db.now}) order by s.id desc`,
    subscriptionId === undefined ? 'webhooks.secrets' : 'webhooks.secrets-of-subscription',
  );
}

/** The secrets in force of subscriptions, the newest first. */
export async function secretsOfSubscriptions(db: AccountDb, ids: readonly number[]): Promise<(SecretRow & { subscription_id: number })[]> {
  return db.many(
    sql`select s.subscription_id, s.id, s.sealed, s.made_at, s.ends_at from webhook_secrets s
        where s.account_id = ${db.accountId} and s.subscription_id = any(${ids}::bigint[]) and (s.ends_at is null or s.ends_at > ${db.now})
        order by s.id desc`,
    'webhooks.secrets-of-subscriptions',
  );
}

/** A new secret; those before it of the same owner end at a moment, where they do not end sooner. */
export async function insertSecret(
  db: AccountDb,
  secret: { id: number; sealed: string; subscriptionId?: number; othersEndAt: Date },
): Promise<void> {
  await db.run(sql`delete from webhook_secrets where account_id = ${db.accountId} and ends_at <= ${db.now}`);
  await db.run(
    sql`update webhook_secrets s set ends_at = least(coalesce(s.ends_at, 'infinity'), ${secret.othersEndAt})
        where s.account_id = ${db.accountId} and ${ofWhom(secret.subscriptionId)}`,
  );
  await db.run(
    sql`insert into webhook_secrets (account_id, id, subscription_id, sealed, made_at)
        values (${db.accountId}, ${secret.id}, ${secret.subscriptionId ?? null}, ${secret.sealed}, ${db.now})`,
  );
}

const ofWhom = (subscriptionId: number | undefined): Sql =>
  subscriptionId === undefined ? sql`s.subscription_id is null` : sql`s.subscription_id = ${subscriptionId}`;
