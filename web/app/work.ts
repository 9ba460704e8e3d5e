import { runningSweeps } from '../leads/index.tsx';
import { runningBulk, runningImports, runningSearches } from '../transfer/index.tsx';
import type { Api } from './api.ts';
import type { Account } from './session.ts';

/** Something long that runs now and reports how far it is. */
export interface RunningItem {
  id: string;
  label: string;
  done: number;
  /** Null while nobody knows how much there is. */
  total: number | null;
  /** The place that shows it, after `/a/$account`. */
  path?: string;
  stop?: () => Promise<unknown>;
}

/** Asks one domain what runs in the account. */
export type WorkSource = (api: Api, account: Account) => Promise<RunningItem[]>;

/** Append yours; each is asked every few seconds while the page is seen. */
export const workSources: readonly WorkSource[] = [runningImports, runningBulk, runningSearches, runningSweeps, runningBroadcasts];

async function runningBroadcasts(api: Api, account: Account): Promise<RunningItem[]> {
  if (!account.isOwner && !account.rights.includes('messages.manage')) return [];
  return (await import('../email/broadcasts/running-broadcasts.ts')).runningBroadcasts(api);
}
