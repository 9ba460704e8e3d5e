import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import { eventsFragment } from '../ledger/index.ts';
import { webhookCaptured, webhookFailed, webhookSent } from './events.ts';
import { failingHosts, markOutcomes, SETTLED_COLUMNS, settledRows, type Outcome } from './queries/deliveries.ts';
import { nextTry } from './rules/retry.ts';
import { noteOutcomesOfSubscriptions } from './subscriptions/note-outcomes-of-subscriptions.ts';
import { endedAtOnce, reasonOf, retryAfterOf, unsettled, type Tried } from './tried.ts';

const DAY_MS = 86_400_000;
const KINDS = { sent: webhookSent, failed: webhookFailed, captured: webhookCaptured } as const;

/** Notes what became of tries: taken, to be tried again, or given up. */
export async function noteOutcomes(db: AccountDb, tries: readonly Tried[]): Promise<void> {
  const ofSteps = tries.filter(({ delivery }) => delivery.subscription_id === null);
  const ofSubscriptions = tries.filter(({ delivery }) => delivery.subscription_id !== null);
  if (ofSteps.length > 0) await noteOutcomesOfSteps(db, ofSteps);
  if (ofSubscriptions.length > 0) await noteOutcomesOfSubscriptions(db, ofSubscriptions);
}

/** What steps sent is told in the ledger; of what has failed there the account's owner is told once a day and host. */
async function noteOutcomesOfSteps(db: AccountDb, tries: readonly Tried[]): Promise<void> {
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
  const { delivery, answer } = tried;
  const ended = endedAtOnce(tried);
  if (ended) return ended;
  const base = { ...unsettled(tried), reason: reasonOf(tried) };
  const dueAt = nextTry(delivery.attempts, now, retryAfterOf(answer));
  return dueAt ? { ...base, status: 'queued', dueAt } : { ...base, status: 'failed' };
}
