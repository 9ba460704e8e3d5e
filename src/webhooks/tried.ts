import { Problem } from '../app/kernel/problem.ts';
import type { Answer } from '../app/send-request.ts';
import type { DeliveryRow, Outcome } from './queries/deliveries.ts';
import type { DeliveryReason } from './schema.ts';

/** What came of handing a request over: an answer, whatever it says, or why there was none; or that it was captured instead. */
export interface Tried {
  delivery: DeliveryRow;
  tookMs?: number;
  answer?: Answer;
  error?: unknown;
  captured?: boolean;
}

/** The outcome of a try after which there is no other: captured, taken, or of no use to try again; undefined of all else. */
export function endedAtOnce(tried: Tried): Outcome | undefined {
  const base = unsettled(tried);
  if (tried.captured) return { ...base, status: 'captured', reason: 'practising' };
  if (wasTaken(tried)) return { ...base, status: 'sent', reason: null };
  const reason = reasonOf(tried);
  return reason === 'gone' || reason === 'private_host' || reason === 'deleted' ? { ...base, status: 'failed', reason } : undefined;
}

export const unsettled = ({ delivery, answer, tookMs }: Tried): Omit<Outcome, 'status' | 'reason'> => ({
  id: delivery.id,
  tookMs: tookMs ?? null,
  response: answer ?? null,
  dueAt: null,
});

export const wasTaken = ({ answer }: Tried): boolean => answer !== undefined && answer.status >= 200 && answer.status < 300;

/** For how long the other side asks to be left alone. */
export const retryAfterOf = (answer: Answer | undefined): string | undefined =>
  answer?.headers.find(({ name }) => name.toLowerCase() === 'retry-after')?.value;

export function reasonOf({ answer, error }: Tried): DeliveryReason {
  if (answer) return answer.status === 410 ? 'gone' : answer.status >= 300 && answer.status < 400 ? 'redirected' : 'answered';
  return error instanceof Problem ? (error.code as DeliveryReason) : 'broken_off';
}
