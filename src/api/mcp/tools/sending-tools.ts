import { z } from 'zod';
import { Problem } from '../../../app/kernel/problem.ts';
import { id, objectName, objectNamed, recordId, recordIds } from '../things.ts';
import { addressOf } from '../told-records.ts';
import { tool, type Tool, type ToolCall } from '../tool.ts';

const messageId = id.describe('The message’s number. list_messages has it.');

const wouldThisReach = tool({
  name: 'would_this_reach',
  title: 'Would a letter reach this person?',
  description:
    'Whether one person may be sent letters now, of each purpose and about each topic, and if not, why: the very verdict that sending gets. Also since when and by what evidence they asked for mail.',
  area: 'messages',
  plays: ['GET /api/objects/:object/records/:id/permission'],
  input: z.strictObject({ object: objectName.default('contact'), id: recordId }),
  told: {
    email: z.string().nullable(),
    verdicts: z.record(z.string(), z.string()).describe('By purpose: "yes", or the reason why not.'),
    topics: z.array(z.object({ id: z.number(), name: z.string(), wanted: z.boolean(), verdict: z.string() })),
    since: z.string().nullable(),
    how: z.string().nullable(),
    evidence: z.string().nullable(),
    paused_until: z.string().nullable(),
  },
  async run(call, asked) {
    const { shape } = await objectNamed(call, asked.object);
    interface Card {
      email: {
        address: string | null;
        refusals: Record<string, string | null>;
        since: string | null;
        how: string | null;
        evidence: string | null;
      };
      topics: { id: number; name: string; wanted: boolean; refusal: string | null }[];
      wishes: { pausedUntil: string | null };
    }
    const { email, topics, wishes } = await call.play<Card>('GET /api/objects/:object/records/:id/permission', {
      params: { object: shape.id, id: asked.id },
    });
    return {
      email: email.address,
      verdicts: Object.fromEntries(Object.entries(email.refusals).map(([purpose, reason]) => [purpose, reason ?? 'yes'])),
      topics: topics.map(({ id: topic, name, wanted, refusal }) => ({ id: topic, name, wanted, verdict: refusal ?? 'yes' })),
      since: email.since,
      how: email.how,
      evidence: email.evidence,
      paused_until: wishes.pausedUntil,
    };
  },
});

const sending = { message_id: messageId, record_ids: recordIds };
interface Reach {
  total: number;
  reached: number;
  sameAddress: number;
  refused: { reason: string; count: number }[];
  problems: { sentence: string }[];
}

async function reachOf(call: ToolCall, { message_id: message, record_ids: ids }: { message_id: number; record_ids: readonly number[] }) {
  const { messages } = await call.play<{ messages: { id: number; objectId: number }[] }>('GET /api/messages');
  const objectId = messages.find((one) => one.id === message)?.objectId ?? 0;
  const asked = { objectId, which: { ids: [...new Set(ids)] }, variants: [{ messageId: message }] };
  return { asked, reach: await call.play<Reach>('POST /api/broadcasts/preview', { body: asked }) };
}

const previewSending = tool({
  name: 'preview_sending',
  title: 'See whom a message would reach',
  description: 'How many of the named records would get a published message now, and how many not and why. Nothing is sent.',
  area: 'messages',
  plays: ['GET /api/messages', 'POST /api/broadcasts/preview'],
  input: z.strictObject(sending),
  told: {
    total: z.number(),
    would_get_it: z.number(),
    same_address: z.number(),
    would_not: z.array(z.object({ reason: z.string(), count: z.number() })),
    problems: z.array(z.string()).describe('What keeps the message from being sent at all.'),
  },
  async run(call, asked) {
    const { reach } = await reachOf(call, asked);
    return {
      total: reach.total,
      would_get_it: reach.reached,
      same_address: reach.sameAddress,
      would_not: reach.refused,
      problems: reach.problems.map(({ sentence }) => sentence),
    };
  },
});

const sendMessage = tool({
  name: 'send_message',
  title: 'Send a message',
  description:
    'Sends a published message to at most 50 named records, now. Letters to real people leave and cannot be taken back: call preview_sending first and ask the person you work for. Only those whom the rules of permission let through get it.',
  area: 'messages',
  effect: 'sends',
  startsOff: true,
  plays: ['GET /api/messages', 'POST /api/broadcasts/preview', 'POST /api/broadcasts'],
  input: z.strictObject({
    ...sending,
    expected: z.int().min(1).max(50).describe('How many would get it, as preview_sending has just said. Another number is refused.'),
    key: z.string().min(8).max(80).describe('A key of your own for this sending: asking again with the same key sends nothing twice.'),
  }),
  told: { broadcast: z.number(), state: z.string(), receivers: z.number(), address: z.string() },
  async run(call, given) {
    const { asked, reach } = await reachOf(call, given);
    if (reach.problems[0]) throw new Problem('cannot_send', reach.problems[0].sentence);
    if (reach.reached !== given.expected)
      throw new Problem(
        'not_as_expected',
        `${reach.reached} would get this message now, not ${given.expected}. Look with preview_sending again.`,
        { status: 409 },
      );
    const { id: broadcast, state } = await call.play<{ id: number; state: string }>('POST /api/broadcasts', {
      body: {
        ...asked,
        name: `Sent by an assistant, ${call.now.toISOString().slice(0, 10)}`,
        schedule: { when: 'now' },
        expected: reach.reached,
        key: given.key,
      },
    });
    return { broadcast, state, receivers: reach.reached, address: addressOf(call, `/messages/broadcasts/${broadcast}`) };
  },
});

export const sendingTools: readonly Tool[] = [wouldThisReach, previewSending, sendMessage];
