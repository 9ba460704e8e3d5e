import type { AccountDb } from '../app/db.ts';
import { userRows } from './queries/users.ts';

export interface AccountUser {
  id: number;
  name: string;
  email: string;
  roleId: number;
  roleName: string;
  isOwner: boolean;
  hasLeft: boolean;
  /** The zone of their own; null where the account's is theirs. */
  timeZone: string | null;
}

/** Everybody who has, or had, a seat in the account. */
export async function usersOf(db: AccountDb): Promise<AccountUser[]> {
  return (await userRows(db)).map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    roleId: row.role_id,
    roleName: row.role_name,
    isOwner: row.is_owner,
    hasLeft: row.left_at !== null,
    timeZone: row.time_zone,
  }));
}
