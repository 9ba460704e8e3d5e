import type { AccountDb, Database } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import { accountSettings } from '../accounts/index.ts';
import { permitMail, sendingHalted, type Permit } from '../compliance/index.ts';
import { newEventIds } from '../ledger/index.ts';
import { recordsByIds, type RecordRow } from '../records/index.ts';
import { castLetters, type CastBatch } from './compose/cast-letters.ts';
import { keptMould, type KeptMould } from './compose/kept-moulds.ts';
import { emailCaptured, emailFailed, emailUncertain } from './events.ts';
import { mergeValuesOf, type MergeValues } from './letters/merge-values.ts';
import { holdToPace, roomLeft } from './pace/hold-to-pace.ts';
import { claimBulk, claimUrgent, markCancelled, markCaptured, markOutcomes, postpone } from './queries/claiming.ts';
import type { DueLetter } from './queries/due-letters.ts';
import { deleteBatches, doubtfulLetters, insertBatch, lockClaims, lockLostBatches } from './queries/letter-batches.ts';
import { recordLetterEvents } from './queries/letter-events.ts';
import { waysOut, type Outside, type WayOut } from './transports/ways-out.ts';

/** So many letters are handed over between two words on record of how far it went. */
export const SLICE = 200;
/** Letters captured in one transaction. */
const CAPTURE_AT_ONCE = 500;
/** How long a letter may be on its way; longer than the server's silence is borne, for a whole batch of letters. */
const LEASE_MS = 10 * 60_000;
/** What the gate holds back without saying until when is asked about again after this. */
const HELD_MS = 5 * 60_000;

/** A letter the gate has let through, with what it is filled in with. */
export interface AllowedLetter {
  delivery: DueLetter;
  permit: Permit;
  record: RecordRow;
  values: MergeValues;
  mould: KeptMould;
}

export interface Claim {
  /** Letters that may leave now, each batch by the way they leave. */
  batches: (CastBatch & { way: WayOut; batchId: number })[];
  /** How many letters got any further, those to be sent among them. */
  moved: number;
}

/**
 * Takes up to `limit` letters that are due, asks the gate for each once more, captures those that must not leave (the account practises or did
 * when they were queued, or there is no way out), and takes the rest into batches. What this transaction commits is what may be sent.
 */
export async function claimLetters(
  db: AccountDb,
  database: Database,
  { outside, limit }: { outside: Outside; limit: number },
): Promise<Claim> {
  const realNow = database.clock.now();
  if (!(await lockClaims(db))) return { batches: [], moved: 0 };
  const interrupted = await giveUpInterrupted(db, realNow);
  if (await sendingHalted(db, 'email')) return { batches: [], moved: interrupted };
  const practises = (await accountSettings(db)).mode === 'practising';
  const { ways, wayFor, sender } = await waysOut(db, database, outside);
  const most = practises ? CAPTURE_AT_ONCE : limit;
  const due = await claimDue(db, {
    urgent: practises ? most : Math.min(most, await roomLeft(db, wayFor('transactional'))),
    bulk: practises ? most : Math.min(most, await roomLeft(db, wayFor('bulk'))),
  });
  const allowed = await allowedOf(db, database, due);

  const captured = (letter: AllowedLetter): string | null => {
    if (practises || letter.delivery.practising) return 'practising';
    return wayFor(letter.delivery.purpose) ? null : 'no_mail_server';
  };
  await capture(
    db,
    allowed.flatMap((letter) => {
      const reason = captured(letter);
      return reason === null ? [] : [{ ...letter, reason }];
    }),
  );
  const leaving = allowed.filter((letter) => captured(letter) === null);
  const batches: Claim['batches'] = [];
  for (const way of ways) {
    const bound = leaving.filter(({ delivery }) => wayFor(delivery.purpose) === way);
    const { free, held } = await holdToPace(db, way, bound);
    await postpone(db, held);
    const cast = await castLetters(db, { database, account: sender, letters: free });
    if (cast.failed.length > 0) await markUnfillable(db, cast.failed);
    if (cast.letters.length === 0) continue;
    const batchId = await database.nextIds(db.accountId, 'letter_batch', 1);
    const leaseUntil = new Date(realNow.getTime() + LEASE_MS);
    await insertBatch(db, { id: batchId, leaseUntil, begun: Math.min(SLICE, cast.letters.length), letters: cast.filled });
    batches.push({ ...cast, way, batchId });
  }
  return { batches, moved: due.length + interrupted };
}

/** What people wait for goes first; bulk mail gets what is left of its share. */
async function claimDue(db: AccountDb, most: { urgent: number; bulk: number }): Promise<DueLetter[]> {
  const urgent = most.urgent > 0 ? await claimUrgent(db, most.urgent) : [];
  const left = most.bulk - urgent.length;
  return left > 0 ? [...urgent, ...(await claimBulk(db, left))] : urgent;
}

