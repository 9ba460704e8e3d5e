import type { AccountDb, Database } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import { accountSettings, installationOf, type InstallationSmtp } from '../accounts/index.ts';
import { permitMail, type Permit } from '../compliance/index.ts';
import { newEventIds } from '../ledger/index.ts';
import { recordsByIds } from '../records/index.ts';
import { emailCaptured, emailFailed, emailUncertain } from './events.ts';
import { fillLetter, keptTemplates, trackedLinks } from './letters/letter.ts';
import { messageIdOf } from './letters/message-ids.ts';
import { mergeValuesOf, type MergeValues } from './letters/merge-values.ts';
import {
  claimDue,
  claimInterrupted,
  markCancelled,
  markCaptured,
  markOutcomes,
  markSending,
  type DeliveryRow,
} from './queries/deliveries.ts';
import { recordLetterEvents } from './queries/letter-events.ts';
import { versionOf, type VersionRow } from './queries/messages.ts';
import { letterHeaders } from './rules/headers.ts';
import { senderOf, type Sender } from './smtp/sender.ts';
import { CONNECTIONS, type OutgoingLetter, type SmtpServer } from './smtp/transport.ts';

/** Letters captured in one transaction. */
const CAPTURE_AT_ONCE = 500;
/** Letters handed over between two looks at the gate: few, so that an unsubscription stops all but those already on their way. */
const SEND_AT_ONCE = 2 * CONNECTIONS;
/** How long a letter may be on its way; longer than the server's silence is borne, for a whole turn of letters. */
const LEASE_MS = 10 * 60_000;

/** A letter that may leave now, marked as being sent. */
export interface ClaimedLetter {
  delivery: DeliveryRow;
  permit: Permit;
  letter: OutgoingLetter;
}

export interface Claim {
  letters: ClaimedLetter[];
  server: SmtpServer | undefined;
  /** How many letters got any further, those to be sent among them. */
  moved: number;
}

interface Allowed {
  delivery: DeliveryRow;
  permit: Permit;
  values: MergeValues;
  version: VersionRow;
}

/**
 * Takes the letters that are due, asks the gate for each once more, captures those that must not leave (the account practises or did when
 * they were queued, or there is no mail server), and marks the rest as being sent. What this transaction commits is what may be sent.
 */
export async function claimLetters(db: AccountDb, database: Database, installation: InstallationSmtp | undefined): Promise<Claim> {
  const realNow = database.clock.now();
  const interrupted = await giveUpInterrupted(db, realNow);
  const sender = await senderOf(db, database, installation);
  const practises = (await accountSettings(db)).mode === 'practising';
  const canSend = !practises && sender.server !== undefined;

  const due = await claimDue(db, canSend ? SEND_AT_ONCE : CAPTURE_AT_ONCE);
  const allowed = await allowedOf(db, due);
  const reasonToCapture = ({ delivery }: Allowed) => (practises || delivery.practising ? 'practising' : 'no_mail_server');
  const toCapture = allowed.filter(({ delivery }) => !canSend || delivery.practising);
  const toSend = allowed.filter(({ delivery }) => canSend && !delivery.practising);

  await capture(
    db,
    toCapture.map((letter) => ({ ...letter, reason: reasonToCapture(letter) })),
  );
  const letters = await fillAll(db, database, sender, toSend);
  await markSending(db, letters, new Date(realNow.getTime() + LEASE_MS));
  return { letters, server: sender.server, moved: due.length + interrupted };
}

/** Those the gate lets through, with what they are filled in with; the others are cancelled with the gate's reason. */
async function allowedOf(db: AccountDb, due: readonly DeliveryRow[]): Promise<Allowed[]> {
  const allowed: Allowed[] = [];
  for (const group of groupsOf(due)) {
    const { message_id: messageId, version, object_id: objectId, purpose } = group[0]!;
    const recordIds = group.map(({ record_id }) => record_id);
    const { permits, refused } = await permitMail(db, system, {
      objectId,
      recordIds,
      purpose,
      messageId,
      causeIds: group.map(({ event_id }) => event_id),
    });
    await markCancelled(
      db,
      refused.map(({ position, reason }) => ({ id: group[position]!.id, reason })),
    );
    if (permits.length === 0) continue;
    const row = await versionOf(db, messageId, version);
    const records = await recordsByIds(db, objectId, [...new Set(permits.map(({ recordId }) => recordId))]);
    const values = await mergeValuesOf(db, { objectId, records, paths: row!.merge_fields });
    for (const { position, recordId, permit } of permits) {
      allowed.push({ delivery: group[position]!, permit, values: values.get(recordId)!, version: row! });
    }
  }
  return allowed;
}

