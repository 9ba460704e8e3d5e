import type { AccountDb, Database } from '../app/db.ts';
import type { Identity } from '../app/http.ts';
import { Problem, invalid } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { userJoined } from './events.ts';
import { limitTries } from './identity/limits.ts';
import { makeProvenPerson, requireGoodCredentials } from './identity/people.ts';
import { openSession, type Visit } from './identity/sessions.ts';
import { accountOfToken, hashOf } from './identity/tokens.ts';
import { invalidInvitation, invitationOffer, type InvitationOffer } from './invitation-offer.ts';
import { personByEmail } from './queries/identity.ts';
import { markInvitationAccepted, openInvitation } from './queries/invitations.ts';
import { insertUser, userOfIdentity } from './queries/users.ts';
import { recordAcceptance } from './record-acceptance.ts';
import type { AcceptInvitation } from './schema.ts';
import { signIn } from './sign-in.ts';

/**
 * Takes the seat an invitation offers, once. Who has a login proves it by being signed in or by the password; who has none makes one,
 * for the letter proved the address. Gives the account, and a session's token where the caller was not signed in.
 */
export async function acceptInvitation(
  database: Database,
  visit: Visit,
  caller: Identity,
  input: AcceptInvitation,
): Promise<{ accountId: number; sessionToken: string | undefined }> {
  await limitTries(database, 'token', { ip: visit.ip });
  const offer = await invitationOffer(database, input.token);
  requireConsent(offer, input);
  const person = await personOf(database, visit, caller, offer, input);
  const accountId = accountOfToken(input.token);
  const userId = await database.nextIds(accountId, 'user', 1);
  await database.account(accountId, (db) => takeSeat(db, { userId, person, visit, offer, token: input.token, at: database.clock.now() }));
  const isSignedIn = caller.id === person.identityId || person.sessionToken !== undefined;
  return { accountId, sessionToken: isSignedIn ? person.sessionToken : await openSession(database, person.identityId, visit) };
}

interface Invited {
  identityId: string;
  name: string;
  email: string;
  sessionToken?: string;
}

async function personOf(
  database: Database,
  visit: Visit,
  caller: Identity,
  offer: InvitationOffer,
  input: AcceptInvitation,
): Promise<Invited> {
  const { email } = offer;
  const signedIn = caller.email === email && caller.id !== '';
  const password = input.password;
  if (offer.hasLogin && signedIn) return { identityId: caller.id, name: offer.name, email };
  if (password === undefined) throw invalid('password', offer.hasLogin ? 'Write the password of your login.' : 'Choose a password.');
  if (offer.hasLogin) {
    const sessionToken = await signIn(database, visit, { email, password });
    const known = await database.system((db) => personByEmail(db, email));
    return { identityId: known!.id, name: offer.name, email, sessionToken };
  }
  const name = input.name ?? offer.name;
  requireGoodCredentials({ name, hasSingleName: input.hasSingleName, email, password });
  return { identityId: await makeProvenPerson(database, { name, email, password }), name, email };
}

function requireConsent({ terms, hasLogin }: InvitationOffer, input: AcceptInvitation): void {
  if (!terms || hasLogin) return;
  if (!input.ageConfirmed) throw invalid('ageConfirmed', 'Confirm your age.');
  if (input.termsVersion !== terms.version) throw invalid('termsVersion', 'Read and accept the terms.', 'terms_changed');
}

interface Seat {
  userId: number;
  person: Invited;
  visit: Visit;
  offer: InvitationOffer;
  token: string;
  at: Date;
}

async function takeSeat(db: AccountDb, { userId, person, visit, offer, token, at }: Seat): Promise<void> {
  const invitation = await openInvitation(db, hashOf(token), true);
  if (!invitation) throw invalidInvitation();
  if (await userOfIdentity(db, person.identityId))
    throw new Problem('already_a_user', 'You have a seat in this account already.', { status: 409 });
  await insertUser(db, { id: userId, identityId: person.identityId, roleId: invitation.role_id, name: person.name, email: person.email });
  await markInvitationAccepted(db, invitation.id);
  await recordEvent(
    db,
    { type: 'user', id: String(userId) },
    {
      kind: userJoined,
      subject: { type: 'user', id: userId },
      data: { invitationId: invitation.id, roleId: invitation.role_id },
      personal: { name: person.name, email: person.email },
    },
  );
  if (!offer.terms || offer.hasLogin) return;
  const { version, minimumAge } = offer.terms;
  await recordAcceptance(db, { identityId: person.identityId, userId, version, minimumAge, how: 'invitation', at, ip: visit.ip });
}
