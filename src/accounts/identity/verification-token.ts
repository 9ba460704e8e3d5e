/** The address a verification token speaks of. Only for tokens that better-auth has just found to be its own. */
export function emailOfToken(token: string): string {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return String((JSON.parse(payload) as { email: unknown }).email);
}
