import type { AccountDb, Database } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { accountSettings } from './account-settings.ts';
import { userInvited } from './events.ts';
import { roleToGive } from './identity/authority.ts';
import { installationOf } from './identity/installation.ts';
import { writeLetter } from './identity/letters.ts';
import { hashOf, newToken } from './identity/tokens.ts';
import { insertInvitation, withdrawInvitations } from './queries/invitations.ts';
import { userByEmail, userRow } from './queries/users.ts';
import type { InviteUser } from './schema.ts';

const VALID_DAYS = 14;

export interface Inviter {
  accountId: number;
  actor: Actor;
  viewer: Viewer;
  ids: NextIds;
}

/**
 * Offers somebody a seat by letter; an offer made before to the same address is withdrawn. Gives the invitation's id. Refuses with
 * `already_a_user`, `role_not_found` and `rights_beyond_yours`.
 */
export async function inviteUser(database: Database, by: Inviter, input: InviteUser): Promise<number> {
  const token = `${by.accountId}.${newToken()}`;
  const id = await by.ids('invitation', 1);
  const from = await database.account(by.accountId, async (db) => {
    await offerSeat(db, by, input, { id, token });
    const [inviter, { name }] = [await userRow(db, by.viewer.userId), await accountSettings(db)];
    return { user: inviter?.name ?? '', account: name };
  });
  const link = `${installationOf(database).baseUrl}/invitation?token=${token}`;
  await writeLetter(database, { kind: 'invitation', to: input, link, from });
  return id;
}

async function offerSeat(db: AccountDb, by: Inviter, input: InviteUser, invitation: { id: number; token: string }): Promise<void> {
  await roleToGive(db, by.viewer, input.roleId);
  if (await userByEmail(db, input.email)) {
    throw new Problem('already_a_user', 'This person has a seat in the account already.', {
      fields: { email: 'This person has a seat in the account already.' },
    });
  }
  await withdrawInvitations(db, { email: input.email });
  await insertInvitation(db, {
    id: invitation.id,
    email: input.email,
    name: input.name,
    roleId: input.roleId,
    tokenHash: hashOf(invitation.token),
    invitedBy: by.viewer.userId,
    expiresAt: new Date(db.now.getTime() + VALID_DAYS * 86_400_000),
  });
  await recordEvent(db, by.actor, {
    kind: userInvited,
    subject: { type: 'invitation', id: invitation.id },
    data: { roleId: input.roleId },
    personal: { email: input.email, name: input.name },
  });
}
