import type { AccountDb } from '../../app/db.ts';
import { membersOf } from '../queries/routers.ts';
import { absenceOf, backAt, type Absence } from '../rules/availability.ts';
import { distribute, type Decision } from '../rules/distribute.ts';
import type { RouterSettings } from '../rules/router-settings.ts';
import { loadRouter } from './load-router.ts';
import { standingOf } from './row-of-router.ts';

const NEXT = 10;

export interface MemberNow {
  userId: number;
  today: number;
  week: number;
  absence: Absence | undefined;
  /** When they next get something; undefined when not within a year. */
  back: Date | undefined;
}

export interface TriedRouter {
  members: MemberNow[];
  /** Who would get the next ten, if they came now. */
  next: Decision[];
}

/** How a router stands, and who would get the next ten records, with settings that are being edited. Nothing is given to anybody. */
export async function tryRouter(
  db: AccountDb,
  { routerId, settings }: { routerId?: number | undefined; settings: RouterSettings },
): Promise<TriedRouter> {
  const kept = routerId === undefined ? undefined : await loadRouter(db, routerId);
  const credits = new Map((routerId === undefined ? [] : await membersOf(db, routerId)).map(({ user_id, credit }) => [user_id, credit]));
  const members = settings.members.map(({ userId, percent, settings: own }) => ({
    user_id: userId,
    percent,
    settings: own,
    credit: credits.get(userId) ?? 0,
  }));
  const { row, present } = await standingOf(db, settings, members, { routerId, lastUserId: kept?.last_user_id ?? null });
  return {
    members: row.members.map(({ userId, settings: own, given }) => ({
      userId,
      ...given,
      absence: absenceOf(own, given, present),
      back: backAt(own, given, present),
    })),
    next: distribute(row, NEXT, present).decisions,
  };
}
