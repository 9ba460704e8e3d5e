import { Problem } from '../../app/kernel/problem.ts';

/** Undefined when there is no such account: who asks by a key or a token learns no more than that it is not right. */
export async function nobodyWithoutAccount<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Problem && error.code === 'account_not_found') return undefined;
    throw error;
  }
}
