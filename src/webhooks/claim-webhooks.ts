import { accountSettings, installationOf } from '../accounts/index.ts';
import type { AccountDb, Database } from '../app/db.ts';
import { claimDue, claimDueToSubscriptions, markSending, requeueInterrupted, type DeliveryRow } from './queries/deliveries.ts';
import { secretsInForce, secretsOfSubscriptions } from './queries/secrets.ts';
import { noteOutcomes } from './note-outcomes.ts';
import { unsealSecret } from './sending/sealing.ts';

/** How long a request may be under way, waiting for others to its host included; then its sender is gone. */
export const LEASE_MS = 2 * 60_000;
const INTERRUPTED_AT_ONCE = 500;

export interface Claim {
  deliveries: DeliveryRow[];
  /** What requests are signed with, the newest first: of steps under 0, of subscriptions under their number. */
  secrets: ReadonlyMap<number, readonly string[]>;
  /** How many requests got any further, those to be sent among them. */
  moved: number;
}

/** Under which the secrets of the account's own steps stand. */
export const STEPS = 0;

/** Takes requests that are due and marks them as being sent; what this transaction commits is what may leave. While the account practises they are captured. */
export async function claimWebhooks(
  db: AccountDb,
  database: Database,
  { limit, busyHosts }: { limit: number; busyHosts: readonly string[] },
): Promise<Claim> {
  const realNow = database.clock.now();
  const interrupted = await requeueInterrupted(db, realNow, INTERRUPTED_AT_ONCE);
  const due = await dueOfBoth(db, limit, busyHosts);
  if (due.length === 0) return { deliveries: [], secrets: new Map(), moved: interrupted };
  if ((await accountSettings(db)).mode === 'practising') {
    await noteOutcomes(
      db,
      due.map((delivery) => ({ delivery, captured: true })),
    );
    return { deliveries: [], secrets: new Map(), moved: interrupted + due.length };
  }
  await markSending(
    db,
    due.map(({ id }) => id),
    new Date(realNow.getTime() + LEASE_MS),
  );
  const secrets = await secretsFor(db, due);
  const deliveries = due.map((row) => ({ ...row, attempts: row.attempts + 1, first_tried_at: row.first_tried_at ?? db.now }));
  return { deliveries, secrets, moved: interrupted + due.length };
}

/** Subscriptions get half of the room, and what the steps of maps leave of theirs. */
async function dueOfBoth(db: AccountDb, limit: number, busyHosts: readonly string[]): Promise<DeliveryRow[]> {
  const ofSteps = await claimDue(db, limit, busyHosts);
  const room = Math.max(Math.ceil(limit / 2), limit - ofSteps.length);
  const ofSubscriptions = await claimDueToSubscriptions(db, room, busyHosts);
  return [...ofSteps.slice(0, limit - ofSubscriptions.length), ...ofSubscriptions];
}

/** What these requests are signed with, by whose they are. */
export async function secretsFor(db: AccountDb, due: readonly DeliveryRow[]): Promise<Map<number, string[]>> {
  const { secretKey } = installationOf(db.database);
  const secrets = new Map<number, string[]>();
  const put = (owner: number, sealed: string): void => {
    const secret = unsealSecret(secretKey, sealed);
    if (secret !== undefined) secrets.set(owner, [...(secrets.get(owner) ?? []), secret]);
  };
  if (due.some((row) => row.subscription_id === null)) for (const { sealed } of await secretsInForce(db)) put(STEPS, sealed);
  const ids = [...new Set(due.flatMap((row) => row.subscription_id ?? []))];
  if (ids.length > 0) for (const row of await secretsOfSubscriptions(db, ids)) put(row.subscription_id, row.sealed);
  return secrets;
}
