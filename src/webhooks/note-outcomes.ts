import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { eventsFragment } from '../ledger/index.ts';
import { webhookCaptured, webhookFailed, webhookSent } from './events.ts';
import { failingHosts, markOutcomes, SETTLED_COLUMNS, settledRows, type DeliveryRow, type Outcome } from './queries/deliveries.ts';
import { nextTry } from './rules/retry.ts';
import type { DeliveryReason } from './schema.ts';
import type { Answer } from '../app/send-request.ts';

const DAY_MS = 86_400_000;
const KINDS = { sent: webhookSent, failed: webhookFailed, captured: webhookCaptured } as const;

/** What came of handing a request over: an answer, whatever it says, or why there was none; or that it was captured instead. */
export interface Tried {
  delivery: DeliveryRow;
  tookMs?: number;
  answer?: Answer;
  error?: unknown;
  captured?: boolean;
}

/** Notes what became of tries: taken, to be tried again, or given up, of which the account's owner is told once a day and host. */
export async function noteOutcomes(db: AccountDb, tries: readonly Tried[]): Promise<void> {
  const outcomes = tries.map((tried) => outcomeOf(tried, db.now));
  const told = [];
  for (const [status, kind] of Object.entries(KINDS)) {
    const ended = tries.filter((_, place) => outcomes[place]!.status === status);
    if (ended.length === 0) continue;
    const rows = settledRows(status as keyof typeof KINDS, status === 'failed' ? await whomToTell(db, ended) : undefined);
    told.push(await eventsFragment(db, system, { kind, subjectType: 'webhook', rows, columns: SETTLED_COLUMNS }));
  }
  await markOutcomes(db, outcomes, told);
}

async function whomToTell(db: AccountDb, failed: readonly Tried[]): Promise<{ hosts: string[]; userIds: number[] }> {
  const { ownerUserId } = await accountSettings(db);
  const hosts = [...new Set(failed.map(({ delivery }) => delivery.host))];
  const known = await failingHosts(db, hosts, new Date(db.now.getTime() - DAY_MS));
  return { hosts: hosts.filter((host) => !known.includes(host)), userIds: ownerUserId === null ? [] : [ownerUserId] };
}

function outcomeOf(tried: Tried, now: Date): Outcome {
  const { delivery, answer, tookMs = null } = tried;
  const base = { id: delivery.id, tookMs, response: answer ?? null, dueAt: null };
  if (tried.captured) return { ...base, status: 'captured', reason: 'practising' };
  if (answer && answer.status >= 200 && answer.status < 300) return { ...base, status: 'sent', reason: null };
  const reason = reasonOf(tried);
  if (reason === 'gone' || reason === 'private_host' || reason === 'deleted') return { ...base, status: 'failed', reason };
  const retryAfter = answer?.headers.find(({ name }) => name.toLowerCase() === 'retry-after')?.value;
  const dueAt = nextTry(delivery.attempts, now, retryAfter);
  return dueAt ? { ...base, status: 'queued', reason, dueAt } : { ...base, status: 'failed', reason };
}

function reasonOf({ answer, error }: Tried): DeliveryReason {
  if (answer) return answer.status === 410 ? 'gone' : answer.status >= 300 && answer.status < 400 ? 'redirected' : 'answered';
  return error instanceof Problem ? (error.code as DeliveryReason) : 'broken_off';
}
