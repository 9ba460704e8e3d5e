import { accountSettings, installationOf } from '../accounts/index.ts';
import type { AccountDb, Database } from '../app/db.ts';
import { claimDue, markSending, requeueInterrupted, type DeliveryRow } from './queries/deliveries.ts';
import { secretsInForce } from './queries/secrets.ts';
import { noteOutcomes } from './note-outcomes.ts';
import { unsealSecret } from './sending/sealing.ts';

/** How long a request may be under way, waiting for others to its host included; then its sender is gone. */
export const LEASE_MS = 2 * 60_000;
const INTERRUPTED_AT_ONCE = 500;

export interface Claim {
  deliveries: DeliveryRow[];
  /** What the account signs with, the newest first. */
  secrets: string[];
  /** How many requests got any further, those to be sent among them. */
  moved: number;
}

/** Takes requests that are due and marks them as being sent; what this transaction commits is what may leave. While the account practises they are captured. */
export async function claimWebhooks(
  db: AccountDb,
  database: Database,
  { limit, busyHosts }: { limit: number; busyHosts: readonly string[] },
): Promise<Claim> {
  const realNow = database.clock.now();
  const interrupted = await requeueInterrupted(db, realNow, INTERRUPTED_AT_ONCE);
  const due = await claimDue(db, limit, busyHosts);
  if (due.length === 0) return { deliveries: [], secrets: [], moved: interrupted };
  if ((await accountSettings(db)).mode === 'practising') {
    await noteOutcomes(
      db,
      due.map((delivery) => ({ delivery, captured: true })),
    );
    return { deliveries: [], secrets: [], moved: interrupted + due.length };
  }
  await markSending(
    db,
    due.map(({ id }) => id),
    new Date(realNow.getTime() + LEASE_MS),
  );
  const { secretKey } = installationOf(database);
  const secrets = (await secretsInForce(db)).flatMap(({ sealed }) => unsealSecret(secretKey, sealed) ?? []);
  return { deliveries: due.map((row) => ({ ...row, attempts: row.attempts + 1 })), secrets, moved: interrupted + due.length };
}
