import type { AccountDb, Database } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { installationOf, type InstallationSmtp } from '../accounts/index.ts';
import { eventsOfRecord } from '../ledger/index.ts';
import { recordsByIds } from '../records/index.ts';
import { EMAIL_EVENTS } from './events.ts';
import { trackedLinks } from './letters/letter.ts';
import { outgoingLetter } from './letters/outgoing-letter.ts';
import { maySee, subjectOf } from './list-letters.ts';
import { presentOutboxLine } from './present.ts';
import { outboxRow } from './queries/deliveries.ts';
import { versionOf } from './queries/messages.ts';
import type { OutboxLetter } from './schema.ts';
import { findSenders } from './sender/find-senders.ts';
import { senderOf } from './smtp/sender.ts';

/**
 * One letter as its receiver has it before them: its links are the receiver's own, so that following one counts as theirs; only the pixel
 * is left out, because looking into the Outbox is no opening. `letter` is null while it is queued, and once its person was erased.
 * Refuses with `not_found` a letter to a record the viewer may not see.
 */
export async function showLetter(
  db: AccountDb,
  asked: { database: Database; installation: InstallationSmtp | undefined; viewer: Viewer; id: number },
): Promise<OutboxLetter> {
  const row = await outboxRow(db, asked.id);
  const [record] = row ? await recordsByIds(db, row.object_id, [row.record_id]) : [];
  if (!row || !maySee(asked.viewer, row.object_id, record)) throw notFound('letter');
  const line = presentOutboxLine(row, { recordName: record?.name ?? '', subject: subjectOf(row) });
  const events = await eventsOfLetter(db, row);
  if (!row.merge_values || row.address === null) return { ...line, letter: null, headers: [], links: [], unsubscribe: null, events };

  const version = (await versionOf(db, row.message_id, row.version))!;
  const sender = await senderOf(db, asked.database, asked.installation);
  const records = [{ id: row.record_id, owner_id: record?.owner_id ?? null, values: record?.values ?? {} }];
  const from = (await findSenders(db, { database: asked.database, account: sender, version, records })).get(row.record_id);
  const letter = outgoingLetter(db.accountId, asked.database, {
    from: from!,
    delivery: row,
    version,
    values: row.merge_values,
  });
  const links = trackedLinks(installationOf(asked.database), {
    accountId: db.accountId,
    deliveryId: row.id,
    objectId: row.object_id,
    recordId: row.record_id,
    address: row.address,
  });
  const header = (name: string) => letter.headers.find(([each]) => each === name)?.[1] ?? '';
  return {
    ...line,
    letter: {
      from: header('From'),
      to: row.address,
      replyTo: header('Reply-To'),
      subject: letter.subject,
      html: letter.html,
      text: letter.text,
    },
    headers: [['To', row.address], ...letter.headers],
    links: letter.targets.map((url, index) => ({ url, follow: /^https?:/i.test(url) ? links.link(index, url) : url })),
    unsubscribe: version.purpose === 'bulk' ? links.unsubscribe : null,
    events,
  };
}

async function eventsOfLetter(db: AccountDb, row: { id: number; object_id: number; record_id: number }): Promise<OutboxLetter['events']> {
  const kinds = EMAIL_EVENTS.map(({ kind }) => kind);
  const events = await eventsOfRecord(db, { objectId: row.object_id, id: row.record_id }, { kinds, limit: 500 });
  return events
    .filter(({ data }) => data?.delivery === row.id)
    .toReversed()
    .map(({ kind, at }) => ({ kind, at: at.toISOString() }));
}
