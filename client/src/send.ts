import { reach, readBack, type Answer, type Asking, type Sent } from './ask.ts';

/** How calls are sent, and again. */
export interface Sending extends Asking {
  /** How often a call is sent again that did not get through, or was told to come later. */
  retries: number;
  /** Waits so many milliseconds. */
  wait?: (ms: number) => Promise<void>;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;
const COME_AGAIN = new Set([429, 502, 503, 504]);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Sends a call until it gets an answer that is final. A write bears one idempotency key however often it is sent, so that it is done once.
 * Throws a `Refusal`, or what the signal was aborted with.
 */
export async function send(sending: Sending, call: Sent & { idempotencyKey?: string | undefined }): Promise<unknown> {
  const { retries, wait = sleep } = sending;
  const key = call.idempotencyKey ?? (call.method !== 'GET' && retries > 0 ? crypto.randomUUID() : undefined);
  const keyed = key ? { ...call, headers: { 'idempotency-key': key, ...call.headers } } : call;
  for (let tried = 0; ; tried++) {
    const answer = await reach(sending, keyed);
    if (tried >= retries || (answer && !mayComeAgain(answer))) return readBack(sending, answer);
    await wait(waitOf(answer, tried));
    call.signal?.throwIfAborted();
  }
}

/** Also where the same call, sent before, is still being done. */
const mayComeAgain = ({ status, headers }: Answer): boolean => COME_AGAIN.has(status) || (status === 409 && headers.has('retry-after'));

/** As long as the answer says; else twice as long each time, and a little apart from others. */
function waitOf(answer: Answer | undefined, tried: number): number {
  const told = answer?.headers.get('retry-after') ?? '';
  const own = FIRST_WAIT_MS * 2 ** tried * (0.75 + Math.random() / 2);
  const ms = /^\d+$/.test(told) ? Number(told) * 1000 : told === '' ? own : Date.parse(told) - Date.now();
  return Math.min(LONGEST_WAIT_MS, Math.max(0, Number.isFinite(ms) ? ms : own));
}
