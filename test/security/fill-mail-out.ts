import type { Visitor } from '../browser.ts';
import type { TestDatabase } from '../harness.ts';

/** A server letters leave by, how far its pace has come with one receiver, and a letter that was written on. */
export async function fillMailOut(
  test: TestDatabase,
  accountId: number,
  { owner, marker }: { owner: Visitor; marker: string },
): Promise<void> {
  const server = { kind: 'smtp', stream: 'bulk', smtpHost: 'smtp.example.com', smtpUser: marker, smtpPassword: `password ${marker}` };
  const [transport] = await owner.post('/api/mail-transports', { ...server, name: `Server ${marker}`, isActive: false });
  await test.owner.query(
    'insert into receiver_paces (account_id, transport_id, domain, hour, day) values ($1, $2, $3, now(), current_date)',
    [accountId, transport.id, `${marker}.example.com`],
  );
  const letter = { objectId: 0, name: `Drafted ${marker}`, purpose: 'transactional', subject: `First ${marker}` };
  const { message } = await owner.post('/api/messages', { ...letter, body: { kind: 'plain', text: `Dear ${marker}` } });
  // Whoever pauses for longer begins anew, and what stood there is kept.
  test.clock.moveBy(30 * 60_000);
  await owner.patch(`/api/messages/${message.id}`, { revision: message.revision, subject: `Second ${marker}` });
}
