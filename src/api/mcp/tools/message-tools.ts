import { z } from 'zod';
import { Problem } from '../../../app/kernel/problem.ts';
import { id, limit, objectName, objectNamed, objectsSeen } from '../things.ts';
import { addressOf } from '../told-records.ts';
import { tool, type Tool, type ToolCall } from '../tool.ts';

const messageId = id.describe('The message’s number. list_messages has it.');

interface RouteMessage {
  id: number;
  objectId: number;
  name: string;
  purpose: string;
  subject: string;
  preheader: string;
  publishedVersion: number | null;
  isChanged: boolean;
  updatedAt: string;
  body: { kind: 'plain'; text: string } | { kind: 'blocks'; blocks: readonly unknown[] };
  revision: number;
}
interface RouteDetail {
  message: RouteMessage;
  problems: unknown[];
  mergeFields: { path: string; label: string }[];
  statistics: Record<string, unknown>;
}

const lineShape = z.object({
  id: z.number(),
  object: z.string(),
  name: z.string(),
  purpose: z.string(),
  subject: z.string(),
  is_published: z.boolean(),
  changed_since: z.boolean().describe('Whether it was changed since it was published.'),
  updated_at: z.string(),
  address: z.string(),
});

const toldLine = (call: ToolCall, message: RouteMessage, keys: ReadonlyMap<number, string>) => ({
  id: message.id,
  object: keys.get(message.objectId) ?? String(message.objectId),
  name: message.name,
  purpose: message.purpose,
  subject: message.subject,
  is_published: message.publishedVersion !== null,
  changed_since: message.isChanged,
  updated_at: message.updatedAt,
  address: addressOf(call, `/messages/${message.id}`),
});

const keysOf = async (call: ToolCall): Promise<Map<number, string>> =>
  new Map((await objectsSeen(call)).map(({ shape }) => [shape.id, shape.key]));

const listMessages = tool({
  name: 'list_messages',
  title: 'List messages',
  description: 'The messages that letters are made from, newest first.',
  area: 'messages',
  plays: ['GET /api/messages'],
  input: z.strictObject({
    containing: z.string().max(100).optional().describe('Only those whose name or subject has this in it.'),
    limit: limit(100, 50),
    skip: z.int().min(0).max(10_000).default(0).describe('Pass over so many.'),
  }),
  told: { messages: z.array(lineShape), total: z.number() },
  async run(call, { containing, limit: most, skip }) {
    const keys = await keysOf(call);
    const { messages } = await call.play<{ messages: RouteMessage[] }>('GET /api/messages');
    const word = containing?.trim().toLowerCase() ?? '';
    const found = messages
      .filter(({ objectId, name, subject }) => keys.has(objectId) && `${name}\n${subject}`.toLowerCase().includes(word))
      .toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt));
    return { messages: found.slice(skip, skip + most).map((message) => toldLine(call, message, keys)), total: found.length };
  },
});

const detailShape = {
  message: lineShape,
  preview_line: z.string(),
  text: z.string().nullable().describe('What it says; null where it was laid out in blocks, which are read and changed in the editor.'),
  words: z.array(z.string()).optional().describe('Of a message in blocks: the texts in them.'),
  revision: z.number(),
  problems: z.array(z.unknown()).describe('What keeps it from being published.'),
  results: z.record(z.string(), z.unknown()),
};

async function toldDetail(call: ToolCall, { message, problems, statistics }: RouteDetail) {
  return {
    message: toldLine(call, message, await keysOf(call)),
    preview_line: message.preheader,
    text: message.body.kind === 'plain' ? message.body.text : null,
    ...(message.body.kind === 'blocks' ? { words: wordsIn(message.body.blocks) } : {}),
    revision: message.revision,
    problems,
    results: statistics,
  };
}

const TEXT_KEYS = new Set(['text', 'label', 'heading', 'title', 'caption', 'alt']);

