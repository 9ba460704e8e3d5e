/** Keys of programs, apps of others, and what pages may do. */
export const keys = {
  'event.api_key.rotated': 'API key renewed',
  'event.api_key.exposed': 'API key seen in a browser page',
  'notification.api_key.exposed':
    '{count, plural, one {A page in a browser sent one of your API keys, which everybody can read there. Renew it} other {Pages in browsers sent API keys of yours # times. Renew them}}',
  'event.app.registered': 'App registered',
  'event.app.updated': 'App changed',
  'event.app.removed': 'App taken away',
  'event.app.connected': 'App connected',
  'event.app.disconnected': 'App disconnected',
  'event.app.token_reused': 'Token of an app used twice',
  'event.page_token.created': 'Publishable token made',
  'event.page_token.updated': 'Publishable token changed',
  'event.page_token.revoked': 'Publishable token revoked',
  'notification.app.token_reused':
    '{count, plural, one {Somebody else had the token of an app that you let in. It was disconnected} other {Tokens of apps that you let in were used by somebody else # times. They were disconnected}}',
} as const;
