import type { AccountDb, Database } from './db.ts';
import { TOLD } from './db.ts';
import { listen, type Listening } from './listen.ts';
import { liveFollowers } from './metrics.ts';
import { Problem } from './kernel/problem.ts';

/** What a page that follows a topic is told. `data` holds ids and codes: never a name, an address or a value. */
export interface LiveMessage {
  topic: string;
  data?: Record<string, unknown> | undefined;
}

/** PostgreSQL carries at most 8,000 bytes a notification. */
const PAYLOAD_LIMIT = 7_000;
const FOLLOWERS_OF_SEAT = 40;

/**
 * Tells whoever follows the topic in this account, in every process, once the transaction has committed. Data too large to carry is left
 * out: they hear that something happened and look for themselves.
 */
export function publish(db: AccountDb, topic: string, data?: LiveMessage['data']): void {
  const payload = JSON.stringify({ account: db.accountId, topic, data });
  db.tell(Buffer.byteLength(payload) <= PAYLOAD_LIMIT ? payload : JSON.stringify({ account: db.accountId, topic }));
}

/** One open page, and what it hears. */
export interface Follower {
  accountId: number;
  userId: number;
  /** Which topics it follows, and whether it hears their data. */
  topics: ReadonlyMap<string, { withData: boolean }>;
  hear: (message: LiveMessage) => void;
  /** Called when messages may have been lost: whatever is shown should be read again. */
  missed: () => void;
  end: () => void;
}

export interface Live {
  /** Lets a page follow; gives what ends it. Refuses `too_many_streams`. Resolves once nothing published from now on is missed. */
  follow(follower: Follower): Promise<() => void>;
  /** Ends everything that follows, and the listening. */
  close(): Promise<void>;
}

/** What is published in any process, handed to the pages that follow it in this one. One listening connection, opened with the first page. */
export function openLive(database: Database): Live {
  const followers = new Set<Follower>();
  let listening: Listening | undefined;
  const heard = (payload: string): void => handOn(followers, payload);
  const resumed = (): void => {
    for (const follower of followers) follower.missed();
  };
  return {
    async follow(follower) {
      refuseTooMany(followers, follower);
      followers.add(follower);
      liveFollowers.set(followers.size);
      const leave = (): void => {
        followers.delete(follower);
        liveFollowers.set(followers.size);
      };
      listening ??= listen(database, TOLD, { heard, resumed });
      await listening.ready.catch((error: unknown) => {
        leave();
        listening = undefined;
        throw error;
      });
      return leave;
    },
    async close() {
      for (const follower of followers) follower.end();
      followers.clear();
      liveFollowers.set(0);
      await listening?.close();
    },
  };
}

function refuseTooMany(followers: ReadonlySet<Follower>, { accountId, userId }: Follower): void {
  let open = 0;
  for (const one of followers) if (one.accountId === accountId && one.userId === userId) open++;
  if (open < FOLLOWERS_OF_SEAT) return;
  throw new Problem('too_many_streams', 'You have too many pages open. Close some of them.', { status: 429 });
}

function handOn(followers: ReadonlySet<Follower>, payload: string): void {
  const { account, topic, data } = JSON.parse(payload) as LiveMessage & { account: number };
  for (const follower of followers) {
    const following = follower.accountId === account ? follower.topics.get(topic) : undefined;
    if (following) follower.hear({ topic, data: following.withData ? data : undefined });
  }
}
