import { accountSettings, usersOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { givenSince, membersOf, type KeptSettings, type MemberRow } from '../queries/routers.ts';
import { daysOf, type Present } from '../rules/availability.ts';
import type { Row, Standing } from '../rules/distribute.ts';

export interface RouterStanding {
  row: Row;
  present: Present;
}

/** A router's row of members as it stands now: who is there, what each has got today and this week, whose turn it is. */
export async function rowOfRouter(
  db: AccountDb,
  router: { id: number; settings: KeptSettings; last_user_id: number | null },
): Promise<RouterStanding> {
  return standingOf(db, router.settings, await membersOf(db, router.id), { routerId: router.id, lastUserId: router.last_user_id });
}

/** The same of settings and members that are not kept; with a router's id its numbers count. Who has left is left out. */
export async function standingOf(
  db: AccountDb,
  { how, otherwise }: Pick<KeptSettings, 'how' | 'otherwise'>,
  members: readonly MemberRow[],
  { routerId, lastUserId }: { routerId: number | undefined; lastUserId: number | null },
): Promise<RouterStanding> {
  const present: Present = { now: db.now, accountZone: (await accountSettings(db)).timeZone };
  const seated = new Set((await usersOf(db)).filter(({ hasLeft }) => !hasLeft).map(({ id }) => id));
  const staying = members.filter(({ user_id }) => seated.has(user_id));
  const days = new Map(staying.map(({ user_id, settings }) => [user_id, daysOf(settings, present)]));
  const earliest = [...days.values()].map(({ monday }) => monday).toSorted()[0];
  const given = routerId === undefined || earliest === undefined ? [] : await givenSince(db, routerId, earliest);
  const standing = staying.map(({ user_id, percent, settings, credit }): Standing => {
    const { today, monday } = days.get(user_id)!;
    const own = given.filter((row) => row.user_id === user_id && row.day >= monday && row.day <= today);
    return {
      userId: user_id,
      percent,
      settings,
      credit,
      given: {
        today: own.find(({ day }) => day === today)?.given ?? 0,
        week: own.reduce((sum, row) => sum + row.given, 0),
      },
    };
  });
  return { row: { how, otherwise: fallbackOf(otherwise, seated), lastUserId, members: standing }, present };
}

/** Whoever has left gets nothing: their records wait. */
const fallbackOf = (otherwise: Row['otherwise'], seated: ReadonlySet<number>): Row['otherwise'] =>
  otherwise.do === 'user' && !seated.has(otherwise.userId) ? { do: 'wait' } : otherwise;
