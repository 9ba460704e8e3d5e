import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { invitationWithdrawn } from './events.ts';
import { withdrawInvitations } from './queries/invitations.ts';

/** Makes an invitation's link worthless. Refuses with `not_found` one that is not open. */
export async function withdrawInvitation(db: AccountDb, actor: Actor, id: number): Promise<void> {
  const withdrawn = await withdrawInvitations(db, { id });
  if (withdrawn.length === 0) throw notFound('invitation');
  await recordEvent(db, actor, { kind: invitationWithdrawn, subject: { type: 'invitation', id } });
}
