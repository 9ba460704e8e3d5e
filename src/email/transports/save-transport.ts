import type { AccountDb, Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { invalid, notFound } from '../../app/kernel/problem.ts';
import { installationOf } from '../../accounts/index.ts';
import { recordEvent } from '../../ledger/index.ts';
import { mailSettingsChanged } from '../events.ts';
import { transportById, writeTransport } from '../queries/transports.ts';
import type { TransportInput } from '../rules/transport-schema.ts';
import { sealPassword } from '../smtp/sealing.ts';

/**
 * Makes a transport (`isNew`), or changes one. A password is sealed; one that is not given stays, unless the server changes. Refuses with
 * `not_found`, and with `direct_not_allowed` where the operator's own addresses would be the ones that send (`mayGoDirect`).
 */
export async function saveTransport(
  db: AccountDb,
  actor: Actor,
  asked: { database: Database; id: number; isNew: boolean; mayGoDirect: boolean; input: TransportInput },
): Promise<void> {
  const { id, input } = asked;
  const before = asked.isNew ? undefined : await transportById(db, id);
  if (!asked.isNew && !before) throw notFound('transport');
  if (input.kind === 'direct' && !asked.mayGoDirect)
    throw invalid('kind', 'Letters cannot leave straight from this installation. Name a mail server.', 'direct_not_allowed');
  const isSameServer = before?.smtp_host === input.smtpHost && before.smtp_user === input.smtpUser;
  const kept = isSameServer ? before.smtp_password_sealed : null;
  const isDirect = input.kind === 'direct';
  await writeTransport(db, {
    id,
    name: input.name,
    kind: input.kind,
    stream: input.stream,
    smtp_host: isDirect ? '' : input.smtpHost,
    smtp_port: input.smtpPort,
    smtp_security: input.smtpSecurity,
    smtp_user: isDirect ? '' : input.smtpUser,
    smtp_password_sealed: input.smtpPassword ? sealPassword(installationOf(asked.database).secretKey, input.smtpPassword) : kept,
    connections: input.connections,
    pace: input.pace,
    warm_up: input.warmUp,
    is_active: input.isActive,
  });
  await recordEvent(db, actor, { kind: mailSettingsChanged, data: { transport: id } });
}
