import { z } from 'zod';
import { documentSchema, type Document, type MergeField } from '../documents/schema.ts';
import { senderSchema, utmSchema, type LetterSender, type Utm } from './rules/sender-schema.ts';

export {
  broadcastParams,
  broadcastsQuery,
  chooseVariantBody,
  letterParams,
  MOST_VARIANTS,
  moveBroadcastBody,
  planBroadcastBody,
  previewBroadcastBody,
  writeLetterBody,
  type Broadcast,
  type BroadcastProgress,
  type BroadcastReach,
  type BroadcastState,
  type BroadcastVariant,
  type PlanBroadcast,
  type Receivers,
  type Schedule,
  type SplitMeasure,
  type SplitTest,
  type VariantAsked,
} from './rules/broadcast-schema.ts';
export {
  peopleQuery,
  reportScope,
  type BroadcastRates,
  type Outcome,
  type Report,
  type ReportCounts,
  type ReportDomain,
  type ReportLink,
  type ReportPerson,
  type ReportVariant,
} from './rules/report-schema.ts';
export type { MessageSource, MessageVersion } from './rules/version-schema.ts';
export { SENDERS, type LetterSender, type Utm } from './rules/sender-schema.ts';

/** What a message's letters are for. Bulk letters need an opt-in and carry an unsubscribe link; transactional ones follow from a deal. */
const MESSAGE_PURPOSES = ['bulk', 'transactional', 'confirmation'] as const;
export type MessagePurpose = (typeof MESSAGE_PURPOSES)[number];

