import { z } from 'zod';
import { route, type Route } from '../../app/http.ts';
import { acceptInvitation } from '../accept-invitation.ts';
import { changePassword } from '../change-password.ts';
import { endOtherSessions } from '../end-other-sessions.ts';
import { endSession } from '../end-session.ts';
import { newChallenge } from '../identity/proof-of-work.ts';
import { clearSessionCookie, sessionTokenOf } from '../identity/session-cookie.ts';
import { invitationOffer } from '../invitation-offer.ts';
import { presentMe, presentSession } from '../present.ts';
import { openSessions } from '../queries/identity.ts';
import { requestReset } from '../request-reset.ts';
import { resendVerification } from '../resend-verification.ts';
import { resetPassword } from '../reset-password.ts';
import {
  acceptInvitationSchema,
  changePasswordSchema,
  emailOnlySchema,
  resetPasswordSchema,
  setUpSchema,
  signInSchema,
  signUpSchema,
  tokenOnlySchema,
} from '../schema.ts';
import { setUp } from '../set-up.ts';
import { signIn } from '../sign-in.ts';
import { signOut } from '../sign-out.ts';
import { signUpOptions } from '../sign-up-options.ts';
import { signUp } from '../sign-up.ts';
import { signedInPerson } from '../signed-in-person.ts';
import { verifyEmail } from '../verify-email.ts';
import { giveSession, personal, visitOf } from './visit.ts';

export const identityRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/identity/options',
    access: 'public',
    summary: 'What a newcomer can do here, and what they are asked',
    handle: ({ database }) => signUpOptions(database),
  }),
  route({
    method: 'GET',
    path: '/api/identity/challenge',
    access: 'public',
    perMinute: 60,
    summary: 'A new proof of work for the sign-up form',
    handle: ({ database }) => newChallenge(database),
  }),
  route({
    method: 'POST',
    path: '/api/identity/sign-up',
    access: 'public',
    summary: 'Sign up',
    body: signUpSchema,
    handle: async (call) => {
      await signUp(call.database, visitOf(call), call.body);
      return { next: 'verify' };
    },
  }),
  route({
    method: 'POST',
    path: '/api/identity/verify',
    access: 'public',
    summary: 'Prove an e-mail address by the token of a letter',
    body: tokenOnlySchema,
    handle: async ({ database, body }) => verifyEmail(database, body.token),
  }),
  route({
    method: 'POST',
    path: '/api/identity/resend',
    access: 'public',
    summary: 'Send the verification letter again',
    body: emailOnlySchema,
    handle: async (call) => resendVerification(call.database, visitOf(call), call.body.email),
  }),
  route({
    method: 'POST',
    path: '/api/identity/set-up',
    access: 'public',
    summary: 'Take over an empty installation',
    body: setUpSchema,
    handle: async (call) => {
      const { accountId, token } = await setUp(call.database, visitOf(call), call.body);
      giveSession(call, token);
      return { accountId };
    },
  }),
  route({
    method: 'POST',
    path: '/api/identity/sign-in',
    access: 'public',
    summary: 'Sign in',
    body: signInSchema,
    handle: async (call) => giveSession(call, await signIn(call.database, visitOf(call), call.body, sessionTokenOf(call.request))),
  }),
  personal({
    method: 'POST',
    path: '/api/identity/sign-out',
    access: 'signed-in',
    summary: 'Sign out',
    handle: async ({ database, identity, reply }) => {
      await signOut(database, identity);
      clearSessionCookie(reply);
    },
  }),
  route({
    method: 'POST',
    path: '/api/identity/request-reset',
    access: 'public',
    summary: 'Send a link for choosing a new password',
    body: emailOnlySchema,
    handle: async (call) => requestReset(call.database, visitOf(call), call.body.email),
  }),
  route({
    method: 'POST',
    path: '/api/identity/reset',
    access: 'public',
    summary: 'Choose a new password by the token of a letter',
    body: resetPasswordSchema,
    handle: async (call) => resetPassword(call.database, visitOf(call), call.body),
  }),
  personal({
    method: 'POST',
    path: '/api/identity/password',
    access: 'signed-in',
    summary: 'Change one’s own password',
    body: changePasswordSchema,
    handle: async (call) => changePassword(call.database, visitOf(call), call.identity, call.body),
  }),
  route({
    method: 'GET',
    path: '/api/identity/invitations/:token',
    access: 'public',
    perMinute: 30,
    summary: 'What an invitation offers',
    params: z.object({ token: z.string().max(200) }),
    handle: ({ database, params }) => invitationOffer(database, params.token),
  }),
  route({
    method: 'POST',
    path: '/api/identity/invitations/accept',
    access: 'public',
    summary: 'Take the seat an invitation offers',
    body: acceptInvitationSchema,
    handle: async (call) => {
      const { accountId, sessionToken } = await acceptInvitation(call.database, visitOf(call), call.identity, call.body);
      if (sessionToken) giveSession(call, sessionToken);
      return { accountId };
    },
  }),
  personal({
    method: 'GET',
    path: '/api/session',
    access: 'signed-in',
    summary: 'The signed-in person and the accounts they have a seat in',
    handle: async ({ database, identity }) => presentMe(identity, await signedInPerson(database, identity)),
  }),
  personal({
    method: 'GET',
    path: '/api/identity/sessions',
    access: 'signed-in',
    summary: 'Where one is signed in',
    handle: async ({ database, identity }) => {
      const rows = await database.system((db) => openSessions(db, identity.id, database.clock.now()));
      return rows.map((row) => presentSession(row, identity.sessionId));
    },
  }),
  personal({
    method: 'DELETE',
    path: '/api/identity/sessions/:id',
    access: 'signed-in',
    summary: 'End one of one’s own sessions',
    params: z.object({ id: z.string().max(100) }),
    handle: ({ database, identity, params }) => endSession(database, identity, params.id),
  }),
  personal({
    method: 'POST',
    path: '/api/identity/sessions/end-others',
    access: 'signed-in',
    summary: 'End all of one’s sessions but this one',
    handle: async ({ database, identity }) => ({ ended: await endOtherSessions(database, identity) }),
  }),
];
