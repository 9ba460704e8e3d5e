import type { Knock } from '../../app/http.ts';
import type { Playing } from '../../app/play-route.ts';
import { CALLS_PER_MINUTE, rateLimitOf, refuseIfOver, type Allowance } from '../../app/rate-limit.ts';

/** Counts each message as a call. Refuses with `too_many_requests` what is beyond what the account lets through. */
export function countCalls(
  { database }: Knock,
  { seat, callsPerMinute = CALLS_PER_MINUTE }: Playing['caller'],
  messages: unknown,
): Allowance {
  const nowMs = database.clock.now().getTime();
  const count = Array.isArray(messages) ? Math.max(1, messages.length) : 1;
  const taken = Array.from({ length: count }, () => rateLimitOf(database).take(String(seat.accountId), callsPerMinute, nowMs));
  refuseIfOver(taken.at(-1)!);
  return taken.at(-1)!;
}
