import type { Caller, Door, Knock } from '../../app/http.ts';
import { RawReply } from '../../app/http.ts';
import { log } from '../../app/log.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { asProblem } from '../../app/problems.ts';
import { CALLS_PER_MINUTE, rateLimitOf, type Allowance } from '../../app/rate-limit.ts';
import { answerCall } from './answer-call.ts';
import type { Answer } from './call.ts';
import { NOT_AUTHENTICATED, notFound, Refusal, refusalOf } from './refusal.ts';
import { ownTypesOf } from './resources/meta.ts';
import { readParameters, UnreadableBody } from './rules/parameters.ts';

/** The API that integrations of older products speak, below `/1`: every answer in its envelope, every refusal one plain sentence. */
export const compatibleDoor: Door = {
  prefix: '/1',
  answer: answerKnock,
  refuse: (problem) => refused(refusalOf(problem), { limit: CALLS_PER_MINUTE, remaining: CALLS_PER_MINUTE, reset: 0, isOver: false }),
};

async function answerKnock(knock: Knock): Promise<RawReply> {
  const nowMs = knock.database.clock.now().getTime();
  const limits = rateLimitOf(knock.database);
  const caller = await callerOf(knock).catch((error: unknown) => asRefusal(error, knock));
  if (caller instanceof Refusal || !caller) {
    const allowance = { ...limits.take('nobody', CALLS_PER_MINUTE, nowMs), isOver: false };
    return refused(caller ?? new Refusal(401, NOT_AUTHENTICATED), allowance);
  }
  const { seat, callsPerMinute = CALLS_PER_MINUTE } = caller;
  const allowance = limits.take(String(seat.accountId), callsPerMinute, nowMs);
  if (allowance.isOver) return refused(new Refusal(429, `Too many calls. Wait ${allowance.reset} seconds and try again.`), allowance);
  try {
    const answer = await answerFor(knock, caller);
    const body = JSON.stringify({ code: 0, ...answer, account_id: seat.accountId });
    return new RawReply(200, { ...headersOf(allowance), 'content-type': 'application/json' }, Buffer.from(body));
  } catch (error) {
    return refused(asRefusal(error, knock), allowance);
  }
}

type Seat = NonNullable<Caller['seat']>;
type CallerWithSeat = Caller & { seat: Seat };

/** Who calls by a key or an app's token; a browser's session opens nothing here. */
async function callerOf(knock: Knock): Promise<CallerWithSeat | undefined> {
  try {
    const caller = await knock.identify();
    return caller?.seat && !caller.byCookie ? { ...caller, seat: caller.seat } : undefined;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return undefined;
    throw error;
  }
}

async function answerFor(knock: Knock, { seat, scopes }: CallerWithSeat): Promise<Answer> {
  const { method, query, body, headers, database, requestId } = knock;
  if (method === 'PATCH') throw new Refusal(400, 'Use GET, POST, PUT or DELETE.');
  if (body === undefined) throw new Refusal(400, 'The body is larger than 8 MB, or is packed and cannot be unpacked. Nothing was changed.');
  const parameters = await readParameters({ query, body, label: String(headers['content-type'] ?? '') });
  return database.account(seat.accountId, async (db) =>
    answerCall(
      {
        db,
        actor: { ...seat.actor, requestId },
        viewer: seat.viewer,
        ids: (name, count) => database.nextIds(seat.accountId, name, count),
        scopes,
        method,
        parameters,
        ownTypes: await ownTypesOf({ db, viewer: seat.viewer }),
      },
      decodedPath(knock.path),
    ),
  );
}

/** Names in a path may be written with percent signs; one that cannot be read so is no name of anything. */
function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw notFound();
  }
}

function asRefusal(error: unknown, { requestId, method, path }: Knock): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof UnreadableBody) return new Refusal(400, error.message);
  const problem = asProblem(error);
  if (problem.status >= 500) log.error({ requestId, method, path, err: error }, 'call failed');
  return refusalOf(problem);
}

const refused = ({ status, message }: Refusal, allowance: Allowance): RawReply =>
  new RawReply(status, { ...headersOf(allowance), 'content-type': 'text/html;charset=UTF-8' }, Buffer.from(escaped(message)));

/** It is labelled as HTML because clients know it so; nothing in it may act as such. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const headersOf = ({ limit, remaining, reset, isOver }: Allowance): Record<string, string> => ({
  'x-rate-limit-limit': String(limit),
  'x-rate-limit-remaining': String(remaining),
  'x-rate-limit-reset': String(reset),
  ...(isOver ? { 'retry-after': String(reset) } : {}),
});
