import { z } from 'zod';
import { criteriaSchema } from '../../criteria/schema.ts';

export const BROADCAST_STATES = ['scheduled', 'running', 'paused', 'stopped', 'finished'] as const;
export type BroadcastState = (typeof BROADCAST_STATES)[number];

/** So many arms a split test has at most. */
export const MOST_VARIANTS = 5;
/** Fewer than this in each arm, and the outcome is chance. */
export const MEASURES = ['opens', 'clicks', 'hand'] as const;
export type SplitMeasure = (typeof MEASURES)[number];

const id = z.int('Give whole numbers.').positive('Ids are above zero.');
const ids = z.array(id).max(50_000, 'Name at most 50,000 records; choose more by a group or criteria.');

/** Whom: those named, those of a group, of a list, or who did not open an earlier broadcast; all of the object where nothing is said. */
const receiversSchema = z.strictObject({
  ids: ids.optional(),
  except: ids.optional(),
  group: id.optional(),
  criteria: criteriaSchema.optional(),
  search: z.string().max(200).optional(),
  /** A broadcast that is over: those of its receivers who neither opened it nor followed a link in it. */
  unopenedOf: id.optional(),
});
export type Receivers = z.infer<typeof receiversSchema>;

const moment = z.iso.datetime({ offset: true, message: 'Give a date and a time.' });
const wallTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Give a date and a time of day, such as 2026-03-05T09:00.');

/** When: at once; at a moment; when it is that time of day where each receiver lives; or evenly spread over hours from a moment on. */
const scheduleSchema = z.discriminatedUnion('when', [
  z.strictObject({ when: z.literal('now') }),
  z.strictObject({ when: z.literal('at'), at: moment }),
  z.strictObject({ when: z.literal('local'), at: wallTime }),
  z.strictObject({
    when: z.literal('spread'),
    at: moment.nullable().default(null),
    hours: z
      .int()
      .min(1)
      .max(24 * 14, 'Over two weeks at most.'),
  }),
]);
export type Schedule = z.infer<typeof scheduleSchema>;

const subjectLine = z
  .string()
  .max(300, 'The subject may have at most 300 characters.')
  .refine((value) => !/[\r\n]/.test(value), 'The subject must be one line.');

/** What letters are made from: a published message, under its own subject or another. */
const variantSchema = z.strictObject({ messageId: id, subject: subjectLine.optional() });
export type VariantAsked = z.infer<typeof variantSchema>;

/**
 * How a winner is found: so many of a hundred receivers get one of the variants; after so many hours the others get the one that was opened or
 * clicked most. With a hundred of a hundred everybody is in the test, and nobody waits for a winner.
 */
const testSchema = z.strictObject({
  share: z.int().min(1, 'At least one of a hundred.').max(100, 'At most all of them.'),
  by: z.enum(MEASURES),
  waitMinutes: z
    .int()
    .min(10, 'Wait at least ten minutes.')
    .max(7 * 24 * 60, 'Wait a week at most.')
    .default(240),
});
export type SplitTest = z.infer<typeof testSchema>;

const name = z.string().trim().min(1, 'Give the broadcast a name.').max(100, 'The name may have at most 100 characters.');

const broadcastInput = z.strictObject({
  objectId: z.int().min(0).default(0),
  which: receiversSchema,
  variants: z.array(variantSchema).min(1, 'Choose a message.').max(MOST_VARIANTS, `Try at most ${MOST_VARIANTS} variants.`),
});

export const previewBroadcastBody = broadcastInput;
export type PreviewBroadcast = z.infer<typeof previewBroadcastBody>;

export const planBroadcastBody = broadcastInput
  .extend({
    name,
    schedule: scheduleSchema,
    test: testSchema.nullable().default(null),
    /** How many the person was shown as getting a letter; a set that has changed by much since is not begun with. */
    expected: z.int().min(0),
    /** Asking twice with the same key plans one. */
    key: z.string().min(8, 'Give a key of at least 8 characters.').max(80, 'Give a key of at most 80 characters.'),
  })
  .refine(({ variants, test }) => variants.length > 1 === (test !== null), {
    path: ['test'],
    message: 'Several variants need a test, and a test needs several variants.',
  });
export type PlanBroadcast = z.infer<typeof planBroadcastBody>;

export const moveBroadcastBody = z.strictObject({ schedule: scheduleSchema });
export const chooseVariantBody = z.strictObject({
  variant: z
    .int()
    .min(0)
    .max(MOST_VARIANTS - 1),
});
export const broadcastParams = z.object({ id: z.coerce.number().int().positive() });
export const broadcastsQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

// What the app's API gives. ---------------------------------------------------------------------------------------------------------

/** Who would get letters, and who not and why. */
export interface BroadcastReach {
  total: number;
  reached: number;
  /** Records that share their address with one that gets a letter. */
  sameAddress: number;
  refused: { reason: string; count: number }[];
  problems: { variant: number; sentence: string }[];
}

export interface BroadcastVariant {
  messageId: number;
  messageName: string;
  subject: string;
}

export interface Broadcast {
  id: number;
  name: string;
  objectId: number;
  state: BroadcastState;
  /** Whether it still queues letters, waits for the end of its test, for somebody to choose, or for letters to leave. */
  phase: 'queueing' | 'testing' | 'choosing' | 'leaving' | null;
  which: Receivers;
  /** What the group, or the broadcast that was not opened, is called. */
  groupName: string | null;
  schedule: Schedule;
  variants: BroadcastVariant[];
  test: SplitTest | null;
  startsAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  startedBy: number;
  startedByName: string;
  decideAt: string | null;
  winner: { variant: number; by: 'hand' | 'measure'; confidence: number | null } | null;
  failure: string | null;
  progress: BroadcastProgress;
}

export interface BroadcastProgress {
  /** How many it is for; unknown before it starts. */
  total: number | null;
  queued: number;
  /** Letters that wait to leave. */
  waiting: number;
  refused: { reason: string; count: number }[];
  sameAddress: number;
}

// A letter to one person. -----------------------------------------------------------------------------------------------------------

export const letterParams = z.object({ object: z.coerce.number().int().min(0), id: z.coerce.number().int().positive() });
export const writeLetterBody = z.strictObject({
  subject: subjectLine.trim().min(1, 'Give the letter a subject.'),
  text: z.string().trim().min(1, 'Write something.').max(20_000, 'A letter may have at most 20,000 characters.'),
  /** From whom: whoever writes it, the owner of the record, or the account. */
  from: z.enum(['me', 'owner', 'account']).default('me'),
});
