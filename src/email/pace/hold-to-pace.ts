import type { AccountDb } from '../../app/db.ts';
import type { AllowedLetter } from '../claim-letters.ts';
import { addSent, restingDomains, sentLately } from '../queries/receiver-paces.ts';
import { domainOfAddress } from '../rules/address.ts';
import { nextHour, roomOf } from '../rules/pace.ts';
import type { WayOut } from '../transports/ways-out.ts';

/** How many letters a transport may take now; as many as there are where it has no limits. */
export async function roomLeft(db: AccountDb, way: WayOut | undefined): Promise<number> {
  if (!way || (!way.pace && !way.warmUp)) return Number.POSITIVE_INFINITY;
  const sent = await sentLately(db, way.transportId, ['']);
  return roomOf(way, sent.get('') ?? { sentHour: 0, sentDay: 0 }, db.now).room;
}

/**
 * Letters that keep the limits of a transport and of their receivers' domains, and counts them as sent; the others wait, each until its time. A domain
 * whose servers have asked us to go slower gets nothing until it has rested.
 */
export async function holdToPace(
  db: AccountDb,
  way: WayOut,
  letters: readonly AllowedLetter[],
): Promise<{ free: readonly AllowedLetter[]; held: { id: number; reason: string; dueAt: Date }[] }> {
  if (letters.length === 0) return { free: letters, held: [] };
  const resting = await restingDomains(db, way.transportId);
  const limits = new Map((way.pace?.domains ?? []).map(({ domain, perHour }) => [domain, perHour]));
  const isLimited = way.pace !== null || way.warmUp !== null;
  if (resting.size === 0 && !isLimited) return { free: letters, held: [] };
  const sent = isLimited ? await sentLately(db, way.transportId, ['', ...limits.keys()]) : new Map();
  const whole = roomOf(way, sent.get('') ?? { sentHour: 0, sentDay: 0 }, db.now);
  const leaving = new Map<string, number>();
  const held: { id: number; reason: string; dueAt: Date }[] = [];
  const count = (domain: string): number => leaving.get(domain) ?? 0;
  const free = letters.filter(({ delivery: { id }, permit }) => {
    const domain = domainOfAddress(permit.address);
    const restsUntil = resting.get(domain);
    const perHour = limits.get(domain);
    const hold = (reason: string, dueAt: Date): boolean => (held.push({ id, reason, dueAt }), false);
    if (restsUntil) return hold('receiver_asked_to_slow_down', restsUntil);
    if (count('') >= whole.room) return hold('pace', whole.until);
    if (perHour !== undefined && count(domain) + (sent.get(domain)?.sentHour ?? 0) >= perHour) return hold('pace', nextHour(db.now));
    leaving.set('', count('') + 1);
    if (perHour !== undefined) leaving.set(domain, count(domain) + 1);
    return true;
  });
  if (isLimited) await addSent(db, way.transportId, leaving);
  return { free, held };
}
