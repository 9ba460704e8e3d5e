import { sql, type AccountDb } from '../../app/db.ts';
import type { CreateSavedBlock } from '../schema.ts';

export interface SavedBlockRow extends CreateSavedBlock {
  id: number;
  updated_at: Date;
}

const SAVED = sql`s.id, s.name, s.blocks, s.updated_at`;

/** Every saved block, by name. Accounts have dozens. */
export async function allSavedBlocks(db: AccountDb): Promise<SavedBlockRow[]> {
  return db.many(
    sql`select ${SAVED} from saved_blocks s where s.account_id = ${db.accountId} and s.deleted_at is null order by s.name, s.id limit 500`,
    'documents.saved-blocks',
  );
}

export async function savedBlocksById(db: AccountDb, ids: readonly number[]): Promise<SavedBlockRow[]> {
  return db.many(
    sql`select ${SAVED} from saved_blocks s where s.account_id = ${db.accountId} and s.id = any(${ids}::bigint[]) and s.deleted_at is null`,
    'documents.saved-blocks-by-id',
  );
}

export async function insertSavedBlock(db: AccountDb, id: number, { name, blocks }: CreateSavedBlock): Promise<void> {
  await db.run(
    sql`insert into saved_blocks (account_id, id, name, blocks, created_at, updated_at)
        values (${db.accountId}, ${id}, ${name}, ${JSON.stringify(blocks)}::jsonb, ${db.now}, ${db.now})`,
  );
}

export async function writeSavedBlock(db: AccountDb, id: number, { name, blocks }: CreateSavedBlock): Promise<void> {
  await db.run(
    sql`update saved_blocks set name = ${name}, blocks = ${JSON.stringify(blocks)}::jsonb, updated_at = ${db.now}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function removeSavedBlock(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update saved_blocks set deleted_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`);
}
