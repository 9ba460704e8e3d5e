import { installationOf } from '../../accounts/index.ts';
import { RawReply, type Caller, type Door, type Knock } from '../../app/http.ts';
import { log } from '../../app/log.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { asProblem } from '../../app/problems.ts';
import { allowanceHeaders, type Allowance } from '../../app/rate-limit.ts';
import { refuseUnlessScoped, TOOLS } from '../../app/scopes.ts';
import type { Playing } from '../../app/play-route.ts';
import { countCalls } from './count-calls.ts';
import { serveMessages } from './serve-messages.ts';

const MOST_BYTES = 2 * 1024 * 1024;
/** Messages that one request may bring, in the versions of the protocol that know several. */
const MOST_MESSAGES = 20;
const PARSE_ERROR = -32_700;
const INVALID_REQUEST = -32_600;
const REFUSED = -32_000;

/**
 * The tools of assistants, by the Model Context Protocol over streamable HTTP. Every request stands by itself: there are no sessions, so that nothing is lost
 * when a server is started anew, and any process can answer.
 */
export const mcpDoor: Door = { prefix: '/mcp', answer: answerKnock };

async function answerKnock(knock: Knock): Promise<RawReply> {
  let allowance: Allowance | undefined;
  try {
    if (knock.path !== '' && knock.path !== '/') throw new Problem('not_found', `There is nothing at /mcp${knock.path}.`, { status: 404 });
    const caller = await callerOf(knock);
    if (knock.method !== 'POST') return notOffered();
    refuseUnlessScoped(caller.scopes, TOOLS);
    const messages = messagesOf(knock);
    allowance = countCalls(knock, caller, messages);
    const reply = await serveMessages(knock, caller, messages);
    return new RawReply(reply.status, { ...reply.headers, ...allowanceHeaders(allowance) }, reply.body);
  } catch (error) {
    const problem = asProblem(error);
    if (problem.status >= 500) log.error({ requestId: knock.requestId, err: error }, 'tools could not be served');
    return refused(knock, problem, allowance);
  }
}

/** Whose key or token it is: `identify` refuses one that a page sent. A browser's session opens nothing here. */
async function callerOf(knock: Knock): Promise<Playing['caller']> {
  const caller: Caller | undefined = await knock.identify();
  if (caller?.seat && !caller.byCookie) return { ...caller, seat: caller.seat };
  throw new Problem('not_signed_in', 'Send an access token, or a key as the headers api-appid and api-key.', { status: 401 });
}

/** No stream is kept open for a client, and there is no session to end: the answers that the protocol has for that. */
const notOffered = (): RawReply =>
  new RawReply(405, { allow: 'POST', 'content-type': 'application/json' }, Buffer.from(errorBody(REFUSED, 'Use POST.')));

function messagesOf({ body }: Knock): unknown {
  if (body === undefined || body.length > MOST_BYTES)
    throw new Problem('body_too_large', 'The request is larger than 2 MB. Send less at once.', { status: 413 });
  let messages: unknown;
  try {
    messages = JSON.parse(body);
  } catch {
    throw new Problem('malformed_json', 'The body is not valid JSON.', { status: 400 });
  }
  if (Array.isArray(messages) && (messages.length === 0 || messages.length > MOST_MESSAGES))
    throw new Problem('bad_request', `Send between one and ${MOST_MESSAGES} messages at once.`, { status: 400 });
  return Array.isArray(messages) ? answerable(messages) : messages;
}

/** Without what would leave a message of the same request unanswered, and with it the request: a cancelling of it, or its id given twice. */
function answerable(messages: readonly unknown[]): unknown[] {
  const isCancelling = (message: unknown): boolean => (message as { method?: unknown } | null)?.method === 'notifications/cancelled';
  const ids = messages.map((message) => (message as { id?: unknown } | null)?.id).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length)
    throw new Problem('bad_request', 'Give every message of a request an id of its own.', { status: 400 });
  return messages.filter((message) => !isCancelling(message));
}

/** A refusal of the whole request: an error of the protocol, with the product's code in its data. */
function refused(knock: Knock, problem: Problem, allowance: Allowance | undefined): RawReply {
  const code = problem.code === 'malformed_json' ? PARSE_ERROR : problem.code === 'bad_request' ? INVALID_REQUEST : REFUSED;
  const headers: Record<string, string> = { 'content-type': 'application/json', ...(allowance ? allowanceHeaders(allowance) : {}) };
  if (problem.status === 401) headers['www-authenticate'] = challengeOf(knock);
  if (problem.code === 'scope_missing') headers['www-authenticate'] = `${challengeOf(knock)}, error="insufficient_scope", scope="${TOOLS}"`;
  if (problem.status === 429) headers['retry-after'] ??= '60';
  return new RawReply(problem.status, headers, Buffer.from(errorBody(code, problem.message, problem.code)));
}

/** Where a client learns how to get a token. */
const challengeOf = ({ database }: Knock): string =>
  `Bearer resource_metadata="${installationOf(database).baseUrl}/.well-known/oauth-protected-resource/mcp"`;

const errorBody = (code: number, message: string, problem?: string): string =>
  JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message, ...(problem ? { data: { code: problem } } : {}) } });
