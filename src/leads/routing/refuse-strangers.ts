import { usersOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { invalid } from '../../app/kernel/problem.ts';
import type { RouterSettings } from '../rules/router-settings.ts';

/** Refuses a router that names somebody without a seat in the account. */
export async function refuseStrangers(db: AccountDb, { members, otherwise }: RouterSettings): Promise<void> {
  const seated = new Set((await usersOf(db)).filter(({ hasLeft }) => !hasLeft).map(({ id }) => id));
  const place = members.findIndex(({ userId }) => !seated.has(userId));
  if (place >= 0) throw invalid(`settings.members.${place}`, 'This user is not here any more. Choose another.', 'no_such_user');
  if (otherwise.do === 'user' && !seated.has(otherwise.userId)) {
    throw invalid('settings.otherwise', 'The user for when nobody is there is not here any more. Choose another.', 'no_such_user');
  }
}