/** The texts of blocks in their order. */
function wordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'string' ? (TEXT_KEYS.has(key) && one.trim() !== '' ? [one] : []) : wordsIn(one),
  );
}

const readMessage = tool({
  name: 'read_message',
  title: 'Read a message',
  description: 'A message as it is written, what keeps it from being published, and what became of its letters.',
  area: 'messages',
  plays: ['GET /api/messages/:id'],
  input: z.strictObject({ id: messageId }),
  told: {
    ...detailShape,
    merge_fields: z.array(z.string()).describe('What texts may ask of a record: {{ contact.first_name | default: "friend" }}.'),
  },
  async run(call, asked) {
    const detail = await call.play<RouteDetail>('GET /api/messages/:id', { params: { id: asked.id } });
    return { ...(await toldDetail(call, detail)), merge_fields: detail.mergeFields.slice(0, 150).map(({ path }) => path) };
  },
});

const text = z
  .string()
  .max(50_000)
  .describe(
    'What the letter says, as plain text with **bold**, *italic*, [words](https://…) and merge fields such as {{ contact.first_name | default: "friend" }}. The unsubscribe line is added by itself.',
  );

const draftMessage = tool({
  name: 'draft_message',
  title: 'Draft a message',
  description: 'Writes a new message as a draft. Nothing is sent and nothing published: a person looks at it, publishes it and sends it.',
  area: 'messages',
  effect: 'changes',
  plays: ['POST /api/messages'],
  input: z.strictObject({
    object: objectName.default('contact'),
    name: z.string().min(1).max(100).describe('What the message is called in the app.'),
    subject: z.string().max(300),
    preview_line: z.string().max(300).default('').describe('What inboxes show behind the subject.'),
    text,
    purpose: z
      .enum(['bulk', 'transactional'])
      .default('bulk')
      .describe('bulk for anything that people asked for; transactional only for what follows from a deal.'),
  }),
  told: detailShape,
  async run(call, asked) {
    const { shape } = await objectNamed(call, asked.object);
    const { object: _, preview_line: preheader, text: body, ...rest } = asked;
    const detail = await call.play<RouteDetail>('POST /api/messages', {
      body: { ...rest, objectId: shape.id, preheader, body: { kind: 'plain', text: body } },
    });
    return toldDetail(call, detail);
  },
});

const rewriteMessage = tool({
  name: 'update_message',
  title: 'Change a draft',
  description:
    'Writes a message anew as a draft: its name, subject, preview line or text. What was published stays as it is until a person publishes it again. The text of a message laid out in blocks is changed in the editor alone.',
  area: 'messages',
  effect: 'changes',
  isIdempotent: true,
  plays: ['GET /api/messages/:id', 'PATCH /api/messages/:id'],
  input: z.strictObject({
    id: messageId,
    name: z.string().min(1).max(100).optional(),
    subject: z.string().max(300).optional(),
    preview_line: z.string().max(300).optional(),
    text: text.optional(),
  }),
  told: detailShape,
  async run(call, { id: message, preview_line: preheader, text: body, ...rest }) {
    const params = { id: message };
    const now = await call.play<RouteDetail>('GET /api/messages/:id', { params });
    if (body !== undefined && now.message.body.kind === 'blocks')
      throw new Problem(
        'message_in_blocks',
        'This message is laid out in blocks. Change its text in the editor, or draft another message with draft_message.',
        { status: 409 },
      );
    const change = {
      ...rest,
      ...(preheader === undefined ? {} : { preheader }),
      ...(body === undefined ? {} : { body: { kind: 'plain', text: body } }),
    };
    return toldDetail(
      call,
      await call.play<RouteDetail>('PATCH /api/messages/:id', { params, body: { ...change, revision: now.message.revision } }),
    );
  },
});

export const messageTools: readonly Tool[] = [listMessages, readMessage, draftMessage, rewriteMessage];
