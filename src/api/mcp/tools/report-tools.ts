import { z } from 'zod';
import { invalid } from '../../../app/kernel/problem.ts';
import { id, limit } from '../things.ts';
import { tool, type Tool } from '../tool.ts';

const counts = z.record(z.string(), z.number());

const listBroadcasts = tool({
  name: 'list_broadcasts',
  title: 'List broadcasts',
  description: 'What was sent to many at once, what is being sent and what is planned, the latest first.',
  area: 'reports',
  plays: ['GET /api/broadcasts'],
  input: z.strictObject({ limit: limit(50, 20), before: id.optional().describe('The lowest number of the page before.') }),
  told: {
    broadcasts: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        state: z.string(),
        starts_at: z.string().nullable(),
        messages: z.array(z.string()),
        progress: z.record(z.string(), z.unknown()),
      }),
    ),
  },
  async run(call, { limit: most, before }) {
    interface Line {
      id: number;
      name: string;
      state: string;
      startsAt: string | null;
      variants: { messageName: string }[];
      progress?: Record<string, unknown>;
    }
    const { broadcasts } = await call.play<{ broadcasts: Line[] }>('GET /api/broadcasts', {
      query: { limit: most, ...(before === undefined ? {} : { before }) },
    });
    return {
      broadcasts: broadcasts.map(({ id: broadcast, name, state, startsAt, variants, progress }) => ({
        id: broadcast,
        name,
        state,
        starts_at: startsAt,
        messages: variants.map(({ messageName }) => messageName),
        progress: progress ?? {},
      })),
    };
  },
});

const letterReport = tool({
  name: 'letter_report',
  title: 'Report on letters',
  description:
    'What became of the letters of a message or a broadcast: sent, delivered, opened by people, followed, answered, unsubscribed, complained about, come back and why, by link and by domain.',
  area: 'reports',
  plays: ['GET /api/reports/letters'],
  input: z.strictObject({ message_id: id.optional(), broadcast_id: id.optional() }),
  told: {
    counts,
    links: z.array(z.object({ url: z.string(), people: z.number() })),
    domains: z.array(z.object({ domain: z.string().nullable(), counts })),
    reasons: z.array(z.object({ outcome: z.string(), reason: z.string(), count: z.number() })),
    variants: z.array(z.object({ variant: z.number(), counts })),
  },
  async run(call, { message_id: message, broadcast_id: broadcast }) {
    if ((message === undefined) === (broadcast === undefined)) throw invalid('message_id', 'Give either message_id or broadcast_id.');
    return call.play('GET /api/reports/letters', { query: message === undefined ? { broadcast } : { message } });
  },
});

const automationReport = tool({
  name: 'automation_report',
  title: 'Report on an automation',
  description: 'How many records came onto an automation, stand on each step now, and took each exit, ever or between two days.',
  area: 'reports',
  plays: ['GET /api/automations/:id/counts'],
  input: z.strictObject({
    id: id.describe('The automation’s number.'),
    from: z.iso.date().optional().describe('The first day, such as 2026-03-01.'),
    to: z.iso.date().optional().describe('The last day.'),
  }),
  told: {
    entered: z.number(),
    next_due_at: z.string().nullable(),
    steps: z.array(
      z.object({
        step: z.number(),
        standing: z.number(),
        held: z.number(),
        failed: z.number(),
        arrived: z.number(),
        exits: z.array(z.number()),
      }),
    ),
  },
  async run(call, { id: automation, ...days }) {
    interface Counts {
      entered: number;
      nextDueAt: string | null;
      steps: { id: number; standing: number; held: number; failed: number; arrived: number; exits: number[] }[];
    }
    const { entered, nextDueAt, steps } = await call.play<Counts>('GET /api/automations/:id/counts', {
      params: { id: automation },
      query: days,
    });
    return { entered, next_due_at: nextDueAt, steps: steps.map(({ id: step, ...rest }) => ({ step, ...rest })) };
  },
});

const deliverability = tool({
  name: 'deliverability',
  title: 'How mail is taken',
  description:
    'What became of the letters of the last days by who keeps the receivers’ mailboxes: sent, come back, put off, complained about, opened.',
  area: 'reports',
  plays: ['GET /api/deliverability'],
  input: z.strictObject({ days: z.int().min(7).max(90).default(30) }),
  told: {
    total: counts,
    by_provider: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
    by_domain: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
    bounces: z.array(z.object({ class: z.string(), count: z.number() })),
  },
  async run(call, { days }) {
    interface Taken {
      total: Record<string, number>;
      byProvider: Record<string, string | number>[];
      byDomain: Record<string, string | number>[];
      byClass: { class: string; count: number }[];
    }
    const taken = await call.play<Taken>('GET /api/deliverability', { query: { days } });
    return { total: taken.total, by_provider: taken.byProvider, by_domain: taken.byDomain, bounces: taken.byClass };
  },
});

export const reportTools: readonly Tool[] = [listBroadcasts, letterReport, automationReport, deliverability];
