import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { seatOf, type SeatRow } from './queries/seats.ts';
import { viewerFrom, type SeatRights } from './rules/rights.ts';

/** Through whose eyes a user of the account sees: their role, their exceptions, their team. Refuses with `not_found` who has no seat. */
export async function viewerOf(db: AccountDb, userId: number): Promise<Viewer> {
  const seat = await seatOf(db, userId);
  if (!seat) throw notFound('user');
  return viewerOfSeat(seat);
}

export const viewerOfSeat = (seat: SeatRow): Viewer => viewerFrom(seatRightsOf(seat));

export const seatRightsOf = (seat: SeatRow): SeatRights => ({
  userId: seat.user_id,
  teamIds: seat.team_ids,
  isOwner: seat.is_owner,
  rights: seat.rights,
  exceptions: seat.exceptions,
});
