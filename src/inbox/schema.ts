import { z } from 'zod';

export const STATES = ['open', 'waiting', 'snoozed', 'closed'] as const;
export type ConversationState = (typeof STATES)[number];
const UNKNOWN_SENDERS = ['leave', 'create'] as const;
const MOST_AT_ONCE = 200;
const LONGEST_ANSWER = 20_000;
export const MOST_INBOXES = 100;

const id = z.int('Give a number.').positive('Give a number above zero.');
const name = (what: string) => z.string().trim().min(1, `Give the ${what} a name.`).max(100, 'A name may have at most 100 characters.');
const words = (most: number) =>
  z
    .string('Write a text.')
    .refine((text) => !text.includes('\u0000'), 'A text may not hold the sign of code zero.')
    .max(most, `At most ${most.toLocaleString('en')} characters.`);
const address = z
  .string('Write an e-mail address.')
  .max(254, 'Use at most 254 characters.')
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email('Write an e-mail address, such as hello@example.com.'));

export const inboxParams = z.object({ id: z.coerce.number('This is no number.').int().positive() });
export const entryParams = inboxParams.extend({ entry: z.coerce.number('This is no number.').int().positive() });
export const attachmentParams = entryParams.extend({ position: z.coerce.number('This is no number.').int().min(0).max(1_000) });
export const recordConversationsParams = z.object({
  object: z.coerce.number('This is no number.').int().min(0).max(1_000_000_000),
  id: z.coerce.number('This is no number.').int().positive(),
});

// Inboxes and channels ---------------------------------------------------------------------------------------------------------

const unknownSenders = z.enum(UNKNOWN_SENDERS, 'Choose whether people who are new become contacts at once.');
export const inboxBody = z.strictObject({
  name: name('inbox'),
  isForAll: z.boolean('Give true or false.'),
  userIds: z.array(id).max(200, 'Name at most 200 users.').default([]),
  unknownSenders: unknownSenders.default('leave'),
});
export type InboxInput = z.infer<typeof inboxBody>;
/** Where the conversations of an inbox go when it is deleted. */
export const deleteInboxQuery = z.object({ to: z.coerce.number('Choose the inbox its conversations go to.').int().positive() });

export const channelBody = z.strictObject({
  inboxId: id,
  address,
  fromName: words(100).default(''),
  signature: words(2_000).default(''),
});
export type ChannelInput = z.infer<typeof channelBody>;
export const channelChangeBody = channelBody.partial();
export type ChannelChange = z.infer<typeof channelChangeBody>;

// Conversations ----------------------------------------------------------------------------------------------------------------

const ASSIGNED = ['anybody', 'me', 'nobody'] as const;
const UNKNOWN_PAGE = 'This page is not known. Begin at the first.';
const cursor = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z\|\d{1,15}$/, UNKNOWN_PAGE)
  .refine((text) => !Number.isNaN(Date.parse(text.slice(0, text.indexOf('|')))), UNKNOWN_PAGE);

export const conversationsQuery = z.object({
  inbox: z.coerce.number('This is no number.').int().positive().optional(),
  channel: z.coerce.number('This is no number.').int().positive().optional(),
  state: z.enum([...STATES, 'spam', 'any'], 'Choose open, waiting, snoozed, closed, spam or any.').default('open'),
  assigned: z.union([z.enum(ASSIGNED), z.coerce.number().int().positive()], 'Choose me, nobody, anybody or a user.').default('anybody'),
  unread: z.stringbool('Give true or false.').default(false),
  search: z.string().trim().max(200, 'Search for at most 200 characters.').optional(),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ConversationsQuery = z.infer<typeof conversationsQuery>;

const which = { ids: z.array(id).min(1, 'Choose conversations.').max(MOST_AT_ONCE, `Choose at most ${MOST_AT_ONCE} conversations.`) };
export const assignBody = z.strictObject({ ...which, userId: id.nullable() });
export const closeBody = z.strictObject(which);
export const reopenBody = z.strictObject(which);
export const snoozeBody = z.strictObject({
  ...which,
  until: z.iso.datetime({ offset: true, error: 'Give a time, such as 2026-05-01T09:00:00Z.' }),
});
export const moveBody = z.strictObject({ ...which, inboxId: id });
export const mergeBody = z.strictObject({ otherId: id });
export const SPAM_REACH = ['address', 'domain'] as const;
export const spamBody = z.strictObject({ block: z.enum(SPAM_REACH, 'Block the address or its whole domain.').default('address') });
export const blockBody = z.strictObject({ value: words(254) });
export const readBody = z.strictObject({ upTo: z.int().min(0) });

const text = words(LONGEST_ANSWER).refine((said) => said.trim() !== '', 'Write something first.');
export const answerBody = z.strictObject({
  text,
  /** Whether what they wrote last stands below the answer. */
  quote: z.boolean().default(true),
  /** What becomes of the conversation: it waits for them, or is done. */
  afterwards: z.enum(['wait', 'close'], 'Choose whether it waits or is closed.').default('wait'),
  /** The latest entry its author has seen: an answer somebody else gave meanwhile is not talked over. */
  seen: z.int().min(0).optional(),
});
export type Answer = z.infer<typeof answerBody>;
export const noteBody = z.strictObject({ text });
export const draftBody = z.strictObject({ kind: z.enum(['answer', 'note']), text: words(LONGEST_ANSWER) });
export const startBody = z.strictObject({
  objectId: z.int().min(0),
  recordId: id,
  channelId: id,
  subject: words(300).refine((said) => said.trim() !== '', 'Give a subject.'),
  text,
});
export type NewConversation = z.infer<typeof startBody>;
export const answeringBody = z.strictObject({
  page: z.string().regex(/^[\w-]{6,60}$/, 'Give the page a name of 6 to 60 letters and digits.'),
  doing: z.enum(['arriving', 'here', 'leaving'], 'Choose arriving, here or leaving.'),
  answering: z.boolean().default(false),
});
export type Answering = z.infer<typeof answeringBody>;
export const htmlQuery = z.object({ pictures: z.stringbool('Give true or false.').default(false) });
export const mentionableQuery = z.object({ search: z.string().max(100).default('') });
/** The record an unknown sender is; a new one is made of who they say they are when it is left out. */
export const takeBody = z.strictObject({ recordId: id.optional() });

// Templates --------------------------------------------------------------------------------------------------------------------

export const templateBody = z.strictObject({
  name: name('template'),
  shortcut: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\p{L}\p{N}_-]{0,30}$/u, 'A shortcut has at most 30 letters and digits, without spaces.')
    .default(''),
  text,
  isShared: z.boolean().default(true),
});
export type TemplateInput = z.infer<typeof templateBody>;
export const fillBody = z.strictObject({ templateId: id });

