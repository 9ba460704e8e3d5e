import type { AccountDb, Database } from '../app/db.ts';
import { installationOf } from '../accounts/index.ts';
import { domains } from '../app/registry.ts';
import { fillerOf, isTracked } from '../documents/index.ts';
import { emailClicked, emailClicksTakenBack, emailMachineClicked } from './events.ts';
import { readLinkToken } from './letters/link-tokens.ts';
import { inAccountOf, noteMachineDid, noteReceiverDid, visitOf, type Asker } from './letters/receiver.ts';
import { broadcastById } from './queries/broadcasts.ts';
import { valuesUnderWay } from './queries/letter-batches.ts';
import { nameOfMessage, versionOf, type VersionRow } from './queries/messages.ts';
import { lockDelivery, noteClick, noteMachineClick, type TrackedDelivery } from './queries/tracking.ts';
import { burstWith, isMachine, isOfMachine, visitorOfLink } from './rules/visits-of-letters.ts';
import { withUtm } from './rules/with-utm.ts';

/** A double click is one click. */
const SAME_CLICK_MS = 2_000;

/**
 * Notes that a link in a letter was followed and gives where it leads: only ever an address that stands in the version the letter was made
 * from, filled in with what the letter was, and marked as the message says. What programs follow is told apart, by what `asker` says of itself and
 * by how fast they are; they are led on all the same. Undefined for a token that is not ours.
 */
export async function trackClick(database: Database, token: string, asker?: Asker): Promise<string | undefined> {
  const target = readLinkToken(installationOf(database).secretKey, token);
  if (target === undefined || typeof target.purpose !== 'number') return undefined;
  const index = target.purpose;
  return inAccountOf(database, target, async (db) => {
    const delivery = await lockDelivery(db, target.deliveryId);
    const version = delivery && (await versionOf(db, delivery.message_id, delivery.version));
    const link = version?.links[index];
    if (!delivery || link === undefined || !isTracked(link)) return undefined;
    const address = addressOf(link, await valuesOf(db, delivery));
    if (!address) return undefined;
    await noteFollowed(db, { delivery, asker, index, link, linksInLetter: version!.links.filter(isTracked).length });
    return withReceiver(db, database, delivery, await marked(db, delivery, version!, address));
  });
}

interface Followed {
  delivery: TrackedDelivery;
  asker: Asker | undefined;
  index: number;
  link: string;
  linksInLetter: number;
}

async function noteFollowed(db: AccountDb, { delivery, asker, index, link, linksInLetter }: Followed): Promise<void> {
  const visitor = asker ? visitorOfLink(visitOf(db, delivery, asker)) : 'person';
  const known = delivery.clicked_links ?? [];
  const before = delivery.burst;
  const burst = burstWith(before, { link: index, at: db.now });
  if (isMachine(visitor) || isOfMachine(burst, { at: db.now, linksInLetter })) {
    const isFirst = delivery.machine_clicked_at === null;
    const takenBack = isMachine(visitor) ? [] : burst.counted;
    // What says it is a program is none of the person's own moments.
    const kept = isMachine(visitor) ? before : { ...burst, counted: [] };
    await noteMachineClick(db, delivery.id, { links: known.filter((each) => !takenBack.includes(each)), burst: kept });
    if (takenBack.length > 0) await noteMachineDid(db, delivery, emailClicksTakenBack, { links: takenBack });
    if (isFirst) await noteMachineDid(db, delivery, emailMachineClicked, { link: index, by: isMachine(visitor) ? visitor : 'all-at-once' });
    return;
  }
  if (isSameClick(db, delivery, index)) return;
  const isNew = !known.includes(index);
  const counted = isNew ? [...burst.counted, index] : burst.counted;
  await noteClick(db, delivery.id, { links: isNew ? [...known, index] : known, burst: { ...burst, counted } });
  await noteReceiverDid(db, delivery, emailClicked, { link: index, address: link });
}

function isSameClick(db: AccountDb, { last_clicked_at: last, burst }: TrackedDelivery, index: number): boolean {
  return last !== null && db.now.getTime() - last.getTime() < SAME_CLICK_MS && burst?.links.at(-1) === index;
}

/** What the letter was filled in with; a gateway may follow its links before the letter's outcome is on record. */
const valuesOf = async (db: AccountDb, { id, status, merge_values: values }: TrackedDelivery): Promise<object> =>
  values ?? (status === 'queued' ? await valuesUnderWay(db, id) : undefined) ?? {};

function addressOf(link: string, values: object): string | undefined {
  const address = fillerOf(link, 'url').fill(values).trim();
  return URL.canParse(address) && isTracked(address) ? new URL(address).href : undefined;
}

/** The address with what later domains add for whoever follows it, so that a page of the account's own knows who came. */
async function withReceiver(db: AccountDb, database: Database, delivery: TrackedDelivery, address: string): Promise<string> {
  let leads = address;
  for (const { markLink } of domains()) {
    if (markLink) leads = await markLink(db, database, { address: leads, objectId: delivery.object_id, recordId: delivery.record_id });
  }
  return leads;
}

/** The address with the marks the message puts on links; a campaign without a name has that of the broadcast, or else of the message. */
async function marked(db: AccountDb, delivery: TrackedDelivery, { utm }: VersionRow, address: string): Promise<string> {
  if (!utm) return address;
  const campaign = utm.campaign || (await campaignOf(db, delivery));
  return withUtm(address, { ...utm, campaign });
}

async function campaignOf(db: AccountDb, { broadcast_id: broadcastId, message_id: messageId }: TrackedDelivery): Promise<string> {
  const broadcast = broadcastId === null ? undefined : await broadcastById(db, broadcastId);
  return broadcast?.name ?? (await nameOfMessage(db, messageId)) ?? '';
}
