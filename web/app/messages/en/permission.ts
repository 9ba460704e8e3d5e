/** Permission: what people may be sent and why not, topics, suppressions, reviews, the abuse desk. */
export const permission = {
  'event.mail.complained': 'Complained of a letter as spam',
} as const;
