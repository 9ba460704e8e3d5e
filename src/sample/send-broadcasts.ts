import { accountSettings, viewerOf } from '../accounts/index.ts';
import type { AccountDb, Database } from '../app/db.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import {
  allMessages,
  broadcastsNamed,
  noteReadings,
  planBroadcast,
  planBroadcastBody,
  previewBroadcast,
  unreadLetters,
} from '../email/index.ts';
import type { School } from './lay-school.ts';
import { BROADCASTS, MACHINE_PERCENT, type SchoolBroadcast } from './rules/broadcasts.ts';
import { chance } from './rules/chance.ts';

/** Sends what the school sent to many in this month of its past. */
export async function sendBroadcasts(db: AccountDb, ids: NextIds, school: School, month: number): Promise<void> {
  for (const broadcast of BROADCASTS.filter((each) => each.month === month)) {
    const { ownerUserId } = await accountSettings(db);
    const viewer = await viewerOf(db, ownerUserId!);
    const messageId = (await allMessages(db)).find(({ name }) => name === broadcast.letter)!.id;
    const plan = planBroadcastBody.parse({
      name: broadcast.name,
      // Those who read the newsletter and begin to sail: enough of them to say something, few enough to be there in a moment.
      which: { criteria: { tag: [school.tags[0]!, school.tags[1]!], operator: 'has_all' } },
      variants: [{ messageId }, ...broadcast.subjects.map((subject) => ({ messageId, subject }))],
      test: broadcast.subjects.length > 0 ? { share: 40, by: 'opens', waitMinutes: 240 } : null,
      schedule: { when: 'now' },
      expected: 0,
      key: `sample-${broadcast.name}`,
    });
    const { reached: expected } = await previewBroadcast(db, viewer, plan);
    await planBroadcast(db, { actor: { type: 'user', id: String(ownerUserId) }, viewer, ids }, { ...plan, expected });
  }
}

/**
 * Lets people read what has come to them: some open it, some of those follow a link, some mail programs open it alone. Who looks at a letter never
 * depends on how often this is asked.
 */
export async function readBroadcasts(database: Database, accountId: number): Promise<void> {
  await database.account(accountId, async (db) => {
    for (const broadcast of BROADCASTS) {
      for (const id of await broadcastsNamed(db, broadcast.name)) {
        const letters = await unreadLetters(db, id);
        await noteReadings(
          db,
          letters.flatMap((letter) => readingOf(broadcast, letter)),
        );
      }
    }
  });
}

type Letter = Awaited<ReturnType<typeof unreadLetters>>[number];

function readingOf({ openPercent, clickPercent }: SchoolBroadcast, letter: Letter): Parameters<typeof noteReadings>[1][number][] {
  const luck = chance(11_000 + letter.id * 7);
  const about = { deliveryId: letter.id, objectId: letter.object_id, recordId: letter.record_id };
  if (luck.happens(openPercent[letter.variant ?? 0]!)) {
    // The first link stands where people look first.
    const link = luck.happens(clickPercent) ? Math.min(letter.links - 1, luck.of([0, 0, 0, 0, 1, 1, 2])) : null;
    return [{ ...about, by: 'person', link }];
  }
  return luck.happens(MACHINE_PERCENT) ? [{ ...about, by: 'machine', link: null }] : [];
}
