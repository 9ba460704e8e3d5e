import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { signatureChanged } from '../events.ts';
import { writeSignature } from '../queries/signatures.ts';

/** Sets the words a user signs with. */
export async function changeSignature(
  db: AccountDb,
  actor: Actor,
  { userId, signature }: { userId: number; signature: string },
): Promise<void> {
  await writeSignature(db, userId, signature);
  await recordEvent(db, actor, { kind: signatureChanged, subject: { type: 'user', id: userId } });
}
