import type { SOCIAL_NETWORKS } from '../schema.ts';

/** How each place is called where a letter links to it. */
export const SOCIAL_NAMES: Readonly<Record<(typeof SOCIAL_NETWORKS)[number], string>> = {
  facebook: 'Facebook',
  instagram: 'Instagram',
  x: 'X',
  linkedin: 'LinkedIn',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  whatsapp: 'WhatsApp',
  website: 'Website',
  email: 'E-mail',
};