/** Those the gate lets through, with what they are filled in with; the others are cancelled with the gate's reason, or wait. */
async function allowedOf(db: AccountDb, database: Database, due: readonly DueLetter[]): Promise<AllowedLetter[]> {
  const allowed: AllowedLetter[] = [];
  for (const group of groupsOf(due)) {
    const { message_id: messageId, version, object_id: objectId, purpose, topic_id: topicId } = group[0]!;
    const recordIds = group.map(({ record_id }) => record_id);
    const causeIds = group.map(({ event_id }) => event_id);
    const { permits, refused, held } = await permitMail(db, system, { objectId, recordIds, purpose, topicId, messageId, causeIds });
    await markCancelled(
      db,
      refused.map(({ position, reason }) => ({ id: group[position]!.id, reason })),
    );
    const later = new Date(db.now.getTime() + HELD_MS);
    await postpone(
      db,
      held.map(({ position, reason, until }) => ({ id: group[position]!.id, reason, dueAt: until ?? later })),
    );
    if (permits.length === 0) continue;
    const mould = await keptMould(db, database, messageId, version);
    const records = await recordsByIds(db, objectId, [...new Set(permits.map(({ recordId }) => recordId))]);
    const { merge_fields: paths, conditions } = mould.version;
    const values = await mergeValuesOf(db, { objectId, records, paths, conditions });
    const byId = new Map(records.map((record) => [record.id, record]));
    for (const { position, recordId, permit } of permits) {
      const record = byId.get(recordId)!;
      allowed.push({ delivery: group[position]!, permit, record, values: values.get(recordId)!, mould });
    }
  }
  return allowed;
}

/** Letters of one version and topic, in the order they were claimed. */
function groupsOf(due: readonly DueLetter[]): DueLetter[][] {
  const groups = new Map<string, DueLetter[]>();
  for (const row of due) {
    const key = `${row.object_id}:${row.message_id}:${row.version}:${row.purpose}:${row.topic_id}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

async function capture(db: AccountDb, letters: readonly (AllowedLetter & { reason: string })[]): Promise<void> {
  if (letters.length === 0) return;
  const eventIds = await newEventIds(db, letters.length);
  await recordLetterEvents(
    db,
    system,
    emailCaptured,
    letters.map(({ delivery, reason }, index) => ({ ...letterEvent(delivery, eventIds[index]!), reason })),
  );
  await markCaptured(
    db,
    letters.map(({ delivery, permit, values, reason }, index) => ({
      id: delivery.id,
      address: permit.address,
      values: JSON.stringify(values),
      eventId: eventIds[index]!,
      reason,
    })),
  );
}

/** Letters whose values make them too large, or too slow to fill in. */
const markUnfillable = (db: AccountDb, rows: readonly DueLetter[]): Promise<void> =>
  end(db, rows, { kind: emailFailed, status: 'failed', reason: 'not_fillable', batchIds: [] });

/**
 * Of batches whose sender is gone: letters that were being handed over may have been taken by the server. They are marked uncertain, and never
 * repeated; the others are in the queue again. Gives how many.
 */
async function giveUpInterrupted(db: AccountDb, realNow: Date): Promise<number> {
  const lost = await lockLostBatches(db, realNow);
  if (lost.length === 0) return 0;
  const doubtful = await doubtfulLetters(db, lost);
  if (doubtful.length > 0) await end(db, doubtful, { kind: emailUncertain, status: 'uncertain', reason: 'interrupted', batchIds: lost });
  await deleteBatches(db, lost);
  return lost.length;
}

async function end(
  db: AccountDb,
  rows: readonly DueLetter[],
  how: { kind: typeof emailFailed; status: 'failed' | 'uncertain'; reason: string; batchIds: readonly number[] },
): Promise<void> {
  const { kind, status, reason, batchIds } = how;
  const eventIds = await newEventIds(db, rows.length);
  await recordLetterEvents(
    db,
    system,
    kind,
    rows.map((row, index) => ({ ...letterEvent(row, eventIds[index]!), reason })),
  );
  await markOutcomes(
    db,
    rows.map(({ id }, index) => ({ id, status, reason, eventId: eventIds[index]!, dueAt: null, bounceClass: null })),
    batchIds,
  );
}

/** The event of a letter's next state, caused by that of its last. */
export const letterEvent = (row: DueLetter, eventId: number) => ({
  eventId,
  deliveryId: row.id,
  objectId: row.object_id,
  recordId: row.record_id,
  messageId: row.message_id,
  causeId: row.event_id,
  purpose: row.purpose,
  broadcastId: row.broadcast_id,
});
