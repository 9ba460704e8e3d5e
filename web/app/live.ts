import { useEffect, useRef } from 'react';
import { useAccountId } from './session.ts';

/** What somebody else did, as it is told to pages that follow the topic: ids and codes, never values. */
export interface LiveMessage {
  topic: string;
  data?: Record<string, unknown>;
}

/** Null says that messages may have been missed: whatever is shown should be read again. */
type Listener = (message: LiveMessage | null) => void;

/**
 * Follows topics live for as long as the component is shown: `record/0/12`, `records/0`. All that is followed in a tab shares one stream,
 * which is given up while the tab is hidden. `onFollowed` is called each time the stream begins: from then on everything is heard.
 */
export function useLive(topics: readonly string[], onMessage: Listener, onFollowed?: () => void): void {
  const accountId = useAccountId();
  const latest = useRef({ onMessage, onFollowed });
  useEffect(() => {
    latest.current = { onMessage, onFollowed };
  });
  const key = topics.join(',');
  useEffect(() => {
    if (key === '') return;
    return streamOf(accountId).listen({
      topics: new Set(key.split(',')),
      hear: (message) => latest.current.onMessage(message),
      followed: () => latest.current.onFollowed?.(),
      isFollowed: false,
    });
  }, [accountId, key]);
}

/** Topics change by the dozen when one screen follows another; the stream is made anew once. */
const SETTLED_MS = 80;
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;
/** The server beats every 20 seconds; a stream silent for longer is dead whatever the browser says. */
const SILENT_MS = 50_000;

const streams = new Map<number, ReturnType<typeof openStream>>();

function streamOf(accountId: number): ReturnType<typeof openStream> {
  const stream = streams.get(accountId) ?? openStream(accountId);
  streams.set(accountId, stream);
  return stream;
}

interface Follower {
  topics: ReadonlySet<string>;
  hear: Listener;
  followed: () => void;
  /** Whether the stream of this moment brings its topics. */
  isFollowed: boolean;
}

function openStream(accountId: number) {
  const listeners = new Set<Follower>();
  /** The stream that is followed now, and those that are until it is there. */
  let source: EventSource | undefined;
  const open = new Set<EventSource>();
  let followed = '';
  let failures = 0;
  /** Whether something may have been told while nobody listened. */
  let hasMissed = false;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const wanted = (): string => [...new Set([...listeners].flatMap(({ topics }) => [...topics]))].toSorted().join(',');
  const tell = (message: LiveMessage | null): void => {
    for (const { topics, hear } of listeners) if (message === null || topics.has(message.topic)) hear(message);
  };
  const closeAllBut = (kept?: EventSource): void => {
    for (const one of open) if (one !== kept) one.close();
    open.clear();
    if (kept) open.add(kept);
  };
  const stop = (): void => {
    closeAllBut();
    source = undefined;
    followed = '';
    for (const listener of listeners) listener.isFollowed = false;
    clearTimeout(silence);
  };
  /** Those who listen to what is followed now, and did not before. */
  const greet = (topics: ReadonlySet<string>): void => {
    for (const listener of listeners) {
      if (listener.isFollowed || [...listener.topics].some((topic) => !topics.has(topic))) continue;
      listener.isFollowed = true;
      listener.followed();
    }
  };
  const lost = (): void => {
    stop();
    hasMissed = true;
    failures++;
    settle(Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (failures - 1)) * (0.5 + Math.random()));
  };
  const alive = (): void => {
    clearTimeout(silence);
    silence = setTimeout(lost, SILENT_MS);
  };

  /** Opens the stream that is wanted now; the one before is closed once the new one is there, so that nothing is missed between. */
  const follow = (): void => {
    const topics = wanted();
    if (topics === '' || document.hidden) {
      if (source && topics !== '') hasMissed = true;
      return stop();
    }
    if (topics === followed && source) return source.readyState === EventSource.OPEN ? greet(new Set(topics.split(','))) : undefined;
    const fresh = new EventSource(`/api/live?account=${accountId}&topics=${encodeURIComponent(topics)}`);
    open.add(fresh);
    source = fresh;
    followed = topics;
    fresh.addEventListener('following', () => {
      if (source !== fresh) return;
      closeAllBut(fresh);
      failures = 0;
      if (hasMissed) tell(null);
      hasMissed = false;
      greet(new Set(topics.split(',')));
      alive();
    });
    fresh.addEventListener('told', (event) => {
      alive();
      tell(JSON.parse((event as MessageEvent<string>).data) as LiveMessage);
    });
    fresh.addEventListener('missed', () => tell(null));
    fresh.addEventListener('beat', alive);
    fresh.addEventListener('error', () => {
      if (source === fresh) lost();
    });
  };
  const settle = (afterMs: number): void => {
    clearTimeout(settling);
    settling = setTimeout(follow, afterMs);
  };
  document.addEventListener('visibilitychange', () => settle(SETTLED_MS));

  return {
    listen(listener: Follower): () => void {
      listeners.add(listener);
      settle(SETTLED_MS);
      return () => {
        listeners.delete(listener);
        settle(SETTLED_MS);
      };
    },
  };
}