export const DELIVERY_STATUSES = ['queued', 'captured', 'sending', 'sent', 'failed', 'uncertain', 'cancelled'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

const line = (what: string, most: number) =>
  z
    .string()
    .max(most, `${what} may have at most ${most} characters.`)
    .refine((value) => !/[\r\n]/.test(value), `${what} must be one line.`);

const address = z
  .string()
  .trim()
  .max(254, 'An address has at most 254 characters.')
  .regex(/^[^\s@<>()[\]\\,;:"]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i, 'This is no e-mail address; it looks like name@example.com.');
const optionalAddress = z.union([z.literal(''), address], 'This is no e-mail address; it looks like name@example.com.');

const messageFields = {
  name: line('The name', 100).trim().min(1, 'Give the message a name.'),
  purpose: z.enum(MESSAGE_PURPOSES, 'Choose bulk, transactional or confirmation.'),
  subject: line('The subject', 300),
  preheader: line('The preview line', 300),
  body: documentSchema,
  fromName: line('The sender’s name', 100),
  replyTo: optionalAddress,
  sender: senderSchema,
  utm: utmSchema.nullable(),
  /** Null while it is made from the body. */
  textPart: z.string().max(50_000, 'The text part may have at most 50,000 characters.').nullable(),
  topicId: z.int().positive('Choose a topic.').nullable(),
};

export const createMessageBody = z.strictObject({
  objectId: z.int().min(0).default(0),
  name: messageFields.name,
  purpose: messageFields.purpose.default('bulk'),
  subject: messageFields.subject.default(''),
  preheader: messageFields.preheader.default(''),
  body: messageFields.body.default({ kind: 'plain', text: '' }),
  fromName: messageFields.fromName.default(''),
  replyTo: messageFields.replyTo.default(''),
  sender: messageFields.sender.default({ from: 'account' }),
  utm: messageFields.utm.default(null),
  textPart: messageFields.textPart.default(null),
  topicId: messageFields.topicId.default(null),
});
/** From whom a letter comes and where answers go; what is empty is as the account's settings say. */
export const messageSenderSchema = z.strictObject({
  fromName: messageFields.fromName.default(''),
  replyTo: messageFields.replyTo.default(''),
});
export type MessageSender = z.infer<typeof messageSenderSchema>;
type WholeMessage = z.infer<typeof createMessageBody>;
/** What is left out of a sender or of marks on links is as for messages that say nothing of them. */
export type CreateMessage = Omit<WholeMessage, Settable> & Partial<Pick<WholeMessage, Settable>>;
type Settable = 'sender' | 'utm' | 'textPart' | 'topicId';

/** `revision` is the one that was edited: a change that somebody else made since is not overwritten. `keeps`: what stood before is kept among the versions, whoever wrote it. */
export const updateMessageBody = z.strictObject({
  revision: z.int().positive(),
  keeps: z.boolean().optional(),
  name: messageFields.name.optional(),
  purpose: messageFields.purpose.optional(),
  subject: messageFields.subject.optional(),
  preheader: messageFields.preheader.optional(),
  body: messageFields.body.optional(),
  fromName: messageFields.fromName.optional(),
  replyTo: messageFields.replyTo.optional(),
  sender: messageFields.sender.optional(),
  utm: messageFields.utm.optional(),
  textPart: messageFields.textPart.optional(),
  topicId: messageFields.topicId.optional(),
});
export type UpdateMessage = z.infer<typeof updateMessageBody>;

export const messageParams = z.object({ id: z.coerce.number().int().positive() });
export const messageVersionParams = z.object({ id: z.coerce.number().int().positive(), at: z.string().regex(/^(version|draft)-\d{1,9}$/) });
/** `to` is a published version or a kept draft, as lists of versions name them. */
export const restoreMessageBody = z.strictObject({ revision: z.int().positive(), to: messageVersionParams.shape.at });
/** The test letter is filled in for a record, or shows the names of its fields. */
export const testMessageBody = z.strictObject({ recordId: z.int().positive().optional() });

/** The letter as one record would get it; nothing is kept. */
export const previewBody = z.strictObject({
  objectId: z.int().min(0),
  purpose: messageFields.purpose,
  subject: messageFields.subject,
  preheader: messageFields.preheader,
  body: messageFields.body,
  textPart: messageFields.textPart.optional(),
  recordId: z.int().positive().optional(),
});

/** Settings of the step `email.send`. */
export const sendMessageSettings = z.strictObject({ messageId: z.int('Choose a message.').positive('Choose a message.') });
export type SendMessageSettings = z.infer<typeof sendMessageSettings>;

export const SMTP_SECURITIES = ['tls', 'starttls', 'none'] as const;

/** An empty host sends through the installation's server; a password that is left out stays as it is. */
export const mailSettingsBody = z.strictObject({
  fromName: messageFields.fromName,
  fromAddress: optionalAddress,
  replyTo: optionalAddress,
  smtpHost: z.union([
    z.literal(''),
    z
      .string()
      .trim()
      .max(253)
      .regex(/^[a-z0-9.:_-]+$/i, 'Give the server’s name, such as smtp.example.com.'),
  ]),
  smtpPort: z.int().min(1, 'A port lies between 1 and 65535.').max(65_535, 'A port lies between 1 and 65535.'),
  smtpSecurity: z.enum(SMTP_SECURITIES, 'Choose tls, starttls or none.'),
  smtpUser: line('The user name', 254),
  smtpPassword: line('The password', 500).optional(),
});
export type MailSettingsInput = z.infer<typeof mailSettingsBody>;

export const outboxQuery = z.object({
  status: z.enum(DELIVERY_STATUSES).optional(),
  message: z.coerce.number().int().positive().optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type OutboxQuery = z.infer<typeof outboxQuery>;

export const deliveryParams = z.object({ id: z.coerce.number().int().positive() });
export const tokenParams = z.object({ token: z.string().min(1).max(200) });

// What the app's API gives. ---------------------------------------------------------------------------------------------------------

export interface MessageLine {
  id: number;
  objectId: number;
  name: string;
  purpose: MessagePurpose;
  subject: string;
  publishedVersion: number | null;
  /** Whether it was changed since it was published. */
  isChanged: boolean;
  updatedAt: string;
}

export interface Message extends MessageLine {
  preheader: string;
  body: Document;
  fromName: string;
  replyTo: string;
  sender: LetterSender;
  utm: Utm | null;
  textPart: string | null;
  topicId: number | null;
  revision: number;
}

export interface MessageProblem {
  /** `subject`, `body.blocks.2.url`, or `settings` for what is set elsewhere. */
  path: string;
  /** `unreadable`: it cannot be compiled; `missing`: it can be shown, and not be published. */
  code: 'unreadable' | 'missing';
  sentence: string;
}

export interface MessageStatistics {
  queued: number;
  captured: number;
  sent: number;
  failed: number;
  uncertain: number;
  cancelled: number;
}

export interface MessageDetail {
  message: Message;
  problems: MessageProblem[];
  mergeFields: MergeField[];
  statistics: MessageStatistics;
}

/** A letter filled in, without anything in it that would count an open or a click. */
export interface LetterPreview {
  from: string;
  to: string;
  replyTo: string;
  subject: string;
  html: string;
  text: string;
}

export interface OutboxLine {
  id: number;
  status: DeliveryStatus;
  reason: string | null;
  messageId: number;
  messageName: string;
  objectId: number;
  recordId: number;
  recordName: string;
  address: string | null;
  subject: string | null;
  queuedAt: string;
  sentAt: string | null;
}

export interface OutboxLetter extends OutboxLine {
  letter: LetterPreview | null;
  headers: readonly (readonly [string, string])[];
  /** The links of the letter, as this receiver's letter carries them. */
  links: { url: string; follow: string }[];
  unsubscribe: string | null;
  events: { kind: string; at: string }[];
}

export interface MailSettings {
  fromName: string;
  fromAddress: string;
  replyTo: string;
  smtpHost: string;
  smtpPort: number;
  smtpSecurity: (typeof SMTP_SECURITIES)[number];
  smtpUser: string;
  hasPassword: boolean;
  testedAt: string | null;
  /** Which server takes the letters while no host is set here. */
  installationHasServer: boolean;
  /** The address that stands as sender while none is set here. */
  fallbackAddress: string;
}

export type { BounceClass } from './rules/bounce-classes.ts';
export type { Deliverability, DeliveryCounts } from './rules/deliverability-schema.ts';
export type { InboundLine, InboundMailbox, InboundSettings, MailboxInput, MailKind } from './rules/inbound-schema.ts';
export { MAILBOX_PURPOSES } from './rules/inbound-schema.ts';
export { MAILBOX_PROVIDERS, PUBLISHED_LIMITS, standingOf, type LimitedRate, type MailboxProvider } from './rules/mailbox-providers.ts';
export type { DomainFinding, SendingDomain } from './rules/sending-domain-schema.ts';
export { STREAMS, TRANSPORT_KINDS, type MailTransport, type TransportInput } from './rules/transport-schema.ts';
