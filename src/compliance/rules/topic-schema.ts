import { z } from 'zod';

export const TOPICS_MOST = 50;
/** Languages in which the public pages speak. */
export const PAGE_LANGUAGES = ['en', 'de'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** Everybody who permits mail gets it until they decline (`in`), or only who chose it (`out`). */
export const TOPIC_BEGINS = ['in', 'out'] as const;
export type TopicBegins = (typeof TOPIC_BEGINS)[number];

const name = z.string().trim().min(1, 'Give the topic a name.').max(60, 'A name has at most 60 characters.');
const description = z.string().trim().max(300, 'Say it in at most 300 characters.');
const names = z.partialRecord(z.enum(PAGE_LANGUAGES), z.strictObject({ name, description }));

const fields = { name, description, names, isPublic: z.boolean(), begins: z.enum(TOPIC_BEGINS) };

export const createTopicBody = z.strictObject({
  name: fields.name,
  description: fields.description.default(''),
  names: fields.names.default({}),
  isPublic: fields.isPublic.default(true),
  begins: fields.begins.default('in'),
});
export type NewTopic = z.infer<typeof createTopicBody>;

export const updateTopicBody = z.strictObject({
  name: fields.name.optional(),
  description: fields.description.optional(),
  names: fields.names.optional(),
  isPublic: fields.isPublic.optional(),
  begins: fields.begins.optional(),
  archived: z.boolean().optional(),
});
export type TopicChanges = z.infer<typeof updateTopicBody>;

export const topicParams = z.object({ id: z.coerce.number().int().positive() });
export const arrangeTopicsBody = z.strictObject({ ids: z.array(z.int().positive()).max(TOPICS_MOST) });

export interface Topic {
  id: number;
  name: string;
  description: string;
  names: Partial<Record<PageLanguage, { name: string; description: string }>>;
  isPublic: boolean;
  begins: TopicBegins;
  position: number;
  archived: boolean;
  /** How many people chose it, and how many declined it. */
  chosen: number;
  declined: number;
}
