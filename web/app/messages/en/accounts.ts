/** Signing in and up, users, roles, keys, settings. */
export const accounts = {
  'accounts.signIn.title': 'Sign in',
} as const;
