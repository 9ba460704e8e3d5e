import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { id, objectName, objectNamed, recordId, recordIds } from '../things.ts';
import { tool, type Tool } from '../tool.ts';

const automationId = id.describe('The automation’s number. list_automations has it.');
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

export const standingTools: readonly Tool[] = [recordAutomations, explainAutomation, enrolRecords, removeRecords, holdRecords];
