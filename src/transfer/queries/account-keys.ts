import { sql, type AccountDb } from '../../app/db.ts';
import type { KeyKind } from '../schema.ts';

export interface AccountKeyRow {
  id: number;
  kind: KeyKind;
  fingerprint: string;
  public_key: string;
  /** Null in an account that was made from an archive: secrets do not travel. */
  private_sealed: string | null;
  created_at: Date;
}

export async function insertKey(
  db: AccountDb,
  key: { id: number; kind: KeyKind; fingerprint: string; publicKey: string; privateSealed: string; createdBy: number },
): Promise<void> {
  await db.run(
    sql`insert into account_keys (account_id, id, kind, fingerprint, public_key, private_sealed, created_at, created_by)
        values (${db.accountId}, ${key.id}, ${key.kind}, ${key.fingerprint}, ${key.publicKey}, ${key.privateSealed}, ${db.now}, ${key.createdBy})`,
  );
}

/** The keys of one kind, or all, newest first: that one is used, older ones still open what was made for them. */
export async function keysOf(db: AccountDb, kind?: KeyKind): Promise<AccountKeyRow[]> {
  const ofKind = kind === undefined ? sql`` : sql`and k.kind = ${kind}`;
  return db.many(
    sql`select k.id, k.kind, k.fingerprint, k.public_key, k.private_sealed, k.created_at from account_keys k
        where k.account_id = ${db.accountId} ${ofKind} order by k.id desc`,
  );
}

export async function deleteKey(db: AccountDb, id: number): Promise<AccountKeyRow | undefined> {
  return db.maybeOne(
    sql`delete from account_keys k where k.account_id = ${db.accountId} and k.id = ${id}
        returning k.id, k.kind, k.fingerprint, k.public_key, k.private_sealed, k.created_at`,
  );
}
