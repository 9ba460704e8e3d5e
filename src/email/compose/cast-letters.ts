import type { AccountDb, Database } from '../../app/db.ts';
import { installationOf } from '../../accounts/index.ts';
import { permissionLinks } from '../../compliance/index.ts';
import type { AllowedLetter } from '../claim-letters.ts';
import { fallbackReturnPath, signingFor, type ReturnPath } from '../domains/signing-for.ts';
import { linkToken, type LinkPurpose } from '../letters/link-tokens.ts';
import type { FilledDelivery } from '../queries/claiming.ts';
import type { DueLetter } from '../queries/due-letters.ts';
import { domainOfAddress } from '../rules/address.ts';
import { oneLine } from '../rules/headers.ts';
import { findSenders, type LetterFrom } from '../sender/find-senders.ts';
import type { CastLetter } from '../smtp/hand-over.ts';
import type { Sender } from '../smtp/sender.ts';
import type { Letterhead } from './compose-letter.ts';

/** Letters ready to be handed over, and the deliveries they belong to, in the same order. */
export interface CastBatch {
  letters: CastLetter[];
  deliveries: DueLetter[];
  /** The pieces of their versions' moulds. */
  moulds: ReadonlyMap<string, readonly string[]>;
}

/** Casts letters: from whom each comes, what it is signed with, and its own words. Those whose values make that impossible are `failed`. */
export async function castLetters(
  db: AccountDb,
  { database, account, letters }: { database: Database; account: Sender; letters: readonly AllowedLetter[] },
): Promise<CastBatch & { filled: FilledDelivery[]; failed: DueLetter[] }> {
  const batch = { letters: [] as CastLetter[], deliveries: [] as DueLetter[], filled: [] as FilledDelivery[], failed: [] as DueLetter[] };
  const moulds = new Map(letters.map(({ mould }) => [mould.key, mould.mould.pieces]));
  if (letters.length === 0) return { ...batch, moulds };
  const headFor = await letterheads(db, { database, account, letters });
  for (const { delivery, permit, record, values, mould } of letters) {
    const { head, returnPath } = headFor(mould.key, record.id, delivery.purpose === 'bulk');
    const address = (path: string, purpose: LinkPurpose): string =>
      `${purpose === 'unsubscribe' ? head.baseUrl : head.trackingBaseUrl}/e/${path}/${linkToken(head.secretKey, { accountId: db.accountId, deliveryId: delivery.id, purpose })}`;
    const whom = { accountId: db.accountId, objectId: delivery.object_id, recordId: record.id };
    let preferences: string | undefined;
    try {
      const cast = mould.mould.cast(values, {
        link: (index) => address('c', index),
        unsubscribe: () => address('u', 'unsubscribe'),
        preferences: () => (preferences ??= permissionLinks(head, whom).preferences),
        confirm: () => permissionLinks(head, whom, permit.address).confirm!,
        open: () => address('o', 'open'),
      });
      const letter = {
        deliveryId: delivery.id,
        returnPath: returnPath?.(delivery.id) ?? head.from.address,
        cast,
        thread: delivery.headers,
      };
      batch.letters.push({ permit, head, mould: mould.key, letter });
      batch.deliveries.push(delivery);
      batch.filled.push({
        id: delivery.id,
        address: permit.address,
        values: JSON.stringify(values),
        senderDomain: domainOfAddress(head.from.address),
      });
    } catch {
      batch.failed.push(delivery);
    }
  }
  return { ...batch, moulds };
}

interface HeadAndPath {
  head: Letterhead;
  returnPath: ReturnPath | null;
}

/** The letterhead of each letter: one for all that come from the same sender. */
async function letterheads(
  db: AccountDb,
  { database, account, letters }: { database: Database; account: Sender; letters: readonly AllowedLetter[] },
): Promise<(mould: string, recordId: number, canEnd: boolean) => HeadAndPath> {
  const { baseUrl, secretKey } = installationOf(database);
  const senders = new Map<string, Map<number, LetterFrom>>();
  for (const { mould } of letters) {
    if (senders.has(mould.key)) continue;
    const records = letters.filter((letter) => letter.mould === mould).map(({ record }) => record);
    senders.set(mould.key, await findSenders(db, { database, account, version: mould.version, records }));
  }
  const addresses = new Set([...senders.values()].flatMap((byRecord) => [...byRecord.values()].map(({ fromAddress }) => fromAddress)));
  const signings = await signingFor(db, database, [...addresses]);
  const fallback = await fallbackReturnPath(db, database);
  const date = database.clock.now().toUTCString().replace('GMT', '+0000');
  const host = new URL(baseUrl).hostname;
  const heads = new Map<string, HeadAndPath>();
  return (mould, recordId, canEnd) => {
    const { fromName, fromAddress, replyTo } = senders.get(mould)!.get(recordId)!;
    const key = JSON.stringify([fromName, fromAddress, replyTo, canEnd]);
    let known = heads.get(key);
    if (!known) {
      const signing = signings.get(fromAddress);
      const head: Letterhead = {
        accountId: db.accountId,
        secretKey,
        trackingBaseUrl: signing?.trackingBaseUrl ?? baseUrl,
        baseUrl,
        from: { name: oneLine(fromName, 100), address: fromAddress },
        replyTo,
        host,
        date,
        canEnd,
        signing: signing ? { domain: signing.domain, selector: signing.selector, privateKeyPem: signing.privateKeyPem } : null,
      };
      heads.set(key, (known = { head, returnPath: signing ? signing.returnPath : fallback }));
    }
    return known;
  };
}
