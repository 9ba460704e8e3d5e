import { z } from 'zod';

/** What users choose by, how they are told, in the order in which they are offered. */
export const TOPICS = ['mentions', 'tasks', 'records', 'work'] as const;
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
