import type { Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { accountSettings } from './account-settings.ts';
import { accountOfToken, hashOf } from './identity/tokens.ts';
import { installationSettings } from './installation-settings.ts';
import { personByEmail } from './queries/identity.ts';
import { openInvitation } from './queries/invitations.ts';

export interface InvitationOffer {
  accountName: string;
  inviter: string;
  roleName: string;
  email: string;
  name: string;
  /** Whether this address has a login already: then its password is asked for, else a new one. */
  hasLogin: boolean;
  /** What must be agreed to where services are offered to others; null on one's own installation. */
  terms: { version: string; minimumAge: number } | null;
}

/** What an invitation's link offers. Refuses with `link_invalid` one that is wrong, used, withdrawn or too old. */
export async function invitationOffer(database: Database, token: string): Promise<InvitationOffer> {
  const offer = await database
    .account(accountOfToken(token), async (db) => {
      const invitation = await openInvitation(db, hashOf(token));
      return invitation && { invitation, accountName: (await accountSettings(db)).name };
    })
    .catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'account_not_found') return undefined;
      throw error;
    });
  if (!offer) throw invalidInvitation();
  const person = await database.system((db) => personByEmail(db, offer.invitation.email));
  const { hosting, termsVersion, minimumAge } = await installationSettings(database);
  return {
    accountName: offer.accountName,
    inviter: offer.invitation.inviter,
    roleName: offer.invitation.role_name,
    email: offer.invitation.email,
    name: person?.name ?? offer.invitation.name,
    hasLogin: person?.email_verified ?? false,
    terms: hosting === 'hosts' ? { version: termsVersion, minimumAge } : null,
  };
}

export const invalidInvitation = (): Problem =>
  new Problem('link_invalid', 'This invitation is not valid any more. Ask the person who invited you for another one.');
