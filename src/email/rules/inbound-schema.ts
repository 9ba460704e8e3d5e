import { z } from 'zod';
import type { BounceClass } from './bounce-classes.ts';

/** What a mail that came in is: `delay` tells that a letter is still under way, `mail` is one that answers none of ours. */
const MAIL_KINDS = ['bounce', 'delay', 'complaint', 'auto_reply', 'reply', 'mail'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export const MAILBOX_PURPOSES = ['people', 'bounces'] as const;
export type MailboxPurpose = (typeof MAILBOX_PURPOSES)[number];

const text = (most: number, empty: string) => z.string().trim().min(1, empty).max(most, `At most ${most} characters.`);

/** A password that is left out stays as it is. */
export const mailboxBody = z.strictObject({
  name: text(100, 'Give the mailbox a name.'),
  purpose: z.enum(MAILBOX_PURPOSES, 'Choose what arrives there.'),
  address: z
    .string()
    .trim()
    .toLowerCase()
    .max(254)
    .regex(/^[^\s@<>()[\]\\,;:"]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, 'This is no e-mail address; it looks like name@example.com.'),
  host: text(253, 'Name the server, such as imap.example.com.').regex(/^[a-z0-9.:_-]+$/i, 'Name the server, such as imap.example.com.'),
  port: z.int().min(1, 'A port lies between 1 and 65535.').max(65_535, 'A port lies between 1 and 65535.').default(993),
  security: z.enum(['tls', 'starttls', 'none'], 'Choose tls, starttls or none.').default('tls'),
  userName: text(254, 'Name the user.'),
  password: z.string().min(1).max(500).optional(),
  folder: text(200, 'Name the folder.').default('INBOX'),
});
export type MailboxInput = z.infer<typeof mailboxBody>;
export const mailboxParams = z.object({ id: z.coerce.number().int().positive() });
export const mailboxPauseBody = z.strictObject({ isPaused: z.boolean() });
export const inboundQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

// What the app's API gives. ---------------------------------------------------------------------------------------------------------

export interface InboundMailbox {
  id: number;
  name: string;
  purpose: MailboxPurpose;
  address: string;
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  userName: string;
  folder: string;
  isPaused: boolean;
  fetchedAt: string | null;
  problem: string | null;
}

export interface InboundSettings {
  mailboxes: InboundMailbox[];
  /** The installation's own listener; null while it is off. */
  listener: { mailHost: string; port: number; isEncrypted: boolean } | null;
}

/** A mail that came in, as lists show it. */
export interface InboundLine {
  id: number;
  kind: MailKind;
  receivedAt: string;
  from: { address: string; name: string } | null;
  subject: string | null;
  bounceClass: BounceClass | null;
  diagnostic: string | null;
  record: { objectId: number; id: number } | null;
  deliveryId: number | null;
}
