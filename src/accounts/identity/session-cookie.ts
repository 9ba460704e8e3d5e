import type { FastifyReply, FastifyRequest } from 'fastify';

/** A session ends when it has not been used for so long. */
export const SESSION_DAYS = 30;

const PLAIN = 'quayside_session';
/** The prefix makes browsers take it from this host alone, over https alone. */
const SECURE = '__Host-quayside_session';

/** The session token a browser came with. */
export function sessionTokenOf(request: FastifyRequest): string | undefined {
  const token = request.cookies[SECURE] ?? request.cookies[PLAIN];
  return token !== undefined && /^[\w-]{16,128}$/.test(token) ? token : undefined;
}

/** Hands the browser its session token; no script can read it, and other sites' requests do not carry it. */
export function setSessionCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(secure ? SECURE : PLAIN, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: SESSION_DAYS * 86_400,
  });
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(PLAIN, { path: '/', httpOnly: true, sameSite: 'lax' });
  reply.clearCookie(SECURE, { path: '/', httpOnly: true, sameSite: 'lax', secure: true });
}
