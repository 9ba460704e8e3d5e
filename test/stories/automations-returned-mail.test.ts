import { beforeAll, describe, expect, it } from 'vitest';
import type { Trigger } from '../../src/automations/schema.ts';
import { sendMessage } from '../../src/email/index.ts';
import { takeMail } from '../../src/email/inbound/take-mail.ts';
import { storyWorld } from '../automations/story-world.ts';
import { makeMessage } from '../mail.ts';

/** What comes back of letters as what starts a map: of one person's letter what the trigger asks for, of another's something near it. */
const world = storyWorld();
let messageId = 0;

interface Pair {
  met: number;
  unmet: number;
}
interface Case {
  kind: string;
  says: string;
  trigger: () => Omit<Trigger, 'id' | 'event'>;
  happens: (pair: Pair) => Promise<unknown>;
}

beforeAll(async () => {
  messageId = await makeMessage(world.test, world.seat, { purpose: 'transactional' });
});

/** A letter to somebody, and what a mail server or they themselves send back of it. */
async function back(recordId: number, raw: string): Promise<void> {
  const { accountId, actor } = world.seat;
  await world.test.database.account(accountId, (db) =>
    sendMessage(db, actor, { messageId, objectId: 0, recordIds: [recordId], ids: world.seat.ids }),
  );
  const [row] = await world.rows<{ id: number }>(
    'select max(id)::int as id from deliveries where account_id = $1 and record_id = $2',
    recordId,
  );
  const returnedTo = { accountId, deliveryId: row!.id };
  await takeMail(world.test.database, {
    accountId,
    via: 'smtp',
    raw: Buffer.from(raw),
    toAddress: 'b@example.com',
    isFromNobody: null,
    returnedTo,
  });
}

const report = (status: string): string =>
  `From: MAILER-DAEMON@mx.example\nSubject: Undelivered\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; x@mx\nAction: failed\nStatus: ${status}\n`;
const feedback = (type: string): string =>
  `From: fbl@provider.example\nSubject: Report\nContent-Type: message/feedback-report\n\nFeedback-Type: ${type}\nVersion: 1\n`;
const answer = (more = ''): string =>
  `From: ada@example.com\nSubject: Re: Hello\nMessage-ID: <${performance.now()}@example.com>\n${more}\nYes please.\n`;

const CASES: Case[] = [
  {
    kind: 'email.bounced',
    says: 'a mailbox that is not there, and not one that is full',
    trigger: () => ({ where: [{ key: 'class', operator: 'is', values: ['hard'] }] }),
    async happens({ met, unmet }) {
      await back(met, report('5.1.1'));
      await back(unmet, report('5.2.2'));
    },
  },
  {
    kind: 'email.complained',
    says: 'a complaint, and not a word that a letter was no spam',
    trigger: () => ({}),
    async happens({ met, unmet }) {
      await back(met, feedback('abuse'));
      await back(unmet, feedback('not-spam'));
    },
  },
  {
    kind: 'email.replied',
    says: 'an answer, and not what a program writes',
    trigger: () => ({}),
    async happens({ met, unmet }) {
      await back(met, answer());
      await back(unmet, answer('Auto-Submitted: auto-replied\n'));
    },
  },
];

describe('a map starts when', () => {
  it.each(CASES)('$kind: $says', async ({ kind, trigger, happens }) => {
    const [met, unmet] = [await world.contact(`Ada${kind.replace('.', '')}`), await world.contact(`Bob${kind.replace('.', '')}`)];
    for (const id of [met, unmet]) await world.user.patch(`/api/records/0/${id}`, { values: { 3: `r${id}.${kind}@example.com` } });
    const map = await world.publish(`When ${kind}`, [['tag.add', { tag: `Met ${kind}` }], ['end']], {
      triggers: [{ event: kind, ...trigger() }],
    });
    await world.run();
    await happens({ met, unmet });
    await world.run();
    expect((await world.way(map, met)).map((line) => line.kind)).toEqual(['automation.entered', 'automation.moved']);
    expect((await world.way(map, unmet).catch(() => [])).map((line) => line.kind)).toEqual([]);
    await world.user.post(`/api/automations/${map}/pause`);
  });
});