/** Letters of one version, in the order they were claimed. */
function groupsOf(due: readonly DeliveryRow[]): DeliveryRow[][] {
  const groups = new Map<string, DeliveryRow[]>();
  for (const row of due) {
    const key = `${row.object_id}:${row.message_id}:${row.version}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

async function capture(db: AccountDb, letters: readonly (Allowed & { reason: string })[]): Promise<void> {
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
      mergeValues: values,
      eventId: eventIds[index]!,
      reason,
    })),
  );
}

/** Fills the letters in; one that cannot be (its values make it too large or too slow) has failed. */
async function fillAll(
  db: AccountDb,
  database: Database,
  sender: Sender,
  allowed: readonly Allowed[],
): Promise<(ClaimedLetter & { id: number; address: string; mergeValues: MergeValues })[]> {
  const filled: (ClaimedLetter & { id: number; address: string; mergeValues: MergeValues })[] = [];
  const failed: DeliveryRow[] = [];
  for (const { delivery, permit, values, version } of allowed) {
    try {
      const letter = outgoingLetter(db.accountId, database, { sender, delivery, version, values });
      filled.push({ delivery, permit, letter, id: delivery.id, address: permit.address, mergeValues: values });
    } catch {
      failed.push(delivery);
    }
  }
  if (failed.length > 0) await markUnfillable(db, failed);
  return filled;
}

/** One delivery's letter, as it goes to the mail server. */
export function outgoingLetter(
  accountId: number,
  database: Database,
  parts: { sender: Sender; delivery: DeliveryRow; version: VersionRow; values: object; countsOpening?: boolean },
): OutgoingLetter & { subject: string; targets: string[] } {
  const { sender, delivery, version, values } = parts;
  const installation = installationOf(database);
  const tracked = trackedLinks(installation, { accountId, deliveryId: delivery.id });
  const links = parts.countsOpening === false ? { ...tracked, pixel: null } : tracked;
  const { html, text, subject, targets } = fillLetter(keptTemplates(database, accountId, version), values, links);
  const headers = letterHeaders({
    fromName: version.from_name || sender.fromName,
    fromAddress: sender.fromAddress,
    replyTo: version.reply_to || sender.replyTo,
    subject,
    unsubscribeUrl: version.purpose === 'bulk' ? links.unsubscribe : null,
    messageId: messageIdOf(installation.secretKey, { accountId, deliveryId: delivery.id }, new URL(installation.baseUrl).hostname),
    thread: delivery.headers,
  });
  return { headers, fromAddress: sender.fromAddress, html, text, subject, targets };
}

async function markUnfillable(db: AccountDb, rows: readonly DeliveryRow[]): Promise<void> {
  const eventIds = await newEventIds(db, rows.length);
  const reason = 'not_fillable';
  await recordLetterEvents(
    db,
    system,
    emailFailed,
    rows.map((row, index) => ({ ...letterEvent(row, eventIds[index]!), reason })),
  );
  await markOutcomes(
    db,
    rows.map(({ id }, index) => ({ id, status: 'failed', reason, eventId: eventIds[index]!, dueAt: null })),
  );
}

/** Letters whose sender is gone may have been taken by the server: they are marked uncertain, and never repeated. */
async function giveUpInterrupted(db: AccountDb, realNow: Date): Promise<number> {
  const rows = await claimInterrupted(db, realNow, CAPTURE_AT_ONCE);
  if (rows.length === 0) return 0;
  const eventIds = await newEventIds(db, rows.length);
  const reason = 'interrupted';
  await recordLetterEvents(
    db,
    system,
    emailUncertain,
    rows.map((row, index) => ({ ...letterEvent(row, eventIds[index]!), reason })),
  );
  await markOutcomes(
    db,
    rows.map(({ id }, index) => ({ id, status: 'uncertain', reason, eventId: eventIds[index]!, dueAt: null })),
  );
  return rows.length;
}

/** The event of a letter's next state, caused by that of its last. */
export const letterEvent = (row: DeliveryRow, eventId: number) => ({
  eventId,
  deliveryId: row.id,
  objectId: row.object_id,
  recordId: row.record_id,
  messageId: row.message_id,
  causeId: row.event_id,
  purpose: row.purpose,
  broadcastId: row.broadcast_id,
});