// Steps of maps, and what criteria ask --------------------------------------------------------------------------------------------

const inboxId = z.int('Choose an inbox.').positive('Choose an inbox.');
export const assignSettings = z.strictObject({
  /** The record's owner, a user, or nobody. */
  to: z.union([z.literal('owner'), z.literal('nobody'), id], 'Choose the record’s owner, a user or nobody.'),
});
export type AssignSettings = z.infer<typeof assignSettings>;
export const closeSettings = z.strictObject({});
export const moveSettings = z.strictObject({ inboxId });
export type MoveSettings = z.infer<typeof moveSettings>;

const CONVERSATION_OPERATORS = ['open', 'unanswered', 'none'] as const;
export const conversationNode = z.strictObject({
  conversation: z.enum(CONVERSATION_OPERATORS, 'Choose "open", "unanswered" or "none".'),
  /** In some inboxes alone. */
  inboxIds: z.array(inboxId).max(100).optional(),
});
export type ConversationNode = z.infer<typeof conversationNode>;

// What the API shows ------------------------------------------------------------------------------------------------------------

export interface InboxView {
  id: number;
  name: string;
  isForAll: boolean;
  userIds: number[];
  unknownSenders: (typeof UNKNOWN_SENDERS)[number];
  /** Whether the viewer sees its conversations. */
  isMine: boolean;
  channels: ChannelView[];
}

export interface ChannelView {
  id: number;
  inboxId: number;
  kind: 'address' | 'replies';
  address: string | null;
  /** Where mail to the address can be sent on to, to come here; null where this installation takes none by itself. */
  forwardTo: string | null;
  fromName: string;
  signature: string;
}

export interface InboxCounts {
  /** Open conversations with something the viewer has not read, over all inboxes. */
  unread: number;
  mine: number;
  inboxes: { id: number; open: number; unread: number }[];
}

export interface ConversationLine {
  id: number;
  inboxId: number;
  channelId: number;
  state: ConversationState;
  isSpam: boolean;
  snoozedUntil: string | null;
  assigneeId: number | null;
  subject: string;
  excerpt: string;
  /** Who writes, as they say or as their record is called where the viewer may see it. */
  name: string;
  address: string | null;
  record: { objectId: number; id: number } | null;
  isUnread: boolean;
  hasDraft: boolean;
  entryCount: number;
  lastAt: string;
}

interface AttachmentView {
  name: string;
  type: string;
  bytes: number;
  url: string | null;
}

export interface EntryView {
  id: number;
  kind: 'in' | 'out' | 'note';
  at: string;
  authorId: number | null;
  address: string | null;
  name: string;
  subject: string;
  text: string;
  quoted: string;
  hasHtml: boolean;
  isAuto: boolean;
  attachments: AttachmentView[];
  deliveryId: number | null;
  /** Of an answer, what became of its letter. */
  status: string | null;
}

export interface ConversationDetail extends ConversationLine {
  entries: EntryView[];
  draft: { kind: 'answer' | 'note'; text: string } | null;
  /** Other conversations of the same person that the viewer may see. */
  others: { id: number; subject: string; state: ConversationState; lastAt: string }[];
  blocked: string | null;
}

export interface TemplateView {
  id: number;
  name: string;
  shortcut: string;
  text: string;
  isShared: boolean;
}
