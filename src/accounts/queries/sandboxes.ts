import { sql, type AccountDb, type Queries } from '../../app/db.ts';

export interface SandboxRow {
  account_id: number;
  name: string;
  created_at: Date;
}

export async function sandboxRows(db: AccountDb): Promise<SandboxRow[]> {
  return db.many<SandboxRow>(sql`select account_id, name, created_at from sandboxes_of(${db.accountId})`);
}

/** Closes and empties a sandbox of a parent; false when it has no such sandbox. */
export async function emptySandbox(db: Queries, parentId: number, sandboxId: number, at: Date): Promise<boolean> {
  return (await db.one<{ emptied: boolean }>(sql`select empty_sandbox(${parentId}, ${sandboxId}, ${at}) as emptied`)).emptied;
}

export async function closedSandboxes(db: Queries, since: Date): Promise<{ account_id: number; parent_account_id: number }[]> {
  return db.many(sql`select account_id, parent_account_id from closed_sandboxes(${since})`);
}
