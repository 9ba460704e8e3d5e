import { usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { invalid } from '../app/kernel/problem.ts';

/** Refuses an id that is no present user of the account, naming the input `field`. */
export async function refuseStranger(db: AccountDb, userId: number, field: string): Promise<void> {
  if (!(await usersOf(db)).some(({ id, hasLeft }) => id === userId && !hasLeft)) {
    throw invalid(field, 'There is no such user in this account. Choose another.', 'no_such_user');
  }
}

/** Refuses a role that nobody has: what waits for it would wait for good. */
export async function refuseEmptyRole(db: AccountDb, roleId: number, field: string): Promise<void> {
  if (!(await usersOf(db)).some((user) => user.roleId === roleId && !user.hasLeft)) {
    throw invalid(field, 'Nobody in this account has that role. Choose another.', 'no_such_role');
  }
}
