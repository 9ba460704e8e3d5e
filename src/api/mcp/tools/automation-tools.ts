import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AutomationMap } from '../../../automations/index.ts';
import { allMessages } from '../../../email/index.ts';
import { Problem } from '../../../app/kernel/problem.ts';
import { criteriaWords } from '../rules/criteria-words.ts';
import { stepsTold, triggerWords, type MapNames } from '../rules/map-words.ts';
import { id, objectName, objectNamed, objectsSeen, recordId, recordIds, type SeenObject } from '../things.ts';
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

const where = z.object({
  automation: z.string(),
  automation_id: z.number(),
  step: z.number(),
  state: z.string(),
  due_at: z.string().nullable(),
  is_held: z.boolean(),
  is_paused: z.boolean(),
  arrived_at: z.string(),
  failure: z.string().nullable(),
});
interface Position {
  automationId: number;
  automation: string;
  isPaused: boolean;
  stepId: number;
  state: string;
  dueAt: string | null;
  isHeld: boolean;
  arrivedAt: string;
  failure: string | null;
}
const toldPosition = (position: Position) => ({
  automation: position.automation,
  automation_id: position.automationId,
  step: position.stepId,
  state: position.state,
  due_at: position.dueAt,
  is_held: position.isHeld,
  is_paused: position.isPaused,
  arrived_at: position.arrivedAt,
  failure: position.failure,
});

const recordAutomations = tool({
  name: 'automations_of_record',
  title: 'Where a record stands',
  description: 'On which automations a record stands now, at which step, until when, and why it does not go on, if it does not.',
  area: 'automations',
  plays: ['GET /api/records/:object/:id/automations'],
  input: z.strictObject({ object: objectName, id: recordId }),
  told: { standing: z.array(where) },
  async run(call, { object, id: record }) {
    const { shape } = await objectNamed(call, object);
    const positions = await call.play<Position[]>('GET /api/records/:object/:id/automations', { params: { object: shape.id, id: record } });
    return { standing: positions.map(toldPosition) };
  },
});

const explainAutomation = tool({
  name: 'explain_automation',
  title: 'Explain a record’s way',
  description:
    'Why a record is on an automation and what happened to it there: each move, newest first, with what caused it, which steps it passed, what they did, and why it stopped or left.',
  area: 'automations',
  plays: ['GET /api/automations/:id/records/:recordId/way'],
  input: z.strictObject({ id: automationId, record_id: recordId }),
  told: {
    moves: z.array(
      z.object({
        at: z.string(),
        what: z.string(),
        by: z.string(),
        because_of: z.string().nullable(),
        steps_passed: z.array(z.number()),
        came_to_step: z.number().nullable(),
        outcome: z.string().nullable(),
        reason: z.string().nullable(),
        did: z.array(z.string()),
      }),
    ),
    standing: z.array(where),
  },
  async run(call, asked) {
    interface Cause {
      kind: string;
      at: string;
      subject: { type: string; name: string | null; id: number } | null;
    }
    interface Way {
      lines: {
        at: string;
        kind: string;
        actor: { type: string; name: string | null };
        path: number[];
        outcome: string | null;
        stepId: number | null;
        reason: string | null;
        cause: Cause | null;
        effects: (Cause & { stepId: number | null })[];
      }[];
      standing: Position[];
    }
    const way = await call.play<Way>('GET /api/automations/:id/records/:recordId/way', {
      params: { id: asked.id, recordId: asked.record_id },
    });
    const said = ({ kind, at, subject }: Cause): string =>
      `${kind}${subject ? ` (${subject.type} ${subject.name ?? subject.id})` : ''} at ${at}`;
    return {
      moves: way.lines.map((move) => ({
        at: move.at,
        what: move.kind,
        by: move.actor.name ?? move.actor.type,
        because_of: move.cause && said(move.cause),
        steps_passed: move.path.filter((step) => typeof step === 'number'),
        came_to_step: move.stepId,
        outcome: move.outcome,
        reason: move.reason === null ? null : String(move.reason),
        did: move.effects.map(said),
      })),
      standing: way.standing.map(toldPosition),
    };
  },
});

const entering = z.strictObject({ id: automationId, record_ids: recordIds });

const enrolRecords = tool({
  name: 'enrol_records',
  title: 'Put records on an automation',
  description:
    'Lets at most 50 records enter an automation that runs. Its steps then happen to them: letters may leave, fields and tags may change. Read it with read_automation first.',
  area: 'automations',
  effect: 'changes',
  plays: ['POST /api/automations/:id/records'],
  input: entering,
  told: { asked: z.number(), result: z.record(z.string(), z.unknown()) },
  async run(call, { id: automation, record_ids: ids }) {
    const result = await call.play<unknown>('POST /api/automations/:id/records', { params: { id: automation }, body: { recordIds: ids } });
    return { asked: ids.length, result: asObject(result) };
  },
});

const removeRecords = tool({
  name: 'take_off_automation',
  title: 'Take records off an automation',
  description: 'Takes at most 50 records off an automation, wherever they stand on it. What has happened to them stays.',
  area: 'automations',
  effect: 'changes',
  isIdempotent: true,
  plays: ['POST /api/automations/:id/records/remove'],
  input: entering,
  told: { asked: z.number(), result: z.record(z.string(), z.unknown()) },
  async run(call, { id: automation, record_ids: ids }) {
    const result = await call.play<unknown>('POST /api/automations/:id/records/remove', {
      params: { id: automation },
      body: { recordIds: ids },
    });
    return { asked: ids.length, result: asObject(result) };
  },
});

const asObject = (result: unknown): Record<string, unknown> =>
  typeof result === 'object' && result !== null ? { ...result } : { records: result };

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

const holdRecords = tool({
  name: 'hold_records',
  title: 'Hold records on automations, or let them go on',
  description:
    'Keeps at most 50 records where they stand, on one automation or on all, so that no step happens to them, or lets held ones go on. It happens in the background, in moments.',
  area: 'automations',
  effect: 'changes',
  isIdempotent: true,
  plays: ['POST /api/bulk'],
  input: z.strictObject({
    object: objectName,
    record_ids: recordIds,
    automation_id: automationId.optional().describe('Only on this automation; on all that they stand on when left out.'),
    held: z.boolean().describe('true to hold them, false to let them go on.'),
  }),
  told: { run: z.number(), status: z.string(), records: z.number() },
  async run(call, asked) {
    const { shape } = await objectNamed(call, asked.object);
    const ids = [...new Set(asked.record_ids)];
    const { id: run, status } = await call.play<{ id: number; status: string }>('POST /api/bulk', {
      body: {
        objectId: shape.id,
        kind: asked.held ? 'automation.hold' : 'automation.resume',
        settings: { automationId: asked.automation_id ?? null },
        which: { ids },
        expected: ids.length,
        key: randomUUID(),
      },
    });
    return { run, status, records: ids.length };
  },
});

export const automationTools: readonly Tool[] = [
  listAutomations,
  readAutomation,
  recordAutomations,
  explainAutomation,
  enrolRecords,
  removeRecords,
  holdRecords,
  pauseAutomation,
];
