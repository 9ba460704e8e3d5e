import { sql, type AccountDb } from '../../app/db.ts';
import { brandSchema, DEFAULT_BRAND, type Brand } from '../schema.ts';

/** How what the account publishes looks; that of an account which has set nothing while it has not. */
export async function brandOf(db: AccountDb): Promise<Brand> {
  const row = await db.maybeOne<{ brand: unknown }>(
    sql`select b.brand from brands b where b.account_id = ${db.accountId}`,
    'documents.brand',
  );
  // What was kept before a setting existed lacks it.
  return row ? brandSchema.parse(row.brand) : DEFAULT_BRAND;
}

export async function writeBrand(db: AccountDb, brand: Brand): Promise<void> {
  await db.run(
    sql`insert into brands (account_id, brand, updated_at) values (${db.accountId}, ${JSON.stringify(brand)}::jsonb, ${db.now})
        on conflict (account_id) do update set brand = excluded.brand, updated_at = excluded.updated_at`,
  );
}
