import type { TestDatabase } from './harness.ts';

/** A bare account: its clock and its row, with nothing a domain prepares. For tests of what stands below accounts. */
export async function makeBareAccount(test: TestDatabase, name = 'Harbour Bakery'): Promise<number> {
  const { rows } = await test.owner.query<{ id: number }>("select nextval('account_ids')::int as id");
  const id = rows[0]!.id;
  await test.owner.query('insert into account_clocks (account_id) values ($1)', [id]);
  await test.owner.query("insert into accounts (account_id, name, kind, created_at) values ($1, $2, 'client', now())", [id, name]);
  return id;
}
