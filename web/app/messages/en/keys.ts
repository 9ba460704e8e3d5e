/** Keys of programs, apps of others, and what pages may do. */
export const keys = {
  'event.api_key.rotated': 'API key renewed',
  'event.api_key.exposed': 'API key seen in a browser page',
  'notification.api_key.exposed':
    '{count, plural, one {A page in a browser sent one of your API keys, which everybody can read there. Renew it} other {Pages in browsers sent API keys of yours # times. Renew them}}',
} as const;
