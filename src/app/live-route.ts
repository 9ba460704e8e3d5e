import { PassThrough } from 'node:stream';
import { z } from 'zod';
import type { AccountDb } from './db.ts';
import { RawReply, route, type Call, type Identify, type Route } from './http.ts';
import { notAllowed } from './kernel/problem.ts';
import type { Viewer } from './kernel/viewer.ts';
import type { Live, LiveMessage } from './live.ts';
import { EVENT_STREAM } from './metrics.ts';
import { topics as registeredTopics } from './registry.ts';

/** How often a page hears that its stream is alive, and is asked again whether it may still follow. */
export const BEAT_MS = 20_000;
const MOST_TOPICS = 30;
/** A page that does not read is let go; it comes again and looks for itself. */
const UNREAD_LIMIT = 256 * 1024;

const liveQuery = z.object({
  /** Topics with commas between them. */
  topics: z
    .string('Name the topics to follow.')
    .max(4_000)
    .transform((text) => [...new Set(text.split(',').filter(Boolean))])
    .refine((topics) => topics.length > 0 && topics.length <= MOST_TOPICS, `Name 1 to ${MOST_TOPICS} topics to follow.`),
});
type Following = Map<string, { withData: boolean }>;

/**
 * What others do, told as it happens: server-sent events of the topics the caller may follow; the first one, `following`, names them.
 * Refuses `not_allowed` when they may follow none of them. Ends when their session, seat or rights do.
 */
export function liveRoute(live: Live, identify: Identify, beatMs = BEAT_MS): Route {
  return route({
    method: 'GET',
    path: '/api/live',
    access: 'user',
    summary: 'Follow what others do',
    answers: { 200: 'text/event-stream' },
    query: liveQuery,
    perMinute: 240,
    async handle(call) {
      const following = await call.inAccount((db) => followable(db, call.viewer, call.query.topics));
      if (following.size === 0) throw notAllowed('follow this');
      return new RawReply(200, HEADERS, await streamTo(call, following, { live, identify, beatMs }));
    },
  });
}

const HEADERS = { 'content-type': EVENT_STREAM, 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' };

/** Those of the topics that the viewer may follow, as the domains that own them say. */
async function followable(db: AccountDb, viewer: Viewer, topics: readonly string[]): Promise<Following> {
  const following: Following = new Map();
  for (const topic of topics) {
    const [prefix = ''] = topic.split('/', 1);
    const owner = registeredTopics().find((one) => one.prefix === prefix);
    const hearing = (await owner?.mayFollow(db, viewer, topic.slice(prefix.length + 1))) ?? 'nothing';
    if (hearing !== 'nothing') following.set(topic, { withData: hearing === 'everything' });
  }
  return following;
}

interface Streaming {
  live: Live;
  identify: Identify;
  beatMs: number;
}

async function streamTo(
  { accountId, viewer, database, request }: Call<unknown, unknown>,
  topics: Following,
  { live, identify, beatMs }: Streaming,
): Promise<PassThrough> {
  const stream = new PassThrough();
  const say = (event: string, data: unknown): void => {
    if (stream.writableLength > UNREAD_LIMIT) stream.end();
    else if (!stream.writableEnded) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const stillAllowed = async (): Promise<boolean> => {
    const seat = (await identify(database, request))?.seat;
    if (seat?.accountId !== accountId) return false;
    const now = await database.account(accountId, (db) => followable(db, seat.viewer, [...topics.keys()]));
    return [...topics].every(([topic, { withData }]) => now.has(topic) && now.get(topic)!.withData === withData);
  };
  const beat = setInterval(() => {
    stillAllowed().then(
      (allowed) => (allowed ? say('beat', null) : stream.end()),
      () => stream.end(),
    );
  }, beatMs);
  const leave = await live
    .follow({
      accountId,
      userId: viewer.userId,
      topics,
      hear: (message: LiveMessage) => say('told', message),
      missed: () => say('missed', null),
      end: () => stream.end(),
    })
    .catch((error: unknown) => {
      clearInterval(beat);
      throw error;
    });
  stream.on('close', () => {
    clearInterval(beat);
    leave();
  });
  say('following', [...topics.keys()]);
  return stream;
}
