import { z } from 'zod';

/** What users choose by, how they are told, in the order in which they are offered. */
export const TOPICS = ['mentions', 'conversations', 'automations', 'tasks', 'records', 'work'] as const;
export type TopicName = (typeof TOPICS)[number];

export const BY_MAIL = ['at-once', 'daily', 'never'] as const;
export type ByMail = (typeof BY_MAIL)[number];

export interface Choice {
  topic: TopicName;
  inApp: boolean;
  byMail: ByMail;
}

/** How somebody is told who has chosen nothing. */
export const DEFAULT_CHOICES: Readonly<Record<TopicName, Omit<Choice, 'topic'>>> = {
  mentions: { inApp: true, byMail: 'at-once' },
  conversations: { inApp: true, byMail: 'daily' },
  automations: { inApp: true, byMail: 'at-once' },
  tasks: { inApp: true, byMail: 'daily' },
  records: { inApp: true, byMail: 'never' },
  work: { inApp: true, byMail: 'never' },
};

/** A notification as the API shows it; names are null where the reader may not see what they name. */
export interface NotificationView {
  id: number;
  kind: string;
  topic: TopicName;
  count: number;
  at: string;
  isRead: boolean;
  actorName: string | null;
  record: { objectId: number; id: number; name: string } | null;
  subject: { type: string; id: number } | null;
  /** What an automation says, of one event alone; null once the record has been erased. */
  words: { subject: string; text: string } | null;
}

export const notificationsQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  unread: z.stringbool({ error: 'Give true or false.' }).default(false),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

export const readBody = z.union(
  [
    z.strictObject({ ids: z.array(z.int().positive()).min(1).max(500) }),
    z.strictObject({ upTo: z.int().positive() }),
    z.strictObject({ record: z.strictObject({ objectId: z.int().min(0), id: z.int().positive() }) }),
  ],
  { error: 'Say what was read: ids, upTo (an id and all before it), or record.' },
);
export type Read = z.infer<typeof readBody>;

export const choicesBody = z.strictObject({
  choices: z
    .array(
      z.strictObject({
        topic: z.enum(TOPICS, `Choose one of ${TOPICS.join(', ')}.`),
        inApp: z.boolean('Give true or false.'),
        byMail: z.enum(BY_MAIL, `Choose one of ${BY_MAIL.join(', ')}.`),
      }),
    )
    .max(TOPICS.length)
    .refine((choices) => new Set(choices.map(({ topic }) => topic)).size === choices.length, 'Choose for each topic once.'),
});

export const LONGEST_SUBJECT = 200;
export const LONGEST_TEXT = 5_000;

/** The record's owner, a user, or everybody of a role. */
const receiverSchema = z.union([z.literal('owner'), z.int().positive(), z.strictObject({ role: z.int().positive() })], {
  error: 'Choose the record’s owner, users or roles.',
});
export type Receiver = z.infer<typeof receiverSchema>;

export const notifySettings = z.strictObject({
  to: z.array(receiverSchema).min(1, 'Choose who is notified.').max(50, 'Choose at most 50 users and roles.'),
  subject: z
    .string()
    .trim()
    .min(1, 'Say in a line what happened.')
    .max(LONGEST_SUBJECT, `A subject may have at most ${LONGEST_SUBJECT} characters.`),
  text: z
    .string()
    .max(LONGEST_TEXT, `A text may have at most ${LONGEST_TEXT.toLocaleString('en')} characters.`)
    .default(''),
});
export type NotifySettings = z.infer<typeof notifySettings>;
