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
import { chance, type Chance } from './rules/chance.ts';

/** Sends what the school sent to many in this month of its past. */
export async function sendBroadcasts(db: AccountDb, ids: NextIds, school: School, month: number): Promise<void> {
  for (const broadcast of BROADCASTS.filter((each) => each.month === month)) {
    const { ownerUserId } = await accountSettings(db);
    const viewer = await viewerOf(db, ownerUserId!);
    const messageId = (await allMessages(db)).find(({ name }) => name === broadcast.letter)!.id;
    const plan = planBroadcastBody.parse({
      name: broadcast.name,
      which: { criteria: { tag: [school.tags[0]!], operator: 'has_any' } },
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

/** Lets people read what came to them of this month's broadcasts: some open it, some of those follow a link, some mail programs open it alone. */
export async function readBroadcasts(database: Database, accountId: number, month: number): Promise<void> {
  const luck = chance(11_000 + month);
  await database.account(accountId, async (db) => {
    for (const broadcast of BROADCASTS.filter((each) => each.month === month)) {
      for (const id of await broadcastsNamed(db, broadcast.name)) {
        const letters = await unreadLetters(db, id);
        await noteReadings(
          db,
          letters.flatMap((letter) => readingOf(luck, broadcast, letter)),
        );
      }
    }
  });
}

type Letter = Awaited<ReturnType<typeof unreadLetters>>[number];

function readingOf(
  luck: Chance,
  { openPercent, clickPercent }: SchoolBroadcast,
  letter: Letter,
): Parameters<typeof noteReadings>[1][number][] {
  const about = { deliveryId: letter.id, objectId: letter.object_id, recordId: letter.record_id };
  if (luck.happens(openPercent[letter.variant ?? 0]!)) {
    // The first link stands where people look first.
    const link = luck.happens(clickPercent) ? Math.min(letter.links - 1, luck.of([0, 0, 0, 0, 1, 1, 2])) : null;
    return [{ ...about, by: 'person', link }];
  }
  return luck.happens(MACHINE_PERCENT) ? [{ ...about, by: 'machine', link: null }] : [];
}
