import { z } from 'zod';
import type { AutomationMap } from '../../../automations/index.ts';
import { allMessages } from '../../../email/index.ts';
import { Problem } from '../../../app/kernel/problem.ts';
import { criteriaWords } from '../rules/criteria-words.ts';
import { stepsTold, triggerWords, type MapNames } from '../rules/map-words.ts';
import { id, objectNamed, objectsSeen, type SeenObject } from '../things.ts';
import { addressOf } from '../told-records.ts';
import { tool, type Tool, type ToolCall } from '../tool.ts';
import { namesForWords } from '../which-records.ts';

const automationId = id.describe('The automation’s number. list_automations has it.');
const line = z.object({
  id: z.number(),
  object: z.string(),
  name: z.string(),
  status: z.string().describe('draft, published (it runs), or paused.'),
  standing: z.number().describe('How many records stand on it now.'),
  failed: z.number().describe('How many were set aside because a step failed.'),
  entered: z.number().describe('How often records came onto it, ever.'),
});

interface RouteLine {
  id: number;
  objectId: number;
  name: string;
  status: string;
  standing: number;
  failed: number;
  entered: number;
}

const allOf = (call: ToolCall): Promise<RouteLine[]> => call.play<RouteLine[]>('GET /api/automations');

const listAutomations = tool({
  name: 'list_automations',
  title: 'List automations',
  description: 'Every automation with its state and how many records stand on it.',
  area: 'automations',
  plays: ['GET /api/automations'],
  input: z.strictObject({ containing: z.string().max(100).optional().describe('Only those whose names have this in them.') }),
  told: { automations: z.array(line) },
  async run(call, { containing }) {
    const keys = new Map((await objectsSeen(call)).map(({ shape }) => [shape.id, shape.key]));
    const word = containing?.trim().toLowerCase() ?? '';
    const all = (await allOf(call)).filter(({ objectId, name }) => keys.has(objectId) && name.toLowerCase().includes(word));
    return { automations: all.map((one) => ({ ...one, object: keys.get(one.objectId)! })) };
  },
});

const readAutomation = tool({
  name: 'read_automation',
  title: 'Read an automation',
  description:
    'The map of an automation as steps in words: what brings records onto it, what each step does and where it leads, how many stand on each, and what is wrong with it.',
  area: 'automations',
  plays: ['GET /api/automations', 'GET /api/automations/:id', 'GET /api/automations/:id/counts', 'GET /api/groups'],
  input: z.strictObject({
    id: automationId,
    draft: z.boolean().default(false).describe('The draft that is being worked on, instead of what runs.'),
  }),
  told: {
    id: z.number(),
    object: z.string(),
    name: z.string(),
    status: z.string(),
    version: z.number().nullable(),
    draft_differs: z.boolean(),
    begins_with: z.array(z.string()).describe('What brings records onto it.'),
    only_who: z.string().nullable(),
    leaves_when: z.string().nullable(),
    reentry: z.string(),
    first_step: z.number().nullable(),
    steps: z.array(
      z.object({
        id: z.number(),
        kind: z.string(),
        does: z.string(),
        leads_to: z.array(z.object({ when: z.string(), step: z.number().nullable() })),
        standing: z.number(),
        failed: z.number(),
      }),
    ),
    problems: z.unknown().optional(),
    address: z.string(),
  },
  async run(call, asked) {
    interface Opened {
      id: number;
      objectId: number;
      name: string;
      status: string;
      version: number | null;
      draftDiffers: boolean;
      draft: AutomationMap;
      published: AutomationMap | null;
      problems: unknown;
      publishedProblems: unknown;
    }
    const opened = await call.play<Opened>('GET /api/automations/:id', { params: { id: asked.id } });
    const seen = await objectNamed(call, opened.objectId);
    const counts = await call.play<{ steps: { id: number; standing: number; failed: number }[] }>('GET /api/automations/:id/counts', {
      params: { id: asked.id },
    });
    const isDraft = asked.draft || opened.published === null;
    const map = isDraft ? opened.draft : opened.published!;
    const names = await namesOfMap(call, seen);
    const standing = new Map(counts.steps.map((step) => [step.id, step]));
    const words = (criteria: unknown): string | null => (criteria ? criteriaWords(criteria as never, names) : null);
    return {
      id: opened.id,
      object: seen.shape.key,
      name: opened.name,
      status: opened.status,
      version: opened.version,
      draft_differs: opened.draftDiffers,
      begins_with: map.triggers.map((trigger) => triggerWords(trigger, names)),
      only_who: words(map.who),
      leaves_when: words(map.exit),
      reentry: map.reentry,
      first_step: map.start,
      steps: stepsTold(map, names).map((step) => ({
        ...step,
        standing: standing.get(step.id)?.standing ?? 0,
        failed: standing.get(step.id)?.failed ?? 0,
      })),
      problems: isDraft ? opened.problems : opened.publishedProblems,
      address: addressOf(call, `/automations/${opened.id}`),
    };
  },
});

async function namesOfMap(call: ToolCall, seen: SeenObject): Promise<MapNames> {
  return {
    ...(await namesForWords(call, seen)),
    messages: new Map((await call.inAccount((db) => allMessages(db))).map(({ id: messageId, name }) => [messageId, name])),
    automations: new Map((await allOf(call)).map(({ id: mapId, name }) => [mapId, name])),
  };
}

const pauseAutomation = tool({
  name: 'pause_automation',
  title: 'Pause an automation, or let it go on',
  description: 'Stops an automation, so that nobody enters and everybody stays where they stand, or lets a paused one go on.',
  area: 'automations',
  effect: 'changes',
  isIdempotent: true,
  plays: ['GET /api/automations', 'POST /api/automations/:id/pause', 'POST /api/automations/:id/resume'],
  input: z.strictObject({ id: automationId, paused: z.boolean().describe('true to pause it, false to let it go on.') }),
  told: { id: z.number(), status: z.string() },
  async run(call, asked) {
    const now = (await allOf(call)).find((one) => one.id === asked.id);
    if (!now)
      throw new Problem('not_found', `There is no automation ${asked.id}. Ask list_automations for those there are.`, { status: 404 });
    if (now.status === (asked.paused ? 'paused' : 'published')) return now;
    return call.play(asked.paused ? 'POST /api/automations/:id/pause' : 'POST /api/automations/:id/resume', { params: { id: asked.id } });
  },
});

export const automationTools: readonly Tool[] = [listAutomations, readAutomation, pauseAutomation];
