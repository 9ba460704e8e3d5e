import type { AccountDb } from '../app/db.ts';
import { takeOfThrottle, reserveBulk, type Throttle } from './queries/holds.ts';
import type { VerdictRow } from './queries/verdict.ts';
import type { MailRequest } from './permit-mail.ts';
import type { Hold } from './schema.ts';

/** How long a letter to many that has just been let out keeps another to the same person, until it stands in the ledger and is counted. */
const RESERVED_MS = 2 * 60_000;

export interface Held {
  row: VerdictRow;
  reason: Hold;
  until: Date | null;
}

/**
 * Of those the gate would let through, who must wait: whoever was let out a letter to many this moment, while letters are capped; and all
 * that are more than a slowed-down account may send this hour. Costs nothing where nothing is capped and nothing slowed down.
 */
export async function holdBack(
  db: AccountDb,
  request: MailRequest,
  open: readonly VerdictRow[],
): Promise<{ free: VerdictRow[]; held: Held[] }> {
  if (open.length === 0) return { free: [], held: [] };
  const throttle = await takeOfThrottle(db, 'email', open.length);
  const room = throttle ? throttle.room : open.length;
  const late = open.slice(room).map((row): Held => ({ row, reason: 'throttled', until: nextHour(throttle!) }));
  const inTime = open.slice(0, room);
  if (request.purpose !== 'bulk') return { free: inTime, held: late };
  const until = new Date(db.now.getTime() + RESERVED_MS);
  const reserved = await reserveBulk(db, { objectId: request.objectId, recordIds: inTime.map((row) => row.record_id), until });
  if (!reserved) return { free: inTime, held: late };
  const mine = new Set(reserved);
  const free = inTime.filter((row) => mine.delete(row.record_id));
  const waiting = inTime.filter((row) => !free.includes(row)).map((row): Held => ({ row, reason: 'throttled', until }));
  return { free, held: [...waiting, ...late] };
}

const nextHour = ({ hour }: Throttle): Date => new Date(hour.getTime() + 3_600_000);
