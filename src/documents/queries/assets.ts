import { sql, type AccountDb } from '../../app/db.ts';

export interface AssetRow {
  id: number;
  name: string;
  alt: string;
  type: string;
  width: number;
  height: number;
  bytes: number;
  hash: string;
  source: string | null;
  uploaded_by: number | null;
  created_at: Date;
  deleted_at: Date | null;
  /** The widths it is handed out in, narrowest first, and how large each copy is. */
  copies: { width: number; size: number }[];
}

const ASSET = sql`a.id, a.name, a.alt, a.type, a.width, a.height, a.bytes, a.hash, a.source, a.uploaded_by, a.created_at, a.deleted_at,
  (select coalesce(json_agg(json_build_object('width', c.width, 'size', c.size) order by c.width), '[]') from asset_copies c
   where c.account_id = a.account_id and c.asset_id = a.id) as copies`;

/** Pictures, the newest first, whose names have the words; those before one of them. */
export async function assetsOf(db: AccountDb, asked: { search?: string; before?: number; limit: number }): Promise<AssetRow[]> {
  const words = asked.search?.trim() ? `%${asked.search.trim().replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  return db.many(
    sql`select ${ASSET} from assets a where a.account_id = ${db.accountId} and a.deleted_at is null
          and (${asked.before ?? null}::bigint is null or a.id < ${asked.before ?? null}::bigint)
          and (${words}::text is null or a.name ilike ${words}::text or a.alt ilike ${words}::text)
        order by a.id desc limit ${asked.limit}`,
    'documents.assets',
  );
}

/** Pictures by their ids, deleted ones too: documents that have them go on showing them. */
export async function assetsById(db: AccountDb, ids: readonly number[]): Promise<AssetRow[]> {
  return db.many(
    sql`select ${ASSET} from assets a where a.account_id = ${db.accountId} and a.id = any(${ids}::bigint[])`,
    'documents.assets-by-id',
  );
}

export async function assetByHash(db: AccountDb, hash: string): Promise<AssetRow | undefined> {
  return db.maybeOne(sql`select ${ASSET} from assets a where a.account_id = ${db.accountId} and a.hash = ${hash} order by a.id limit 1`);
}

export async function insertAsset(db: AccountDb, asset: Omit<AssetRow, 'copies' | 'created_at' | 'deleted_at'>): Promise<void> {
  await db.run(
    sql`insert into assets (account_id, id, name, alt, type, width, height, bytes, hash, source, uploaded_by, created_at)
        values (${db.accountId}, ${asset.id}, ${asset.name}, ${asset.alt}, ${asset.type}, ${asset.width}, ${asset.height}, ${asset.bytes},
          ${asset.hash}, ${asset.source}, ${asset.uploaded_by}, ${db.now})`,
  );
}

export async function insertCopy(db: AccountDb, assetId: number, copy: { width: number; height: number; bytes: Buffer }): Promise<void> {
  await db.run(
    sql`insert into asset_copies (account_id, asset_id, width, height, size, bytes)
        values (${db.accountId}, ${assetId}, ${copy.width}, ${copy.height}, ${copy.bytes.length}, ${copy.bytes})`,
    'documents.insert-copy',
  );
}

/** A copy's bytes, if the hash is the picture's. */
export async function copyBytes(
  db: AccountDb,
  asked: { id: number; hash: string; width: number },
): Promise<{ bytes: Buffer; type: string } | undefined> {
  return db.maybeOne(
    sql`select c.bytes, a.type from assets a
        join asset_copies c on c.account_id = ${db.accountId} and c.asset_id = a.id and c.width = ${asked.width}
        where a.account_id = ${db.accountId} and a.id = ${asked.id} and a.hash like ${`${asked.hash}%`}`,
    'documents.copy-bytes',
  );
}

export async function writeAsset(db: AccountDb, id: number, { name, alt }: { name: string; alt: string }): Promise<void> {
  await db.run(sql`update assets set name = ${name}, alt = ${alt} where account_id = ${db.accountId} and id = ${id}`);
}

/** Offers a picture no more, or again. */
export async function hideAsset(db: AccountDb, id: number, isHidden: boolean): Promise<void> {
  await db.run(sql`update assets set deleted_at = ${isHidden ? db.now : null} where account_id = ${db.accountId} and id = ${id}`);
}
