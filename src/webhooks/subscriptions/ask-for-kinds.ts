import type { AccountDb } from '../../app/db.ts';
import { followKinds } from '../../ledger/index.ts';
import { kindsAskedFor } from '../queries/subscriptions.ts';
import { FOLLOWER } from './follow-subscriptions.ts';

/** Has the ledger give what the account's subscriptions ask for, and nothing else; after any of them was changed. */
export const askForKinds = async (db: AccountDb): Promise<void> => followKinds(db, FOLLOWER, await kindsAskedFor(db));
