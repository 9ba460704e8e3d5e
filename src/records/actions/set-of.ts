import type { AccountDb } from '../../app/db.ts';
import type { ActionStep } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { refuseEmptyRole, refuseStranger } from '../refuse-stranger.ts';

/** The records of a step, as operations on sets take them. */
export const setOf = ({
  objectId,
  recordIds,
  causeIds,
}: ActionStep<unknown>): Pick<ActionStep<unknown>, 'objectId' | 'recordIds' | 'causeIds'> => ({ objectId, recordIds, causeIds });

/** Why something cannot be for this user, if they have left. */
export const strangerProblems = (db: AccountDb, userId: number): Promise<string[]> => problemsOf(refuseStranger(db, userId, 'user'));

/** Why something cannot be for this role, if nobody has it. */
export const emptyRoleProblems = (db: AccountDb, roleId: number): Promise<string[]> => problemsOf(refuseEmptyRole(db, roleId, 'role'));

async function problemsOf(refusing: Promise<void>): Promise<string[]> {
  try {
    await refusing;
    return [];
  } catch (error) {
    if (error instanceof Problem) return [error.message];
    throw error;
  }
}
